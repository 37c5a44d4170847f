import type { BlockEnvironment } from "@muniment/executor";
import type { BlockHeader } from "@muniment/protocol";

/** What code sees of a block. */
export function environmentOf(chainId: bigint, header: BlockHeader): BlockEnvironment {
  return {
    chainId,
    number: header.number,
    timestamp: header.timestamp,
    coinbase: header.beneficiary,
    gasLimit: header.gasLimit,
    baseFee: header.baseFeePerGas,
    prevRandao: 0n,
    blobBaseFee: 1n,
  };
}
