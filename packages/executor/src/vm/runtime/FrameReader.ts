import type { Hex } from "@muniment/protocol";
import * as layout from "./layout.js";
import type { Runtime } from "./Runtime.js";
import { readAddress, readWord } from "./words.js";

const wordSize = 32;

/** Reads the frames of a runtime that executes, for its hooks. What it gives is copied. */
export class FrameReader {
  readonly #runtime: Runtime;
  #view: DataView;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    this.#view = new DataView(runtime.memory.buffer);
  }

  /** 0 for the transaction's own frame. */
  depth(frame: number): number {
    return this.#u32(frame + layout.FRAME_DEPTH);
  }

  opcode(frame: number, counter: number): number {
    return this.#current().getUint8(this.#u32(frame + layout.FRAME_CODE_BYTES) + counter);
  }

  /** Words on the stack. */
  height(frame: number, top: number): number {
    return (top + wordSize - this.#u32(frame + layout.FRAME_STACK)) / wordSize;
  }

  /** A word of the stack, 0 the topmost. */
  word(top: number, index: number): bigint {
    return readWord(this.#current(), top - index * wordSize);
  }

  /** The stack's words, the topmost last. */
  stack(frame: number, top: number): bigint[] {
    const height = this.height(frame, top);
    return Array.from({ length: height }, (_, index) => this.word(top, height - 1 - index));
  }

  /** A part of the frame's memory; what is beyond its end is zero. */
  memory(frame: number, offset = 0, size = this.#u32(frame + layout.FRAME_MEMORY_SIZE)): Uint8Array {
    const there = this.#u32(frame + layout.FRAME_MEMORY_SIZE);
    const begin = Math.min(offset, there);
    const count = Math.min(size, there - begin);
    const part = new Uint8Array(size);
    part.set(this.#runtime.bytes(this.#u32(frame + layout.FRAME_MEMORY) + begin, count));
    return part;
  }

  /** Whether state may not be changed. */
  isStatic(frame: number): boolean {
    return this.#u32(frame + layout.FRAME_STATIC) !== 0;
  }

  /** Whose storage and balance the frame acts on. */
  self(frame: number): Hex {
    return readAddress(this.#current(), frame + layout.FRAME_SELF);
  }

  /** Balance of that account. */
  balance(frame: number): bigint {
    return readWord(this.#current(), this.#u32(frame + layout.FRAME_ACCOUNT));
  }

  value(frame: number): bigint {
    return readWord(this.#current(), frame + layout.FRAME_VALUE);
  }

  /** What the frame has left while a callee runs. */
  gas(frame: number): bigint {
    return this.#current().getBigInt64(frame + layout.FRAME_GAS, true);
  }

  /** Of the call that the frame begins: its value, and what it is called with. */
  operands(frame: number): { readonly value: bigint; readonly input: Uint8Array } {
    return {
      value: readWord(this.#current(), frame + layout.OPERAND_VALUE),
      input: this.memory(
        frame,
        this.#u32(frame + layout.OPERAND_INPUT),
        this.#u32(frame + layout.OPERAND_INPUT_SIZE),
      ),
    };
  }

  /** What a frame ended with. */
  output(frame: number): Uint8Array {
    const size = this.#u32(frame + layout.FRAME_OUTPUT_SIZE);
    return this.#runtime.bytes(this.#u32(frame + layout.FRAME_OUTPUT), size).slice();
  }

  /** The return data of the frame's last call. */
  returnData(): Uint8Array {
    return this.#runtime.output().slice();
  }

  address(word: number): Hex {
    return readAddress(this.#current(), word);
  }

  /** EIP-3529's counter so far. */
  refund(): bigint {
    return this.#runtime.wasm.refund.value;
  }

  #u32(at: number): number {
    return this.#current().getUint32(at, true);
  }

  /** Memory that has grown has another buffer. */
  #current(): DataView {
    if (this.#view.buffer !== this.#runtime.memory.buffer)
      this.#view = new DataView(this.#runtime.memory.buffer);
    return this.#view;
  }
}
