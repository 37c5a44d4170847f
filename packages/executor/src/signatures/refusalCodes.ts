import type { ErrorCode } from "@muniment/protocol";

/** Why a raw transaction is refused: its number in this list, from 1, is what crosses the threads. */
export const refusalCodes = [
  "RLP_MALFORMED",
  "TRANSACTION_MALFORMED",
  "TRANSACTION_TYPE_UNKNOWN",
  "TRANSACTION_TYPE_REFUSED",
  "TRANSACTION_UNPROTECTED",
  "TRANSACTION_TOO_LARGE",
  "CHAIN_ID_WRONG",
  "SIGNATURE_INVALID",
  "SIGNATURE_HIGH_S",
  "TRANSACTION_GAS_LIMIT_WRONG",
] as const satisfies readonly ErrorCode[];
