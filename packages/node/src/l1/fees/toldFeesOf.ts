import type { ToldFees } from "./ToldFees.js";

/** Width of a fee in the slot. */
const feeBits = 96;

/** The figures in the oracle's slot 0 (snapshots/storage/L1FeeOracle.json): base fee, blob base fee, time, from the lowest bit. */
export function toldFeesOf(word: bigint): ToldFees {
  return {
    baseFee: BigInt.asUintN(feeBits, word),
    blobBaseFee: BigInt.asUintN(feeBits, word >> BigInt(feeBits)),
    updatedAt: word >> BigInt(2 * feeBits),
  };
}
