import { Keccak, type RawBatch } from "@muniment/executor";
import { toHex } from "@muniment/protocol";

/** The transactions of one load, from the time they should be sent to the time their signed receipts are here. */
export class Flights {
  readonly count: number;
  /** Milliseconds; 0 before. */
  readonly scheduled: Float64Array;
  readonly received: Float64Array;
  /** Whether the node answered with the hash. */
  readonly accepted: Uint8Array;
  /** Why the first one was refused. */
  refusal: string | undefined;
  /** How many have their receipts. */
  done = 0;
  onReceived: ((index: number) => void) | undefined;
  readonly #requests: string[] = [];
  readonly #hashes: string[] = [];
  readonly #byHash = new Map<string, number>();

  /** @param batch Raw transactions in the order in which they are sent. */
  constructor({ bytes, offsets }: RawBatch) {
    this.count = offsets.length - 1;
    this.scheduled = new Float64Array(this.count);
    this.received = new Float64Array(this.count);
    this.accepted = new Uint8Array(this.count);
    const keccak = new Keccak();
    const digest = new Uint8Array(32);
    for (let index = 0; index < this.count; index++) {
      const raw = bytes.subarray(offsets[index], offsets[index + 1]);
      keccak.message(raw.length).set(raw);
      keccak.digest(raw.length, digest, 0);
      const hash = toHex(digest);
      this.#hashes.push(hash);
      this.#byHash.set(hash, index);
      this.#requests.push(
        `{"jsonrpc":"2.0","id":${String(index)},"method":"eth_sendRawTransaction","params":["${toHex(raw)}"]}`,
      );
    }
  }

  /** The JSON-RPC batch of some in a row. */
  body(from: number, to: number): string {
    return `[${this.#requests.slice(from, to).join(",")}]`;
  }

  /** Takes the node's answer to a batch. */
  answered(text: string): void {
    const answers = JSON.parse(text) as unknown;
    for (const answer of (Array.isArray(answers) ? answers : [answers]) as {
      id: number;
      result?: string;
    }[]) {
      if (answer.result === this.#hashes[answer.id]) this.accepted[answer.id] = 1;
      else this.refusal ??= JSON.stringify(answer);
    }
  }

  /** Takes what a block holds. */
  arrived(hashes: readonly string[], at: number): void {
    for (const hash of hashes) {
      const index = this.#byHash.get(hash);
      if (index === undefined || this.received[index] !== 0) continue;
      this.received[index] = at;
      this.done++;
      this.onReceived?.(index);
    }
  }

  /** How many were answered with their hash and are in a block. */
  get taken(): number {
    let taken = 0;
    for (let index = 0; index < this.count; index++)
      if (this.accepted[index] === 1 && this.received[index] !== 0) taken++;
    return taken;
  }
}
