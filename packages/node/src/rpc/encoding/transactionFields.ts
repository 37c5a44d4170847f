import type { Hex, Transaction } from "@muniment/protocol";
import { quantity } from "./quantity.js";

/** Where a transaction is; all null while it waits. */
export interface TransactionPlaceJson {
  readonly hash: Hex;
  readonly from: Hex;
  readonly blockHash: Hex | null;
  readonly blockNumber: Hex | null;
  readonly transactionIndex: Hex | null;
  /** Wei per gas; absent while the transaction waits. */
  readonly baseFee?: bigint;
}

/** A transaction's fields as JSON-RPC shows them. */
export function transactionFields(
  transaction: Transaction,
  { baseFee, ...place }: TransactionPlaceJson,
): Record<string, unknown> {
  const { type, gasLimit, to, value, data } = transaction;
  const common = {
    ...place,
    type: quantity(type),
    gas: quantity(gasLimit),
    to: to ?? null,
    value: quantity(value),
    input: data,
  };
  if (type === 0x7e) {
    const { sourceHash, mint } = transaction;
    const unsigned = { nonce: "0x0", gasPrice: "0x0", v: "0x0", r: "0x0", s: "0x0" };
    return { ...common, ...unsigned, sourceHash, mint: quantity(mint) };
  }
  const { nonce, signature } = transaction;
  const signed = { ...common, nonce: quantity(nonce), ...signatureJson(transaction) };
  if (type === 0 || type === 1) {
    const gasPrice = quantity(transaction.gasPrice);
    if (type === 0) {
      const chainId = transaction.chainId === undefined ? {} : { chainId: quantity(transaction.chainId) };
      return { ...signed, ...chainId, gasPrice };
    }
    const { accessList, chainId } = transaction;
    return {
      ...signed,
      chainId: quantity(chainId),
      gasPrice,
      accessList,
      yParity: quantity(signature.yParity),
    };
  }
  const { maxFeePerGas, maxPriorityFeePerGas, accessList, chainId } = transaction;
  const paid = (baseFee ?? maxFeePerGas) + maxPriorityFeePerGas;
  return {
    ...signed,
    chainId: quantity(chainId),
    accessList,
    yParity: quantity(signature.yParity),
    maxFeePerGas: quantity(maxFeePerGas),
    maxPriorityFeePerGas: quantity(maxPriorityFeePerGas),
    gasPrice: quantity(baseFee !== undefined && paid < maxFeePerGas ? paid : maxFeePerGas),
    ...(type === 4 ? { authorizationList: transaction.authorizationList.map(authorizationJson) } : {}),
  };
}

function signatureJson(transaction: Exclude<Transaction, { type: 0x7e }>) {
  const { yParity, r, s } = transaction.signature;
  const { type, chainId } = transaction;
  const eip155 = chainId === undefined ? 27n : 35n + 2n * chainId;
  const v = type === 0 ? eip155 + BigInt(yParity) : BigInt(yParity);
  return { v: quantity(v), r: quantity(r), s: quantity(s) };
}

type SetCode = Extract<Transaction, { type: 4 }>;

function authorizationJson({ chainId, target, nonce, yParity, r, s }: SetCode["authorizationList"][number]) {
  return {
    chainId: quantity(chainId),
    address: target,
    nonce: quantity(nonce),
    yParity: quantity(yParity),
    r: quantity(r),
    s: quantity(s),
  };
}
