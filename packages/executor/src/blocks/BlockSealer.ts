import { ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { RawBatch } from "../signatures/RawBatch.js";
import { loadWasm } from "../wasm/loadWasm.js";
import type { SealedReceipts } from "./SealedReceipts.js";
import type { SealExports } from "./SealExports.js";

const pageSize = 65_536;
const bloomSize = 256;
const initialPages = 64;
const malformed = -1;

/**
 * Makes the roots and blooms of blocks (spec/blocks.md) in a WebAssembly memory of its own, which grows to what the
 * largest block needs. Synchronous; blocks are independent of one another.
 */
export class BlockSealer {
  readonly #memory = new WebAssembly.Memory({ initial: initialPages, maximum: pageSize });
  readonly #wasm: SealExports;
  readonly #maximumBytes: number;

  /**
   * @param maximumBytes Memory the sealer may use, 1 MiB to 4 GiB less 64 KiB.
   * @throws EXECUTOR_NOT_BUILT
   */
  constructor(maximumBytes = 2 ** 30) {
    const instance = new WebAssembly.Instance(loadWasm("commit"), {
      env: { memory: this.#memory, abort: stop },
    });
    this.#wasm = instance.exports as unknown as SealExports;
    this.#maximumBytes = maximumBytes;
    if (this.#wasm.sealInit(Math.floor(maximumBytes / pageSize)) !== 0) throw this.#full("tables", 0);
  }

  /**
   * Receipts root and blooms of one block.
   * @param records The receipt records that the runtime emitted for it, end to end.
   * @throws RECORD_MALFORMED, BLOCK_TOO_LARGE
   */
  sealReceipts(records: Uint8Array): SealedReceipts {
    this.#room("receipts", records.length).set(records);
    const count = this.#wasm.commitReceipts(records.length);
    if (count === malformed) {
      throw new ProtocolError("RECORD_MALFORMED", { record: "receipt", problem: "its sizes disagree" });
    }
    if (count < 0) throw this.#full("receipts", records.length);
    const output = this.#view(this.#wasm.sealOutput() >>> 0, 32 + bloomSize * (1 + count));
    return {
      count,
      receiptsRoot: toHex(output.subarray(0, 32)),
      logsBloom: output.slice(32, 32 + bloomSize),
      blooms: output.slice(32 + bloomSize),
    };
  }

  /**
   * transactionsRoot of the raw transactions of one block, in their order.
   * @throws RECORD_MALFORMED, BLOCK_TOO_LARGE
   */
  transactionsRoot({ bytes, offsets }: RawBatch): Hex {
    const size = offsets.byteLength + bytes.length;
    const input = this.#room("transactions", size);
    input.set(new Uint8Array(offsets.buffer, offsets.byteOffset, offsets.byteLength));
    input.set(bytes, offsets.byteLength);
    const count = this.#wasm.orderedTrieRoot(offsets.length - 1, size);
    if (count === malformed) {
      throw new ProtocolError("RECORD_MALFORMED", { record: "batch", problem: "its offsets disagree" });
    }
    if (count < 0) throw this.#full("transactions", size);
    return toHex(this.#view(this.#wasm.sealOutput() >>> 0, 32));
  }

  /** The first `size` bytes of the input. */
  #room(items: string, size: number): Uint8Array {
    const at = size > this.#maximumBytes ? 0 : this.#wasm.sealInput(size) >>> 0;
    if (at === 0) throw this.#full(items, size);
    return this.#view(at, size);
  }

  #view(at: number, size: number): Uint8Array {
    return new Uint8Array(this.#memory.buffer, at, size);
  }

  #full(items: string, size: number): ProtocolError {
    return new ProtocolError("BLOCK_TOO_LARGE", { items, size, maximum: this.#maximumBytes });
  }
}

function stop(): never {
  throw new WebAssembly.RuntimeError("abort");
}
