import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRollupManifest, writeRollupManifest, type RollupManifest } from "@muniment/sdk";
import { expect } from "chai";
import { loadRollup } from "../../helpers/rollup/loadRollup.js";
import { rejected } from "../../helpers/rejected.js";

describe("readRollupManifest and writeRollupManifest", () => {
  let folder: string;
  let path: string;
  let manifest: RollupManifest;

  before(async () => (manifest = (await loadRollup()).manifest));

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rollup-manifest-"));
    path = join(folder, "31337", "rollup-1.json");
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("DEPLOY-12: reads back what was written, and leaves nothing beside it", async () => {
    await writeRollupManifest(path, manifest);
    expect(await readRollupManifest(path)).to.deep.equal(manifest);
    expect(await readdir(join(folder, "31337"))).to.deep.equal(["rollup-1.json"]);
  });

  it("ROLLUP_MANIFEST_MISSING: names the manifest that is not there", async () => {
    const error = await rejected(readRollupManifest(path));
    expect(error.code).to.equal("ROLLUP_MANIFEST_MISSING");
    expect(error.context).to.deep.equal({ path });
  });

  it("MANIFEST_INVALID: refuses to write what is no manifest, and keeps what was there", async () => {
    await writeRollupManifest(path, manifest);
    const before = await readFile(path, "utf8");
    const error = await rejected(writeRollupManifest(path, { ...manifest, lane: 0 }));
    expect(error.code).to.equal("MANIFEST_INVALID");
    expect(error.context["problem"]).to.include("lane");
    expect(await readFile(path, "utf8")).to.equal(before);
  });

  it("MANIFEST_INVALID: refuses to read what is no JSON, or another document", async () => {
    await writeRollupManifest(path, manifest);
    for (const text of ["{", "{}"]) {
      await writeFile(path, text);
      expect((await rejected(readRollupManifest(path))).code).to.equal("MANIFEST_INVALID");
    }
  });
});
