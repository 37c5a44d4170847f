import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest, writeManifest, type Manifest } from "@muniment/sdk";
import { expect } from "chai";

import { loadBond } from "../../helpers/bondWalk.js";
import { rejected } from "../../helpers/rejected.js";

describe("readManifest and writeManifest", () => {
  let folder: string;
  let path: string;
  let manifest: Manifest;

  before(async () => {
    manifest = (await loadBond()).context.manifest;
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "manifest-"));
    path = join(folder, "424242", "manifest.json");
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("reads back what was written, and leaves nothing beside it", async () => {
    await writeManifest(path, manifest);
    expect(await readManifest(path)).to.deep.equal(JSON.parse(JSON.stringify(manifest)));
    expect(await readdir(join(folder, "424242"))).to.deep.equal(["manifest.json"]);
  });

  it("DEPLOYMENT_MISSING: names the manifest that is not there", async () => {
    const error = await rejected(readManifest(path));
    expect(error.code).to.equal("DEPLOYMENT_MISSING");
    expect(error.context).to.deep.equal({ path });
  });

  it("MANIFEST_INVALID: refuses to write what is no manifest, and keeps what was there", async () => {
    await writeManifest(path, manifest);
    const before = await readFile(path, "utf8");
    const error = await rejected(writeManifest(path, { ...manifest, chainId: -1 }));
    expect(error.code).to.equal("MANIFEST_INVALID");
    expect(await readFile(path, "utf8")).to.equal(before);
    const fresh = join(folder, "other", "manifest.json");
    await rejected(writeManifest(fresh, { ...manifest, accounts: { issuer: "nobody" } }));
    expect(await readdir(folder)).to.deep.equal(["424242"]);
  });

  const damages: readonly [string, (text: string) => string, string][] = [
    ["is cut off", (text) => text.slice(0, text.length / 2), ""],
    ["is empty", () => "", ""],
    ["lacks a contract", (text) => text.replace('"Lifecycle"', '"Lifecykle"'), "contracts"],
    ["has a malformed address", (text) => text.replace(/"cash": "0x/, '"cash": "'), "cash"],
    [
      "has a malformed hash",
      (text) => text.replace(/"codeHash": "0x.{64}"/, '"codeHash": "0x12"'),
      "codeHash",
    ],
  ];
  for (const [what, damage, field] of damages) {
    it(`MANIFEST_INVALID: names the file, and the field, when it ${what}`, async () => {
      await writeManifest(path, manifest);
      const text = await readFile(path, "utf8");
      const damaged = damage(text);
      expect(damaged).to.not.equal(text);
      await writeFile(path, damaged);
      const error = await rejected(readManifest(path));
      expect(error.code).to.equal("MANIFEST_INVALID");
      expect(error.context["path"]).to.equal(path);
      expect(error.context["problem"]).to.contain(field);
    });
  }
});
