import { RecordWriter } from "@muniment/protocol";
import { writeWord } from "../runtime/words.js";
import type { CaseTransaction } from "./CaseTransaction.js";

// Where the fields of a prepared transaction record lie (packages/executor/README.md).
const tails = 272;
const accessEntry = 32;
const authorizationEntry = 96;
const word = 32;

/** The prepared record of a case's transaction, as a signature worker would write it. */
export function writeCaseRecord(transaction: CaseTransaction): Uint8Array {
  const { accessList, authorizations, blobHashes, data } = transaction;
  const keys = accessList.reduce((sum, { storageKeys }) => sum + storageKeys.length, 0);
  const access = tails + ((data.length + 7) & ~7);
  const authorizationList = access + accessList.length * accessEntry + keys * word;
  const blobs = authorizationList + authorizations.length * authorizationEntry;
  const record = new Uint8Array(blobs + blobHashes.length * word);
  const view = new DataView(record.buffer);
  const fields = new RecordWriter(record, 0);
  fields.writeNumber(0, record.length);
  fields.writeByte(4, transaction.type);
  fields.writeByte(5, transaction.to === undefined ? 1 : 0);
  fields.writeBigint(8, transaction.nonce);
  fields.writeBigint(16, transaction.gasLimit);
  fields.writeNumber(24, tails);
  fields.writeNumber(28, data.length);
  writeWord(view, 32, transaction.maxFeePerGas);
  writeWord(view, 64, transaction.maxPriorityFeePerGas);
  writeWord(view, 96, transaction.value);
  writeLimbs(view, 128, BigInt(transaction.sender));
  writeLimbs(view, 152, BigInt(transaction.to ?? 0));
  fields.writeNumber(176, accessList.length);
  fields.writeNumber(180, keys);
  fields.writeNumber(184, access);
  fields.writeNumber(188, authorizations.length);
  fields.writeNumber(192, authorizationList);
  fields.writeNumber(196, blobHashes.length);
  fields.writeNumber(200, blobs);
  writeWord(view, 208, transaction.maxFeePerBlobGas);
  record.set(data, tails);
  writeAccessList(view, transaction, access);
  writeAuthorizations(view, transaction, authorizationList);
  blobHashes.forEach((hash, index) => writeWord(view, blobs + index * word, hash));
  return record;
}

function writeAccessList(view: DataView, { accessList }: CaseTransaction, start: number): void {
  let at = start;
  for (const { address, storageKeys } of accessList) {
    writeLimbs(view, at, BigInt(address));
    view.setUint32(at + 24, storageKeys.length, true);
    at += accessEntry;
    for (const key of storageKeys) {
      writeWord(view, at, key);
      at += word;
    }
  }
}

function writeAuthorizations(view: DataView, { authorizations }: CaseTransaction, start: number): void {
  authorizations.forEach((authorization, index) => {
    const at = start + index * authorizationEntry;
    writeLimbs(view, at, BigInt(authorization.authority ?? 0));
    view.setUint32(at + 24, authorization.authority === undefined ? 0 : 1, true);
    writeWord(view, at + 32, authorization.chainId);
    writeLimbs(view, at + 64, BigInt(authorization.address));
    view.setBigUint64(at + 88, authorization.nonce, true);
  });
}

/** An address as limbs u64, u64, u32 and four zero bytes. */
function writeLimbs(view: DataView, at: number, address: bigint): void {
  view.setBigUint64(at, address & 0xffffffffffffffffn, true);
  view.setBigUint64(at + 8, (address >> 64n) & 0xffffffffffffffffn, true);
  view.setBigUint64(at + 16, address >> 128n, true);
}
