import {
  bounds,
  checkChainId,
  type DecodedTransaction,
  ProtocolError,
  transactionTypes,
} from "@muniment/protocol";
import { forkOf } from "../rules/forkOf.js";
import type { Rules } from "../rules/Rules.js";
import { intrinsicGas } from "./intrinsicGas.js";
import type { PreparationOptions } from "./PreparationOptions.js";

/** What a gas limit can be at all. */
const maximumGas = 2n ** 64n - 1n;

/**
 * Checks that the rules let a transaction's form through, and that it is for this chain.
 * Authorizations are recovered before anybody has paid for them, so their gas must be in the gas limit, which is bounded.
 * @throws TRANSACTION_TYPE_REFUSED, TRANSACTION_UNPROTECTED, CHAIN_ID_WRONG, TRANSACTION_GAS_LIMIT_WRONG
 */
export function checkAdmission(decoded: DecodedTransaction, options: PreparationOptions): void {
  const { type, chainId } = decoded;
  const reason = refusalOf(type, options);
  if (reason !== undefined) throw new ProtocolError("TRANSACTION_TYPE_REFUSED", { type, reason });
  if (type === transactionTypes.deposit) return;
  if (chainId < 0 && options.rules.kind === "muniment")
    throw new ProtocolError("TRANSACTION_UNPROTECTED", {});
  checkChainId(decoded, options.chainId);
  if (decoded.authorizations > 0) checkGasLimit(decoded, options.rules);
}

function checkGasLimit(decoded: DecodedTransaction, rules: Rules): void {
  const { gasLimit } = decoded;
  const least = intrinsicGas(decoded);
  const most = forkOf(rules) === "osaka" ? BigInt(bounds.transactionGas) : maximumGas;
  if (gasLimit < least || gasLimit > most)
    throw new ProtocolError("TRANSACTION_GAS_LIMIT_WRONG", { gasLimit, least, most });
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
