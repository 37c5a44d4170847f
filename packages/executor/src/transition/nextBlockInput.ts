import { baseFeeRules, blockGasLimit, blockHash, nextBaseFee, predeploys } from "@muniment/protocol";
import { ProtocolError } from "@muniment/protocol";
import type { BlockHeader } from "@muniment/protocol";
import type { BlockInput } from "./BlockInput.js";

/** What a block of the chain adds to what its parent determines. */
export interface BlockContent {
  readonly chainId: bigint;
  /** Seconds since 1970; not before the parent's. */
  readonly timestamp: bigint;
  /** Raw transactions in order. */
  readonly transactions: readonly Uint8Array[];
}

/**
 * The block of the chain that follows a header: its number, its parent's hash and its base fee follow from the parent, the
 * rest of its environment is constant (EXEC-30 to EXEC-35).
 * @throws BLOCK_ENVIRONMENT_WRONG when the time runs backwards
 */
export function nextBlockInput(
  parent: BlockHeader,
  { chainId, timestamp, transactions }: BlockContent,
): BlockInput {
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
    environment: {
      chainId,
      number,
      timestamp,
      coinbase: predeploys.feeVault,
      gasLimit: blockGasLimit,
      baseFee: nextBaseFee(parent, baseFeeRules.muniment),
      prevRandao: 0n,
      blobBaseFee: 1n,
    },
    parentHash: blockHash(parent),
    transactions,
  };
}
