import { ProtocolError } from "@muniment/protocol";

/** One element of DER. */
export interface DerElement {
  readonly tag: number;
  /** Tag and length included. */
  readonly whole: Uint8Array;
  readonly content: Uint8Array;
}

/** Reads elements of DER one after the other, as much of it as lists of revocations take. */
export class DerCursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Tag of the next element; undefined at the end. */
  get tag(): number | undefined {
    return this.#bytes[this.#at];
  }

  /** @throws QUOTE_INVALID when there is none, or it is of another tag than the one wanted */
  read(wanted?: number): DerElement {
    const tag = this.#byte(this.#at);
    const first = this.#byte(this.#at + 1);
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    const start = this.#at + 2 + lengthBytes;
    let size = lengthBytes === 0 ? first : 0;
    for (let at = this.#at + 2; at < start; at++) size = size * 256 + this.#byte(at);
    const end = start + size;
    if (lengthBytes > 4 || end > this.#bytes.length) throw malformed();
    if (wanted !== undefined && tag !== wanted) throw malformed();
    const element = {
      tag,
      whole: this.#bytes.subarray(this.#at, end),
      content: this.#bytes.subarray(start, end),
    };
    this.#at = end;
    return element;
  }

  #byte(at: number): number {
    const byte = this.#bytes[at];
    if (byte === undefined) throw malformed();
    return byte;
  }
}

function malformed(): ProtocolError {
  return new ProtocolError("QUOTE_INVALID", { problem: "a list of revocations is malformed" });
}
