import type { PreparationOptions } from "./PreparationOptions.js";
import { preparationTools } from "./preparationTools.js";
import { type PreparationTools, TransactionPreparer } from "./TransactionPreparer.js";

/**
 * The prepared record of one raw transaction, in the calling thread, byte for byte what the pool's workers write.
 * @param tools Kept and passed in by who calls more than once.
 * @throws TRANSACTION_TOO_LARGE, TRANSACTION_TYPE_REFUSED, TRANSACTION_UNPROTECTED, CHAIN_ID_WRONG, SIGNATURE_INVALID,
 * SIGNATURE_HIGH_S, RLP_MALFORMED, TRANSACTION_MALFORMED, TRANSACTION_TYPE_UNKNOWN
 * @example const record = prepareTransaction(raw, { chainId: 1, rules: { kind: "muniment" } }, preparationTools());
 */
export function prepareTransaction(
  raw: Uint8Array,
  options: PreparationOptions,
  tools: PreparationTools = preparationTools(),
): Uint8Array {
  return new TransactionPreparer(options, tools).prepare(raw);
}
