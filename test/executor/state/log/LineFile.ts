import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LineFile } from "../../../../packages/executor/src/index.js";
import { replaceDuring, runWithRoom } from "../../../helpers/replaceDuring.js";

describe("LineFile", () => {
  let directory: string;
  let path: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "muniment-lines-"));
    path = join(directory, "lines");
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const never = (): string[] => {
    throw new TypeError("nothing was torn");
  };

  it("reads its whole lines, and none where there is no file", () => {
    expect(LineFile.read(path)).to.deep.equal([]);
    writeFileSync(path, "one\ntwo\ntorn");
    expect(LineFile.read(path)).to.deep.equal(["one", "two"]);
  });

  it("begins with its lines, and has each further one on disk", () => {
    const file = new LineFile(path, ["one"], 0o600);
    file.append("two", never);
    expect(readFileSync(path, "utf8")).to.equal("one\ntwo\n");
    file.renew(["two"]);
    file.append("three", never);
    expect([file.count, readFileSync(path, "utf8")]).to.deep.equal([2, "two\nthree\n"]);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    file.close();
  });

  it("writes what is live anew before anything stands behind a torn line", () => {
    const file = new LineFile(path, ["one", "two"]);
    runWithRoom(4, () => {
      expect(() => file.append("three", never)).to.throw("no space left");
    });
    expect(readFileSync(path, "utf8")).to.equal("one\ntwo\nthre");
    expect(file.count).to.equal(2);
    file.append("four", () => ["two"]);
    expect([file.count, LineFile.read(path)]).to.deep.equal([2, ["two", "four"]]);
    file.close();
  });

  it("stays as it was when it cannot be renewed", () => {
    const file = new LineFile(path, ["one"]);
    mkdirSync(`${path}.new`);
    expect(() => file.renew(["two"])).to.throw("EISDIR");
    file.append("three", never);
    expect([file.count, LineFile.read(path)]).to.deep.equal([2, ["one", "three"]]);
    file.close();
  });

  it("loses nothing that is appended after its name could not be brought to disk", () => {
    const file = new LineFile(path, ["one"]);
    let syncs = 0;
    const sync = fs.fsyncSync;
    const fsyncSync = (handle: number): void => {
      if (++syncs === 2) throw new TypeError("the folder cannot be synchronized");
      sync(handle);
    };
    replaceDuring({ fsyncSync }, () => {
      expect(() => file.renew(["two"])).to.throw("the folder");
    });
    expect([file.count, LineFile.read(path)]).to.deep.equal([1, ["two"]]);
    file.append("three", () => ["two again"]);
    expect([file.count, LineFile.read(path)]).to.deep.equal([2, ["two again", "three"]]);
    file.append("four", never);
    expect(LineFile.read(path)).to.deep.equal(["two again", "three", "four"]);
    file.close();
  });

  it("writes into no other file when it is closed, whose number the system gives anew", () => {
    const file = new LineFile(path, ["one"]);
    file.close();
    const other = join(directory, "other");
    const handle = fs.openSync(other, "w");
    const closed = { code: "LOG_WRITE_FAILED", context: { file: path, problem: "it is closed" } };
    expect(() => file.append("secret", never))
      .to.throw()
      .that.includes({ code: closed.code })
      .and.has.deep.property("context", closed.context);
    expect(() => file.renew(["secret"]))
      .to.throw()
      .with.property("code", closed.code);
    file.close();
    fs.closeSync(handle);
    expect([readFileSync(other, "utf8"), LineFile.read(path)]).to.deep.equal(["", ["one"]]);
  });
});
