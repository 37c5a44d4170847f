import { baseFeeRules, blockGasLimit, nextBaseFee, predeploys, ProtocolError } from "@muniment/protocol";
import type { BlockHeader } from "@muniment/protocol";
import type { BlockEnvironment } from "../vm/runtime/BlockEnvironment.js";

/** What of its parent a block's environment follows from. */
export type ParentFacts = Pick<
  BlockHeader,
  "number" | "timestamp" | "baseFeePerGas" | "gasLimit" | "gasUsed"
>;

/**
 * The environment of the block of the chain after `parent`: its number and base fee follow from the parent, the rest is
 * constant (EXEC-30 to EXEC-35).
 * @param timestamp Seconds since 1970.
 * @throws BLOCK_ENVIRONMENT_WRONG when the time runs backwards
 */
export function nextEnvironment(parent: ParentFacts, chainId: bigint, timestamp: bigint): BlockEnvironment {
  const number = parent.number + 1n;
  if (timestamp < parent.timestamp) {
    const expected = `at least ${parent.timestamp.toString()}`;
    throw new ProtocolError("BLOCK_ENVIRONMENT_WRONG", {
      field: "timestamp",
      number,
      expected,
      actual: timestamp,
    });
  }
  return {
    chainId,
    number,
    timestamp,
    coinbase: predeploys.feeVault,
    gasLimit: blockGasLimit,
    baseFee: nextBaseFee(parent, baseFeeRules.muniment),
    prevRandao: 0n,
    blobBaseFee: 1n,
  };
}
