import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { LineFile } from "../../../../packages/executor/src/index.js";

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
    const write = fs.writeSync;
    /** Takes a part of a line, and nothing more. */
    let room = 4;
    fs.writeSync = ((handle: number, bytes: Uint8Array, offset: number) => {
      if (room === 0) throw new TypeError("no space left on device");
      const written = write(handle, bytes.subarray(offset, offset + room));
      room -= written;
      return written;
    }) as typeof write;
    syncBuiltinESMExports();
    try {
      expect(() => file.append("three", never)).to.throw("no space left");
    } finally {
      fs.writeSync = write;
      syncBuiltinESMExports();
    }
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
