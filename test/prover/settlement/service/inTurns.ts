import { expect } from "chai";
import { inTurns } from "../../../../packages/prover/src/settlement/service/batches/inTurns.js";

/** An operation of a giver, or of nobody. */
const entry = (name: string, giver: bigint | undefined) => {
  const input = (amount: bigint) => ({ amount, nullifierKey: 0n, randomness: 0n });
  const output = { amount: 0n, nullifierKeyHash: 0n };
  const leg = (amount: bigint) => ({
    ...{ asset: 1n, payment: output, change: output },
    inputs: [input(amount), input(0n)] as const,
  });
  const key = (x: bigint) => ({ x, y: 0n });
  const legs = [leg(giver === undefined ? 0n : 5n), leg(0n)] as const;
  return { name, operation: { parties: [key(giver ?? 9n), key(8n)] as const, legs } };
};

describe("prover > settlement service > inTurns", () => {
  it("SETTLE-134: takes one of each giver before a second of any, each giver's in order", () => {
    const entries = [
      entry("a1", 1n),
      entry("a2", 1n),
      entry("a3", 1n),
      entry("b1", 2n),
      entry("-", undefined),
      entry("b2", 2n),
    ];
    expect(inTurns(entries).map(({ name }) => name)).to.deep.equal(["a1", "b1", "-", "a2", "b2", "a3"]);
    expect(inTurns([])).to.deep.equal([]);
  });
});
