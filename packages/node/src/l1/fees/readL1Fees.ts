import { quantity } from "@muniment/derivation";
import type { L1Client } from "@muniment/derivation";
import { z } from "zod";
import type { L1Fees } from "./L1Fees.js";

/** Some nodes leave the blobs out. */
const history = z.object({
  baseFeePerGas: z.array(quantity).min(1),
  baseFeePerBlobGas: z.array(quantity).nullish(),
});

/**
 * What L1's next block charges.
 * @throws L1_UNAVAILABLE, L1_ANSWER_INVALID
 */
export async function readL1Fees(l1: L1Client): Promise<L1Fees> {
  const { baseFeePerGas, baseFeePerBlobGas } = await l1.ask("eth_feeHistory", ["0x1", "latest", []], history);
  const blobBaseFee = baseFeePerBlobGas?.at(-1) ?? (await l1.ask("eth_blobBaseFee", [], quantity));
  return { baseFee: baseFeePerGas.at(-1) ?? 0n, blobBaseFee };
}
