import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readDurations, writeDurations } from "../../../setup/hardhat/shards/durations.js";

describe("setup > durations", () => {
  let folder: string;
  let path: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "durations-"));
    path = join(folder, "durations.json");
  });

  after(() => rm(folder, { recursive: true }));

  it("are none before they were recorded", async () => {
    expect(await readDurations(path)).to.deep.equal(new Map());
  });

  it("are written sorted, in tenths of a second, and read again", async () => {
    await writeDurations(
      path,
      new Map([
        ["b.ts", 1.26],
        ["a/c.ts", 0.01],
      ]),
    );
    expect(await readFile(path, "utf8")).to.equal('{\n  "a/c.ts": 0,\n  "b.ts": 1.3\n}\n');
    expect([...(await readDurations(path))]).to.deep.equal([
      ["a/c.ts", 0],
      ["b.ts", 1.3],
    ]);
  });

  it("are not guessed from a damaged table", async () => {
    await writeFile(path, '{ "a.ts": "long" }');
    const problem: unknown = await readDurations(path).catch((error: unknown) => error);
    expect(problem).to.be.instanceOf(Error);
  });
});
