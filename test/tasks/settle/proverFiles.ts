import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { circuitLevels } from "@muniment/prover";
import { expect } from "chai";

import { developmentSrs } from "../../../tasks/settle/proving/developmentSrs.js";
import { levelsFor, proverFiles } from "../../../tasks/settle/proving/proverFiles.js";
import { RecordedOutput } from "../../helpers/RecordedOutput.js";
import { rejected } from "../../helpers/rejected.js";

const root = process.cwd();

describe("tasks > settle > proverFiles", function () {
  this.timeout(200_000);
  const folders: string[] = [];

  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  it("takes points enough for the greatest circuit", () => {
    expect(levelsFor([2])).to.equal(circuitLevels.batch2);
    expect(levelsFor([2, 24, 8])).to.equal(circuitLevels.batch24);
  });

  it("names the key that is missing, or is none", async () => {
    const srs = developmentSrs(root, circuitLevels.batch2, new RecordedOutput());
    const [found] = (await proverFiles({ root, srs, sizes: [2], work: root })).circuits;
    expect(found?.size).to.equal(2);
    expect(found?.key.length).to.be.greaterThan(1_000);

    const other = await mkdtemp(join(tmpdir(), "muniment-keys-"));
    folders.push(other);
    const path = join(other, "circuits", "keys", "insecure", "batch2.json");
    expect((await rejected(proverFiles({ root: other, srs, sizes: [2], work: other }))).code).to.equal(
      "PROVER_KEY_MISSING",
    );
    await cp(join(root, "circuits", "keys"), join(other, "circuits", "keys"), { recursive: true });
    await writeFile(path, '{"key":"no key"}');
    const error = await rejected(proverFiles({ root: other, srs, sizes: [2], work: other }));
    expect([error.code, error.context["path"]]).to.deep.equal(["PROVER_KEY_MISSING", path]);
  });
});
