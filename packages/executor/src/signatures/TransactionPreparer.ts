import {
  bounds,
  type DecodedAuthorization,
  type DecodedTransaction,
  decodeTransaction,
  isRecoverable,
  preparedTransactionSize,
  ProtocolError,
  readAuthorizations,
  transactionTypes,
  writeAuthorizationPayload,
  writePreparedTransaction,
  writeSigningPayload,
} from "@muniment/protocol";
import type { Keccak } from "../hash/Keccak.js";
import { checkAdmission } from "./checkAdmission.js";
import { defaultSizeLimit } from "./defaultSizeLimit.js";
import type { PreparationOptions } from "./PreparationOptions.js";
import type { SignatureLibrary } from "./SignatureLibrary.js";

/** What preparation works with; one thread's alone. */
export interface PreparationTools {
  readonly library: SignatureLibrary;
  readonly keccak: Keccak;
}

/** What is recovered from: the integers of a signature, as ranges of `bytes`. */
type Signature = Pick<DecodedAuthorization, "bytes" | "yParity" | "rStart" | "rEnd" | "sStart" | "sEnd">;

/** More than a signing payload exceeds the transaction, or an authorization's takes. */
const payloadMargin = 80;

/**
 * Turns raw transactions into the records that the runtime executes: decodes, admits, hashes, and recovers the sender
 * and every authority. Worker threads and single callers run this same code. Its scratch space makes it one thread's.
 */
export class TransactionPreparer {
  private readonly options: PreparationOptions;
  private readonly tools: PreparationTools;
  private readonly digest = new Uint8Array(32);
  private readonly signature = new Uint8Array(64);
  private readonly publicKey = new Uint8Array(65);
  private readonly sender = new Uint8Array(20);
  private readonly hash = new Uint8Array(32);

  constructor(options: PreparationOptions, tools: PreparationTools) {
    this.options = options;
    this.tools = tools;
  }

  /**
   * Decodes the raw transaction in `start` … `end` and checks all that needs no recovery.
   * @throws TRANSACTION_TOO_LARGE, what `decodeTransaction` and `checkAdmission` throw
   */
  decode(bytes: Uint8Array, start: number, end: number): DecodedTransaction {
    this.checkSize(end - start);
    const decoded = decodeTransaction(bytes, start, end);
    checkAdmission(decoded, this.options);
    return decoded;
  }

  /** @throws TRANSACTION_TOO_LARGE */
  checkSize(size: number): void {
    const { sizeLimit = defaultSizeLimit, rules } = this.options;
    // EXEC-29: on the chain nobody can allow more.
    const limit = rules.kind === "muniment" ? Math.min(sizeLimit, bounds.rawTransaction) : sizeLimit;
    if (size > limit) throw new ProtocolError("TRANSACTION_TOO_LARGE", { size, limit });
  }

  /**
   * Recovers who signed a decoded transaction and writes its record.
   * @param offset A multiple of 8.
   * @returns The record's size; `preparedTransactionSize` tells it beforehand.
   * @throws SIGNATURE_INVALID when the signature recovers no key; RECORD_MALFORMED when the record does not fit.
   */
  write(decoded: DecodedTransaction, target: Uint8Array, offset: number): number {
    this.hashOf(decoded);
    if (decoded.type !== transactionTypes.deposit) this.recoverSender(decoded);
    const authorities = decoded.authorizations === 0 ? [] : this.authoritiesOf(decoded);
    const { sender, hash } = this;
    return writePreparedTransaction(decoded, { sender, hash, authorities }, target, offset);
  }

  /**
   * The record of one raw transaction, by itself.
   * @throws what `decode` and `write` throw
   */
  prepare(raw: Uint8Array): Uint8Array {
    const decoded = this.decode(raw, 0, raw.length);
    const record = new Uint8Array(preparedTransactionSize(decoded));
    this.write(decoded, record, 0);
    return record;
  }

  private hashOf({ bytes, start, end }: DecodedTransaction): void {
    const { keccak } = this.tools;
    const size = end - start;
    const message = keccak.message(size + payloadMargin);
    if (size > 96) message.set(bytes.subarray(start, end));
    else for (let index = 0; index < size; index++) message[index] = bytes[start + index] as number;
    keccak.digest(size, this.hash, 0);
  }

  private recoverSender(decoded: DecodedTransaction): void {
    const message = this.tools.keccak.message(decoded.end - decoded.start + payloadMargin);
    const size = writeSigningPayload(decoded, message, 0);
    if (!this.recover(decoded, size, this.sender)) {
      throw new ProtocolError("SIGNATURE_INVALID", { problem: "it recovers no key" });
    }
  }

  private authoritiesOf(decoded: DecodedTransaction): (Uint8Array | undefined)[] {
    return readAuthorizations(decoded).map((authorization) => {
      if (!isRecoverable(authorization)) return undefined;
      const size = writeAuthorizationPayload(authorization, this.tools.keccak.message(payloadMargin), 0);
      const authority = new Uint8Array(20);
      return this.recover(authorization, size, authority) ? authority : undefined;
    });
  }

  /** Recovers who signed the `size` bytes laid in the hash's message, and writes the address. */
  private recover(signed: Signature, size: number, address: Uint8Array): boolean {
    const { library, keccak } = this.tools;
    const { digest, signature, publicKey } = this;
    keccak.digest(size, digest, 0);
    signature.fill(0);
    alignRight(signed.bytes, signed.rStart, signed.rEnd, signature.subarray(0, 32));
    alignRight(signed.bytes, signed.sStart, signed.sEnd, signature.subarray(32));
    if (!library.recover(digest, signature, signed.yParity, publicKey)) return false;
    const message = keccak.message(64);
    for (let index = 0; index < 64; index++) message[index] = publicKey[index + 1] as number;
    keccak.digest(64, digest, 0);
    for (let index = 0; index < 20; index++) address[index] = digest[index + 12] as number;
    return true;
  }
}

function alignRight(bytes: Uint8Array, start: number, end: number, target: Uint8Array): void {
  const shift = target.length - end;
  for (let from = start; from < end; from++) target[from + shift] = bytes[from] as number;
}
