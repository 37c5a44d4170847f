import { expect } from "chai";
import { compactForm, predeploys, toHex, utf8 } from "../../../../../packages/protocol/src/index.js";
import { contracts, type Contents, genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { other, signed } from "../../../../executor/transition/helpers/chain.js";
import { deployBatch } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";

const { compareBatch } = await deployBatch();

const message = (text: string, nonce: number) =>
  signed({ to: predeploys.messenger, nonce, data: toHex(utf8(text)) });

const mixed: Contents = {
  blocks: [
    {
      time: genesisTime + 2n,
      transactions: [
        message("one", 0),
        signed({ to: contracts.hasher, nonce: 1 }),
        signed({ to: contracts.hasher, nonce: 7 }),
        signed({ to: contracts.refuser, nonce: 2 }),
        signed({ to: contracts.hasher, nonce: 2, value: 10n ** 30n }, other),
        message("two", 3),
      ],
    },
    { time: genesisTime + 3n, transactions: [] },
    {
      time: genesisTime + 3n,
      transactions: [
        signed({ to: contracts.asker, nonce: 4 }),
        message("three".repeat(300), 5),
        signed({
          ...{ to: contracts.hasher, nonce: 6, type: 0, gasPrice: 2_000_000n },
          ...{ maxFeePerGas: null, maxPriorityFeePerGas: null },
        }),
        signed({
          to: contracts.hasher,
          nonce: 7,
          type: 1,
          gasPrice: 2_000_000n,
          maxFeePerGas: null,
          maxPriorityFeePerGas: null,
        }),
      ],
    },
  ],
};

describe("DataFamily and SealFamily on whole batches", () => {
  it("DISPUTE-40, DISPUTE-41, DISPUTE-43: blocks in calldata, with a dictionary, compact and raw transactions", async () => {
    const steps = await compareBatch(makeBatch(mixed));
    const phases = new Set(steps.map(({ phase }) => phase));
    expect([...phases].sort()).to.deep.equal(["begin", "build", "close", "open", "read", "seal"]);
    expect(compactForm.base).to.equal(0x80);
  });

  it("DISPUTE-41, BATCH-1: the same blocks in a blob, by point evaluations", async () => {
    await compareBatch(makeBatch(mixed, { isBlobs: true }));
  });
});
