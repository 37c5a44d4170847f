import type { SendFees } from "./SendFees.js";

/** Nodes take the place of a transaction only for a tenth more; of one with blobs for twice as much. */
const ordinary = { numerator: 9n, denominator: 8n } as const;
const withBlobs = { numerator: 2n, denominator: 1n } as const;

/**
 * What a transaction must offer that takes the place of another with the same nonce: enough for nodes to take it, and
 * what L1 asks for now.
 * @param before What the other one offers.
 * @param market What L1 asks for now.
 */
export function raisedFees(before: SendFees, market: SendFees): SendFees {
  const { numerator, denominator } = before.maxFeePerBlobGas === undefined ? ordinary : withBlobs;
  const raised = (value: bigint, asked: bigint): bigint => {
    const least = (value * numerator + denominator - 1n) / denominator;
    return asked > least ? asked : least;
  };
  const fees = {
    maxFeePerGas: raised(before.maxFeePerGas, market.maxFeePerGas),
    maxPriorityFeePerGas: raised(before.maxPriorityFeePerGas, market.maxPriorityFeePerGas),
  };
  if (before.maxFeePerBlobGas === undefined) return fees;
  return { ...fees, maxFeePerBlobGas: raised(before.maxFeePerBlobGas, market.maxFeePerBlobGas ?? 0n) };
}
