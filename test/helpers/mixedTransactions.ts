import fc from "fast-check";
import { encodeTransaction } from "../../packages/protocol/src/index.js";
import { transactionArbitraries } from "./transactionArbitraries.js";

/**
 * Raw transactions as a public endpoint meets them: all forms, many for other chains or without a sender, some cut,
 * changed, empty or too long.
 * @param count How many.
 * @param seed Chooses them.
 */
export function mixedTransactions(count: number, chainId: number, seed: number): Uint8Array[] {
  const { legacy, accessList, feeMarket, blob, setCode, deposit } = transactionArbitraries;
  const whole = fc
    .tuple(fc.oneof(legacy, accessList, feeMarket, blob, setCode, deposit), fc.integer({ min: 0, max: 9 }))
    .map(([transaction, draw]) =>
      encodeTransaction(
        transaction.type === 0x7e || draw === 0 ? transaction : { ...transaction, chainId: BigInt(chainId) },
      ),
    );
  const cut = fc.tuple(whole, fc.nat()).map(([raw, at]) => raw.subarray(0, at % raw.length));
  const changed = fc.tuple(whole, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([raw, at, mask]) => {
    const copy = raw.slice();
    copy[at % copy.length]! ^= mask;
    return copy;
  });
  const long = fc.integer({ min: 131_000, max: 140_000 }).map((size) => new Uint8Array(size).fill(0xf9));
  const any = fc.oneof(
    { arbitrary: whole, weight: 80 },
    { arbitrary: cut, weight: 5 },
    { arbitrary: changed, weight: 14 },
    { arbitrary: long, weight: 1 },
  );
  return fc.sample(any, { numRuns: count, seed });
}
