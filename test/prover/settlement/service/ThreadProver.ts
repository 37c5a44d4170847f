import { mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ThreadProver, writeInsecureSrs } from "@muniment/prover";
import { expect } from "chai";
import { rejected } from "../../../helpers/rejected.js";

const levels = 6;

describe("prover > ThreadProver", () => {
  let parent: string;
  let srs: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "muniment-thread-"));
    srs = writeInsecureSrs(parent, levels);
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  /** Without a circuit: whatever its thread is asked fails there. */
  const open = () => new ThreadProver({ circuits: [], srs, levels, work: join(parent, "work") });
  const problemOf = async (asked: Promise<unknown>) => (await rejected(asked)).context["problem"];

  it("SETTLE-129: who asks when it is closed starts no thread", async () => {
    const prover = open();
    expect(await problemOf(prover.witness(2, {}))).to.equal("TypeError");
    await prover.close();
    expect(await problemOf(prover.witness(2, {}))).to.equal("it is closed");
    expect(await problemOf(prover.prove(2, new Uint8Array()))).to.equal("it is closed");
    await prover.close();
  });

  it("SETTLE-121: the end of a thread that failed takes nothing from the next one", async () => {
    const prover = open();
    renameSync(srs, `${srs}-away`);
    expect(await problemOf(prover.witness(2, {}))).to.not.equal("TypeError");
    renameSync(`${srs}-away`, srs);
    expect(await problemOf(prover.witness(2, {}))).to.equal("TypeError");
    await prover.close();
  });
});
