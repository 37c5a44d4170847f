import { ProtocolError } from "../errors.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { transactionTypes } from "./transactionTypes.js";

/**
 * Checks that a transaction is for this chain. A legacy transaction from before EIP-155 names no chain and passes, as
 * on Ethereum; so does a deposit, which no key signed.
 * @throws CHAIN_ID_WRONG
 */
export function checkChainId(decoded: DecodedTransaction, expected: number): void {
  const { chainId, type } = decoded;
  if (chainId === expected || type === transactionTypes.deposit) return;
  if (chainId < 0) return;
  throw new ProtocolError("CHAIN_ID_WRONG", { expected, actual: chainId });
}
