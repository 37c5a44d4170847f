import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { ProtocolError } from "../errors.js";
import { readIntegerBytes } from "../rlp/readIntegerBytes.js";
import { RlpCursor } from "../rlp/RlpCursor.js";
import type { BlockHeader } from "./BlockHeader.js";
import { headerConstants } from "./headerConstants.js";

/**
 * Decodes a header's RLP; `encodeHeader` gives the same bytes back.
 * @throws RLP_MALFORMED, HEADER_MALFORMED
 */
export function decodeHeader(bytes: Uint8Array): BlockHeader {
  const cursor = new RlpCursor(bytes, 0, bytes.length);
  const fields = new HeaderFields(cursor);
  const outer = cursor.enterList();
  const parentHash = fields.readHex("parentHash", 32);
  fields.expectConstant("ommersHash", toHex(headerConstants.ommersHash));
  const beneficiary = fields.readHex("beneficiary", 20);
  const stateRoot = fields.readHex("stateRoot", 32);
  const transactionsRoot = fields.readHex("transactionsRoot", 32);
  const receiptsRoot = fields.readHex("receiptsRoot", 32);
  const logsBloom = fields.readHex("logsBloom", 256);
  fields.expectConstant("difficulty", "0x");
  const number = fields.readInteger("number", 8);
  const gasLimit = fields.readInteger("gasLimit", 8);
  const gasUsed = fields.readInteger("gasUsed", 8);
  const timestamp = fields.readInteger("timestamp", 8);
  const extraData = fields.readExtraData();
  const prevRandao = fields.readHex("prevRandao", 32);
  fields.expectConstant("nonce", toHex(headerConstants.nonce));
  const header = {
    ...{ parentHash, beneficiary, stateRoot, transactionsRoot, receiptsRoot, logsBloom, number },
    ...{ gasLimit, gasUsed, timestamp, extraData, prevRandao },
    baseFeePerGas: fields.readInteger("baseFeePerGas", 32),
    withdrawalsRoot: fields.readHex("withdrawalsRoot", 32),
    blobGasUsed: fields.readInteger("blobGasUsed", 8),
    excessBlobGas: fields.readInteger("excessBlobGas", 8),
    parentBeaconBlockRoot: fields.readHex("parentBeaconBlockRoot", 32),
    requestsHash: fields.readHex("requestsHash", 32),
  };
  cursor.leaveList(outer);
  cursor.finish();
  return header;
}

class HeaderFields {
  readonly #cursor: RlpCursor;

  constructor(cursor: RlpCursor) {
    this.#cursor = cursor;
  }

  readHex(field: string, size: number): Hex {
    if (this.#cursor.readString() !== size) refuse(field, `it has not ${size} bytes`);
    return this.#value();
  }

  readExtraData(): Hex {
    if (this.#cursor.readString() > 32) refuse("extraData", "it exceeds 32 bytes");
    return this.#value();
  }

  readInteger(field: string, limit: number): bigint {
    const cursor = this.#cursor;
    if (cursor.readInteger(limit) < 0) refuse(field, `it exceeds ${8 * limit} bits`);
    return readIntegerBytes(cursor.bytes, cursor.valueStart, cursor.valueEnd);
  }

  expectConstant(field: string, expected: Hex): void {
    this.#cursor.readString();
    if (this.#value() !== expected) refuse(field, `it is not ${expected}`);
  }

  #value(): Hex {
    const { bytes, valueStart, valueEnd } = this.#cursor;
    return toHex(bytes.subarray(valueStart, valueEnd));
  }
}

function refuse(field: string, problem: string): never {
  throw new ProtocolError("HEADER_MALFORMED", { field, problem });
}
