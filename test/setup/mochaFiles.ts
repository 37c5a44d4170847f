import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { expect } from "chai";
import { mochaFiles } from "../../setup/hardhat/mochaFiles.js";

describe("mochaFiles", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "mocha-files-"));
    const names = [
      "a.ts",
      "b/c.ts",
      "b/c.full.ts",
      "b/c.behavior.ts",
      "helpers/d.ts",
      "b/helpers/e.ts",
      "f.t.sol",
    ];
    for (const name of names) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), "");
    }
  });

  after(() => rm(folder, { recursive: true }));

  it("leaves out helpers, shared suites and long tests", async () => {
    const files = await mochaFiles(folder, false);
    expect(files.map((file) => relative(folder, file))).to.deep.equal(["a.ts", "b/c.ts"]);
  });

  it("takes the long tests when asked", async () => {
    const files = await mochaFiles(folder, true);
    expect(files.map((file) => relative(folder, file))).to.deep.equal(["a.ts", "b/c.full.ts", "b/c.ts"]);
  });
});
