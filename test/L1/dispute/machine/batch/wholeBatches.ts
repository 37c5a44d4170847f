import { expect } from "chai";
import { compactForm } from "../../../../../packages/protocol/src/index.js";
import { mixedBlocks } from "../../../../executor/batches/helpers/mixedBlocks.js";
import { deployBatch } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";

const { compareBatch } = await deployBatch();

describe("DataFamily and SealFamily on whole batches", () => {
  it("DISPUTE-40, DISPUTE-41, DISPUTE-43: blocks in calldata, with a dictionary, compact and raw transactions", async () => {
    const steps = await compareBatch(makeBatch({ blocks: mixedBlocks(300) }));
    const phases = new Set(steps.map(({ phase }) => phase));
    expect([...phases].sort()).to.deep.equal(["begin", "build", "close", "open", "read", "seal"]);
    expect(compactForm.base).to.equal(0x80);
  });

  it("DISPUTE-41, BATCH-1: the same blocks in a blob, by point evaluations", async () => {
    await compareBatch(makeBatch({ blocks: mixedBlocks(300) }, { isBlobs: true }));
  });
});
