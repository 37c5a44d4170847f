import { ProtocolError } from "../errors.js";
import { toHex } from "../bytes/toHex.js";
import { decodeRlp } from "../rlp/decodeRlp.js";
import type { RlpValue } from "../rlp/decodeRlp.js";
import { readIntegerBytes } from "../rlp/readIntegerBytes.js";
import type { Log, Receipt } from "./Receipt.js";

const addressSize = 20;
const topicSize = 32;
const fieldCount = 4;

/**
 * The receipts that `encodeReceiptList` wrote.
 * @throws RLP_MALFORMED when they are not such a list
 * @example orderedTrieRoot(decodeReceiptList(bytes).map(encodeReceipt));
 */
export function decodeReceiptList(bytes: Uint8Array): Receipt[] {
  return listOf(decodeRlp(bytes)).map(toReceipt);
}

function toReceipt(value: RlpValue): Receipt {
  const [type, status, gas, logs, ...more] = listOf(value);
  if (
    type === undefined ||
    status === undefined ||
    gas === undefined ||
    logs === undefined ||
    more.length > 0
  )
    return refuse(`a receipt has not ${fieldCount} fields`);
  const success = integerOf(status);
  if (success > 1n) return refuse("a status is neither 0 nor 1");
  return {
    type: Number(integerOf(type)),
    isSuccess: success === 1n,
    cumulativeGasUsed: integerOf(gas),
    logs: listOf(logs).map(toLog),
  };
}

function toLog(value: RlpValue): Log {
  const [address, topics, data, ...more] = listOf(value);
  if (address === undefined || topics === undefined || data === undefined || more.length > 0)
    return refuse("a log has not 3 fields");
  return {
    address: toHex(bytesOf(address, addressSize)),
    topics: listOf(topics).map((topic) => toHex(bytesOf(topic, topicSize))),
    data: toHex(bytesOf(data)),
  };
}

function integerOf(value: RlpValue): bigint {
  const bytes = bytesOf(value);
  if (bytes[0] === 0) return refuse("an integer has a leading zero");
  return readIntegerBytes(bytes, 0, bytes.length);
}

function listOf(value: RlpValue): readonly RlpValue[] {
  return value instanceof Uint8Array ? refuse("a string is where a list should be") : value;
}

function bytesOf(value: RlpValue, size?: number): Uint8Array {
  if (!(value instanceof Uint8Array)) return refuse("a list is where a string should be");
  return size === undefined || value.length === size ? value : refuse(`a string has not ${size} bytes`);
}

function refuse(problem: string): never {
  throw new ProtocolError("RLP_MALFORMED", { position: 0, problem });
}
