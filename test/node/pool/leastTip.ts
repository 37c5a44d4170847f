import { preparationTools, prepareTransaction } from "@muniment/executor";
import { type LeastPrice, Pool, type PoolTransaction } from "@muniment/node";
import { fromHex } from "@muniment/protocol";
import { expect } from "chai";
import { hexlify, Transaction, type TransactionLike, Wallet } from "ethers";
import { advisedTip } from "../../../packages/node/src/pool/advisedTip.js";
import { leastTipOf } from "../../../packages/node/src/pool/leastTipOf.js";
import { readPoolTransaction } from "../../../packages/node/src/pool/readPoolTransaction.js";
import { caught } from "../../helpers/caught.js";
import { Chance } from "../rpc/helpers/Chance.js";

const tools = preparationTools();
const options = { chainId: 777, rules: { kind: "muniment" } } as const;
const wallet = new Wallet(`0x${"11".repeat(32)}`);
const floor = 1_000_000n;
/** wei for 1,024 bytes: blobs at one gwei, gas at ten. */
const posting = 3_200n * 10n ** 10n + 1_058n * 10n ** 9n;

function made(more: TransactionLike = {}): PoolTransaction {
  const whole = Transaction.from({
    ...{ type: 2, chainId: 777, nonce: 0, gasLimit: 16_000_000n, to: `0x${"aa".repeat(20)}` },
    ...{ maxFeePerGas: 10n ** 12n, maxPriorityFeePerGas: 10n ** 12n },
    ...more,
  });
  whole.signature = wallet.signingKey.sign(whole.unsignedHash);
  const raw = fromHex(whole.serialized);
  return readPoolTransaction(raw, prepareTransaction(raw, options, tools));
}

function poolOf(price: LeastPrice): Pool {
  const standing = { nonce: 0n, balance: 10n ** 30n, isContract: false };
  return new Pool({ standing: () => standing, leastPrice: () => price });
}

describe("node > pool > leastTip", () => {
  it("NODE-35: a tip pays for the signed bytes on L1, zeros of data a quarter, with the gas that is used at least", () => {
    const data = `0x${"ab".repeat(100)}${"00".repeat(60)}`;
    const transaction = made({ data });
    const bytes = transaction.raw.length - 60 + 15;
    const gas = 21_000 + 40 * 100 + 10 * 60;
    expect(transaction.leastGas).to.equal(BigInt(gas));
    const exact = (BigInt(bytes) * posting) / (1_024n * BigInt(gas));
    const least = leastTipOf(transaction, { tip: 0n, posting });
    // Rounded up, and so paid: bytes × price of a byte ≤ tip × gas.
    expect(least).to.equal(exact + 1n);
    expect(least * BigInt(gas) * 1_024n >= BigInt(bytes) * posting).to.equal(true);
    expect(leastTipOf(transaction, { tip: least + 7n, posting })).to.equal(least + 7n);
    expect(leastTipOf(transaction, { tip: 3n })).to.equal(3n);
  });

  it("NODE-35: a higher gas limit does not make it cheaper", () => {
    const price = { tip: 0n, posting };
    const least = leastTipOf(made({ gasLimit: 30_000n }), price);
    // Some bytes for the limit itself.
    expect(leastTipOf(made({ gasLimit: 16_000_000n }), price) >= least).to.equal(true);
  });

  it("NODE-35: what pays one wei less is refused with what was needed, by tip and by fee", () => {
    const data = hexlify(new Uint8Array(300).fill(7));
    const pay = (maxPriorityFeePerGas: bigint, maxFeePerGas: bigint): PoolTransaction =>
      made({ data, maxPriorityFeePerGas, maxFeePerGas });
    // As many bytes as the real offers have.
    const least = leastTipOf(pay(floor * 100n, floor * 1_000n), { tip: 0n, posting });
    const pool = poolOf({ tip: 0n, posting });
    const fee = floor + least;
    for (const [transaction, what, actual, needed] of [
      [pay(least - 1n, fee), "tip per gas", least - 1n, least],
      [pay(least, fee - 1n), "fee per gas", fee - 1n, fee],
    ] as const) {
      const error = caught(() => pool.add(transaction));
      expect(error.code).to.equal("POOL_L1_UNPAID");
      expect(error.message).to.match(/^transaction underpriced: /);
      const bytes = (transaction.postedQuarters + 3n) / 4n;
      expect(error.context).to.deep.include({ what, actual, least: needed, bytes, gas: 33_000n });
    }
    pool.add(pay(least, fee));
    expect(pool.size).to.equal(1);
  });

  it("NODE-35: the operator's own least tip counts beside it", () => {
    const error = caught(() => poolOf({ tip: 50n }).add(made({ maxPriorityFeePerGas: 49n })));
    expect(error.code).to.equal("POOL_UNDERPRICED");
    expect(error.context).to.deep.include({ actual: 49n, least: 50n });
    const left = caught(() =>
      poolOf({ tip: 50n }).add(made({ maxPriorityFeePerGas: 50n, maxFeePerGas: floor + 49n })),
    );
    expect(left.code).to.equal("POOL_UNDERPRICED");
    expect(left.context).to.deep.include({ what: "fee per gas", least: floor + 50n });
  });

  it("NODE-36: what is advised is taken for any data, also when L1's fees have risen by half since", () => {
    const chance = new Chance(20_261);
    const advised = advisedTip({ tip: 0n, posting });
    const risen = { tip: 0n, posting: (posting * 3n) / 2n };
    for (const size of [0, 1, 31, 68, 260, 1_000, 5_000, 24_000, 49_000]) {
      for (const zeros of [0, 1, 2, 5]) {
        const bytes = Uint8Array.from({ length: size }, () =>
          zeros > 0 && chance.below(5) < zeros ? 0 : 1 + chance.below(255),
        );
        for (const to of [null, `0x${"aa".repeat(20)}`]) {
          const transaction = made({
            ...{ to, data: hexlify(bytes), gasLimit: 16_777_216n, nonce: 0 },
            ...{ maxPriorityFeePerGas: advised, maxFeePerGas: 2n * floor + advised },
          });
          poolOf(risen).add(transaction);
        }
      }
    }
    expect(advisedTip({ tip: 0n })).to.equal(0n);
    expect(advisedTip({ tip: 9n })).to.equal(9n);
  });

  it("NODE-37: what was taken owes the tip that was asked then, and waits where its fee leaves less", () => {
    const price = { tip: 0n, posting };
    const pool = new Pool({
      standing: () => ({ nonce: 0n, balance: 10n ** 30n, isContract: false }),
      leastPrice: () => price,
    });
    const least = leastTipOf(made({ maxFeePerGas: floor * 50n, maxPriorityFeePerGas: floor * 40n }), price);
    const transaction = made({ maxFeePerGas: 2n * floor + least, maxPriorityFeePerGas: least });
    pool.add(transaction);
    price.posting *= 100n;
    expect(pool.take(10, 2n * floor + 1n)).to.deep.equal([]);
    expect(pool.hasReady).to.equal(true);
    expect(pool.take(10, 2n * floor)).to.deep.equal([transaction]);
  });
});
