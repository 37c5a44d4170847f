import { bounds } from "../chain/bounds.js";
import { ProtocolError } from "../errors.js";
import type { DecodedTransaction } from "../transactions/DecodedTransaction.js";
import { decodeTransaction } from "../transactions/decodeTransaction.js";
import { transactionTypes } from "../transactions/transactionTypes.js";

const passing: ReadonlySet<number> = new Set([
  transactionTypes.legacy,
  transactionTypes.accessList,
  transactionTypes.feeMarket,
  transactionTypes.setCode,
]);

/** Bytes of a raw transaction at most (EXEC-29). */
const largest = bounds.rawTransaction;
/** A list header and nine items: fewer bytes are none, and hostile data may hold very many of those. */
const smallest = 10;

/**
 * Reads a raw transaction, and sees whether it can be in a block of a lane whatever the state and whoever signed it: the
 * part of BATCH-11 that its bytes alone decide. A deposit among the data, which would mint what nobody paid for, is
 * caught here.
 * @returns What keeps it out, a sentence's end, instead.
 */
export function readBatchTransaction(raw: Uint8Array, chainId: number): DecodedTransaction | string {
  if (raw.length > largest) return `it has more than ${largest} bytes`;
  if (raw.length < smallest) return `it has fewer than ${smallest} bytes`;
  try {
    const decoded = decodeTransaction(raw, 0, raw.length);
    if (!passing.has(decoded.type)) return `its type is ${decoded.type}`;
    if (decoded.chainId !== chainId) return "it does not name this chain";
    if (decoded.gasLimit > BigInt(bounds.transactionGas)) return "its gas limit is beyond the bound";
    if (decoded.dataEnd - decoded.dataStart > bounds.calldata) return "its data are beyond the bound";
    return decoded;
  } catch (error) {
    if (error instanceof ProtocolError) return error.message;
    throw error;
  }
}
