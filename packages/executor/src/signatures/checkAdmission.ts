import { checkChainId, type DecodedTransaction, ProtocolError, transactionTypes } from "@muniment/protocol";
import type { PreparationOptions } from "./PreparationOptions.js";

/**
 * Checks that the rules let a transaction's form through, and that it is for this chain.
 * @throws TRANSACTION_TYPE_REFUSED, TRANSACTION_UNPROTECTED, CHAIN_ID_WRONG
 */
export function checkAdmission(decoded: DecodedTransaction, options: PreparationOptions): void {
  const { type, chainId } = decoded;
  const reason = refusalOf(type, options);
  if (reason !== undefined) throw new ProtocolError("TRANSACTION_TYPE_REFUSED", { type, reason });
  if (type === transactionTypes.deposit) return;
  if (chainId < 0 && options.rules.kind === "muniment")
    throw new ProtocolError("TRANSACTION_UNPROTECTED", {});
  checkChainId(decoded, options.chainId);
}

function refusalOf(type: number, { rules, allowDeposits }: PreparationOptions): string | undefined {
  switch (type) {
    case transactionTypes.deposit:
      return allowDeposits === true ? undefined : "deposits come from L1 alone";
    case transactionTypes.blob:
      return rules.kind === "ethereum" ? undefined : "this chain carries no blobs";
    case transactionTypes.setCode:
      return rules.kind === "ethereum" && rules.fork === "cancun" ? "it came with Prague" : undefined;
    default:
      return undefined;
  }
}
