import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { readIntegerBytes } from "../rlp/readIntegerBytes.js";
import { RlpCursor } from "../rlp/RlpCursor.js";
import type { DecodedTransaction } from "./DecodedTransaction.js";
import { readAuthorizations } from "./readAuthorizations.js";
import type { AccessListEntry, Authorization, Transaction } from "./Transaction.js";
import { transactionTypes } from "./transactionTypes.js";

/** A decoded transaction in full, its fields copied. */
export function toTransaction(decoded: DecodedTransaction): Transaction {
  const { bytes, nonce, chainId: id } = decoded;
  const call = callOf(decoded);
  const maxFee = readIntegerBytes(bytes, decoded.maxFeeStart, decoded.maxFeeEnd);
  if (decoded.type === transactionTypes.deposit) {
    const sourceHash = hexAt(bytes, decoded.depositSource, 32);
    return { type: 0x7e, sourceHash, from: hexAt(bytes, decoded.depositSender, 20), mint: maxFee, ...call };
  }
  const signed = { nonce, ...call, signature: signatureOf(decoded) };
  const accessList = accessListOf(decoded);
  if (decoded.type === transactionTypes.legacy) {
    return { type: 0, chainId: id < 0 ? undefined : BigInt(id), gasPrice: maxFee, ...signed };
  }
  const chainId = BigInt(id);
  if (decoded.type === transactionTypes.accessList) {
    return { type: 1, chainId, gasPrice: maxFee, accessList, ...signed };
  }
  const maxPriorityFeePerGas = readIntegerBytes(bytes, decoded.priorityFeeStart, decoded.priorityFeeEnd);
  const common = { chainId, maxPriorityFeePerGas, maxFeePerGas: maxFee, accessList, ...signed };
  if (decoded.type === transactionTypes.feeMarket) return { type: 2, ...common };
  if (decoded.type === transactionTypes.setCode) {
    return { type: 4, ...common, authorizationList: readAuthorizations(decoded).map(toAuthorization) };
  }
  const maxFeePerBlobGas = readIntegerBytes(bytes, decoded.maxBlobFeeStart, decoded.maxBlobFeeEnd);
  return { type: 3, ...common, maxFeePerBlobGas, blobVersionedHashes: blobHashesOf(decoded) };
}

function callOf({ bytes, gasLimit, to, valueStart, valueEnd, dataStart, dataEnd }: DecodedTransaction) {
  return {
    gasLimit,
    to: to < 0 ? undefined : hexAt(bytes, to, 20),
    value: readIntegerBytes(bytes, valueStart, valueEnd),
    data: hexAt(bytes, dataStart, dataEnd - dataStart),
  };
}

function signatureOf({ bytes, yParity, rStart, rEnd, sStart, sEnd }: DecodedTransaction) {
  const r = readIntegerBytes(bytes, rStart, rEnd);
  const s = readIntegerBytes(bytes, sStart, sEnd);
  return { yParity: yParity === 0 ? 0 : 1, r, s } as const;
}

function accessListOf({ bytes, accessListStart, accessListEnd }: DecodedTransaction): AccessListEntry[] {
  const cursor = new RlpCursor(bytes, accessListStart, accessListEnd);
  const entries: AccessListEntry[] = [];
  while (!cursor.isAtEnd()) {
    const outer = cursor.enterList();
    cursor.readString();
    const address = hexAt(bytes, cursor.valueStart, 20);
    const list = cursor.enterList();
    const storageKeys: Hex[] = [];
    while (!cursor.isAtEnd()) {
      cursor.readString();
      storageKeys.push(hexAt(bytes, cursor.valueStart, 32));
    }
    cursor.leaveList(list);
    cursor.leaveList(outer);
    entries.push({ address, storageKeys });
  }
  return entries;
}

function blobHashesOf({ bytes, blobHashesStart, blobHashes }: DecodedTransaction): Hex[] {
  // Every hash follows a one-byte header.
  return Array.from({ length: blobHashes }, (_, index) => hexAt(bytes, blobHashesStart + 33 * index + 1, 32));
}

function toAuthorization(decoded: ReturnType<typeof readAuthorizations>[number]): Authorization {
  const { bytes, nonce, yParity } = decoded;
  return {
    chainId: readIntegerBytes(bytes, decoded.chainIdStart, decoded.chainIdEnd),
    target: hexAt(bytes, decoded.target, 20),
    nonce,
    yParity,
    r: readIntegerBytes(bytes, decoded.rStart, decoded.rEnd),
    s: readIntegerBytes(bytes, decoded.sStart, decoded.sEnd),
  };
}

function hexAt(bytes: Uint8Array, start: number, size: number): Hex {
  return toHex(bytes.subarray(start, start + size));
}
