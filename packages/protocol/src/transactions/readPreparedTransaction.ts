import { RecordReader } from "../bytes/RecordReader.js";
import { preparedLayout as layout } from "./preparedLayout.js";
import type { PreparedTransaction } from "./PreparedTransaction.js";

/**
 * Reads the record at `offset`, as `writePreparedTransaction` wrote it.
 * @throws RECORD_MALFORMED when it reaches past the end of the bytes.
 */
export function readPreparedTransaction(bytes: Uint8Array, offset: number): PreparedTransaction {
  const record = new RecordReader("prepared transaction", bytes, offset);
  record.require(0, layout.tails);
  const size = record.readNumber(layout.size);
  record.require(0, size);
  const isCreation = (record.readByte(layout.flags) & 1) !== 0;
  return {
    size,
    type: record.readByte(layout.type),
    nonce: record.readBigint(layout.nonce),
    gasLimit: record.readBigint(layout.gasLimit),
    maxFeePerGas: record.readWord(layout.maxFee),
    maxPriorityFeePerGas: record.readWord(layout.priorityFee),
    value: record.readWord(layout.value),
    sender: record.readAddress(layout.sender),
    to: isCreation ? undefined : record.readAddress(layout.to),
    data: record.readBytes(record.readNumber(layout.data), record.readNumber(layout.dataSize)),
    accessList: readAccessList(record),
    authorizations: readAuthorizationList(record),
    blobHashes: readBlobHashes(record),
    maxFeePerBlobGas: record.readWord(layout.maxBlobFee),
    hash: record.readHex(layout.hash, 32),
  };
}

function readAccessList(record: RecordReader): PreparedTransaction["accessList"] {
  let at = record.readNumber(layout.accessList);
  return Array.from({ length: record.readNumber(layout.accessListAddresses) }, () => {
    const entry = at;
    record.require(entry, layout.entrySize);
    at += layout.entrySize;
    const storageKeys = Array.from({ length: record.readNumber(entry + 24) }, () => {
      at += layout.wordSize;
      return record.readWordHex(at - layout.wordSize);
    });
    return { address: record.readAddress(entry), storageKeys };
  });
}

function readAuthorizationList(record: RecordReader): PreparedTransaction["authorizations"] {
  const start = record.readNumber(layout.authorizationList);
  return Array.from({ length: record.readNumber(layout.authorizations) }, (_, index) => {
    const at = start + index * layout.authorizationSize;
    record.require(at, layout.authorizationSize);
    return {
      authority: record.readAddress(at),
      isValid: record.readNumber(at + 24) !== 0,
      chainId: record.readWord(at + 32),
      target: record.readAddress(at + 64),
      nonce: record.readBigint(at + 88),
    };
  });
}

function readBlobHashes(record: RecordReader): PreparedTransaction["blobHashes"] {
  const start = record.readNumber(layout.blobHashList);
  return Array.from({ length: record.readNumber(layout.blobHashes) }, (_, index) =>
    record.readWordHex(start + index * layout.wordSize),
  );
}
