import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LineFile } from "../../../../packages/executor/src/index.js";
import { runWithRoom } from "../../../helpers/replaceDuring.js";

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
});
