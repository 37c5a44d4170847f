import { expect } from "chai";
import { genesisTime } from "../../../../executor/batches/helpers/lane.js";
import { other, signed } from "../../../../executor/transition/helpers/chain.js";
import { deployBatch } from "./helpers/deployBatch.js";
import { makeBatch } from "./helpers/makeBatch.js";
import { receiptOf, type Sealed, sealState } from "./helpers/sealState.js";

const { compareBatch, run } = await deployBatch();

const batch = makeBatch({ blocks: [{ time: genesisTime + 1n, transactions: [] }] });
const isSeal = ({ data }: { data: { phase: string } }) => data.phase === "seal" || data.phase === "close";

/** Values of so many bytes, those below 32 in the nodes above them. */
const sealedOf = (count: number, size: (index: number) => number): Sealed[] =>
  Array.from({ length: count }, (_, index) => ({
    raw: new Uint8Array(size(index)).fill(1 + (index % 200)),
    receipt: receiptOf(index, index % 70, index % 3 === 0 ? undefined : index % 3),
  }));

async function expectSeal(sealed: readonly Sealed[], lefts: Iterable<number>): Promise<void> {
  const step = sealState(batch, sealed);
  for (const left of lefts) {
    const shown = step(left);
    expect(await run(shown), `${left} of ${2 * sealed.length}`).to.deep.equal({
      state: shown.after,
      done: 1n,
    });
  }
}

describe("SealFamily: tries and blocks", () => {
  for (const count of [0, 1, 2, 17, 130]) {
    it(`DISPUTE-43, BLOCK-17: a block of ${count} transactions comes to its hash`, async () => {
      const transactions = Array.from({ length: count }, (_, nonce) =>
        signed({ to: other.address, nonce, value: 1n, gasLimit: 21_000n }),
      );
      const made = makeBatch({ blocks: [{ time: genesisTime + 1n, transactions }] });
      const steps = await compareBatch(made, isSeal);
      expect(steps.length).to.equal(2 * count + 2);
    });
  }

  it("DISPUTE-43, BLOCK-17: every shape of the tries, with nodes shorter than a hash", async () => {
    for (const count of [1, 2, 3, 15, 16, 17, 127, 128, 129, 130, 144, 145, 146]) {
      const sealed = sealedOf(count, (index) => 15 + (index % 23));
      const all = Array.from({ length: 2 * count + 1 }, (_, left) => left);
      await expectSeal(
        sealed,
        count < 20 ? all : all.filter((left) => left % 31 === count % 31 || left > 2 * count - 3),
      );
    }
  });

  it("DISPUTE-43, BLOCK-17: indices of three bytes of RLP", async () => {
    for (const count of [256, 257, 258, 272, 513, 4097]) {
      const sealed = sealedOf(count, (index) => 15 + (index % 23));
      const places = [0, 0x7f, 0x80, 0xff, 0x100, 0x101, 0x10f, 0x200, 0xfff, count - 2, count - 1];
      const present = places.filter((index) => index < count && (count < 4096 || index > 0x1ff));
      await expectSeal(
        sealed,
        present.flatMap((index) => [2 * index + 1, 2 * index + 2]),
      );
    }
  });

  it("BLOCK-17: values of no bytes, of one byte, of 55, 56, 255, 256 and 65,536", async () => {
    const sizes = [0, 1, 55, 56, 255, 256, 65_536];
    const sealed = sealedOf(sizes.length, (index) => sizes[index]!);
    await expectSeal(
      sealed,
      Array.from({ length: 2 * sizes.length + 1 }, (_, left) => left),
    );
  });
});
