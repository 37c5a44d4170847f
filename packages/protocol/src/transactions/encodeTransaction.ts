import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { encodeRlp } from "../rlp/encodeRlp.js";
import type { RlpItem } from "../rlp/RlpItem.js";
import type { AccessListEntry, Transaction, TransactionSignature } from "./Transaction.js";

/**
 * The raw bytes of a transaction, as they are gossiped, hashed and put into blocks (of a blob transaction: without
 * its blobs).
 * @throws HEX_INVALID, INTEGER_OUT_OF_RANGE
 */
export function encodeTransaction(transaction: Transaction): Uint8Array {
  const list = encodeRlp(itemsOf(transaction));
  if (transaction.type === 0) return list;
  const raw = new Uint8Array(1 + list.length);
  raw[0] = transaction.type;
  raw.set(list, 1);
  return raw;
}

function itemsOf(transaction: Transaction): RlpItem[] {
  const call = callItems(transaction);
  if (transaction.type === 0x7e) {
    const { sourceHash, from, mint, value, gasLimit } = transaction;
    const to = recipientBytes(transaction.to);
    return [
      ...[fromHex(sourceHash, 32), fromHex(from, 20), to],
      ...[mint, value, gasLimit, fromHex(transaction.data)],
    ];
  }
  const { nonce, signature } = transaction;
  if (transaction.type === 0) {
    const { chainId, gasPrice } = transaction;
    const parity = BigInt(signature.yParity);
    const v = chainId === undefined ? 27n + parity : 35n + 2n * chainId + parity;
    return [nonce, gasPrice, ...call, v, signature.r, signature.s];
  }
  const { chainId } = transaction;
  const accessList = transaction.accessList.map(entryItem);
  const signed = signatureItems(signature);
  if (transaction.type === 1) {
    return [chainId, nonce, transaction.gasPrice, ...call, accessList, ...signed];
  }
  const { maxPriorityFeePerGas, maxFeePerGas } = transaction;
  const common = [chainId, nonce, maxPriorityFeePerGas, maxFeePerGas, ...call, accessList];
  return [...common, ...extraItems(transaction), ...signed];
}

/** What blob and set-code transactions put between the access list and the signature. */
function extraItems(transaction: Transaction): RlpItem[] {
  if (transaction.type === 3) {
    const hashes = transaction.blobVersionedHashes.map((hash) => fromHex(hash, 32));
    return [transaction.maxFeePerBlobGas, hashes];
  }
  if (transaction.type !== 4) return [];
  const authorizations = transaction.authorizationList.map(
    ({ chainId, target, nonce, yParity, r, s }): RlpItem => [
      ...[chainId, fromHex(target, 20), nonce],
      ...[BigInt(yParity), r, s],
    ],
  );
  return [authorizations];
}

function callItems({ gasLimit, to, value, data }: Transaction): RlpItem[] {
  return [gasLimit, recipientBytes(to), value, fromHex(data)];
}

function recipientBytes(to: Hex | undefined): Uint8Array {
  return to === undefined ? new Uint8Array(0) : fromHex(to, 20);
}

function entryItem({ address, storageKeys }: AccessListEntry): RlpItem {
  return [fromHex(address, 20), storageKeys.map((key) => fromHex(key, 32))];
}

function signatureItems({ yParity, r, s }: TransactionSignature): RlpItem[] {
  return [BigInt(yParity), r, s];
}
