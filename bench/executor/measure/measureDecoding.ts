import { Keccak, TransactionPreparer } from "@muniment/executor";
import type { RawBatch } from "@muniment/executor";
import { benchChain } from "../chain/benchChain.js";

const microseconds = 1000;

/** Recovers nothing, in no time. */
const blind = { name: "noble", recover: () => true } as const;

/**
 * Microseconds that a transaction takes to become a record when nobody recovers its sender: decoding, hashing and
 * copying, which the pool's threads do besides recovery.
 */
export function measureDecoding({ bytes, offsets }: RawBatch): number {
  const preparer = new TransactionPreparer(benchChain, { library: blind, keccak: new Keccak() });
  const count = offsets.length - 1;
  const target = new Uint8Array(1024);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = performance.now();
    for (let index = 0; index < count; index++) {
      preparer.write(preparer.decode(bytes, offsets[index] ?? 0, offsets[index + 1] ?? 0), target, 0);
    }
    best = Math.min(best, performance.now() - start);
  }
  return (best * microseconds) / count;
}
