import { expect } from "chai";
import { network } from "hardhat";
import { collectSteps, familyOf } from "../../../../packages/challenger/src/index.js";
import { boundaryState, traceLeafHash } from "../../../../packages/protocol/src/index.js";
import { chainId } from "../../../executor/transition/helpers/chain.js";
import { deployFamilies } from "./helpers/deployFamilies.js";
import { produceBatch } from "./helpers/produceBatch.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const gasLimit = 16_777_216n;

/** Runs the steps of a batch of a lane on both machines, as many at a time as told. */
async function compareWhole(as: "calldata" | "blobs", stepsAtOnce: number): Promise<ReadonlySet<string>> {
  const { queue, header, digest, shown, machine: first } = await produceBatch(as, connection);
  const { verifier } = await deployFamilies(Number(chainId), queue, connection);
  let machine = first;
  const met = new Set<string>();
  for (let left = header.steps - 1; left > 0; left--) {
    while (!machine.isDone) {
      const before = machine.commitment();
      const family = familyOf(machine.state);
      if (family !== undefined) met.add(family);
      const witness = collectSteps(machine, stepsAtOnce, shown);
      const after = await verifier.run(digest, before, stepsAtOnce, witness, { gasLimit });
      expect(after, family).to.equal(machine.commitment());
    }
    expect(machine.commitment()).to.equal(boundaryState("done", traceLeafHash(machine.leaf)));
    machine = machine.next();
  }
  const { stateRoot, lastBlock, messageRoot } = machine.leaf;
  expect([stateRoot, lastBlock, messageRoot]).to.deep.equal([
    header.stateRoot,
    header.lastBlock,
    header.messageRoot,
  ]);
  return met;
}

describe("dispute machine on L1: a whole batch", () => {
  it("DISPUTE-7, DISPUTE-33: step by step from its first leaf to its last one, in blobs", async () => {
    const met = await compareWhole("blobs", 1);
    for (const family of [
      "DataFamily",
      "ItemFamily",
      "StartFamily",
      "RunFamily",
      "RecordFamily",
      "SealFamily",
    ]) {
      expect(met).to.include(family);
    }
  });

  it("DISPUTE-7: 64 steps at a time, in calldata", async () => {
    expect(await compareWhole("calldata", 64)).to.include("DataFamily");
  });
});
