import { ProtocolError } from "@muniment/protocol";
import type { MclExports } from "./MclExports.js";

/** Sizes of mcl's values in memory, bytes: an element of the field, a scalar, points (x, y, z), a pairing's result. */
export const mclSizes = { element: 48, scalar: 32, g1: 144, g2: 288, pairing: 576 } as const;

/** What mcl was compiled with: units of its scalars, ten times, and of its elements. */
const COMPILED_TIME = 46;
const initialPages = 32;
/** Room for what is read from bytes and written to them. */
const transferSize = 96;

export interface MclCurveOptions {
  readonly module: WebAssembly.Module;
  /** mcl's number of the curve. */
  readonly curve: number;
  /** The field's modulus, big-endian, in as many bytes as an element is written with. */
  readonly modulus: Uint8Array;
}

/** An instance of mcl with one curve: its functions, its memory, and its values from and to big-endian bytes. */
export class MclCurve {
  readonly wasm: MclExports;
  readonly #memory: WebAssembly.Memory;
  readonly #modulus: Uint8Array;
  readonly #transfer: number;
  readonly #one: number;
  #bytes: Uint8Array;

  /** @throws whatever a module throws that is not mcl's. */
  constructor({ module, curve, modulus }: MclCurveOptions) {
    this.#memory = new WebAssembly.Memory({ initial: initialPages });
    const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
    this.wasm = instance.exports as unknown as MclExports;
    this.#modulus = modulus;
    this.#bytes = new Uint8Array(this.#memory.buffer);
    this.wasm.__wasm_call_ctors();
    if (this.wasm.mclBn_init(curve, COMPILED_TIME) !== 0)
      throw new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: `curve ${curve}` });
    this.#transfer = this.allocate(transferSize);
    this.#one = this.allocate(mclSizes.element);
    this.wasm.mclBnFp_setInt32(this.#one, 1);
  }

  /** The memory as bytes. Valid until the next call of the library. */
  bytes(): Uint8Array {
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.#memory.buffer);
    return this.#bytes;
  }

  /** Memory for values, which stays theirs until it is freed. @throws EXECUTION_CAPACITY_EXCEEDED */
  allocate(size: number): number {
    const address = this.wasm.malloc(size);
    if (address === 0) throw new ProtocolError("EXECUTION_CAPACITY_EXCEEDED", { table: "curve memory" });
    return address;
  }

  /** Memory for the time of a call of `use`. @throws EXECUTION_CAPACITY_EXCEEDED */
  withMemory<Result>(size: number, use: (address: number) => Result): Result {
    const address = this.allocate(size);
    try {
      return use(address);
    } finally {
      this.wasm.free(address);
    }
  }

  /** Puts bytes where functions that read them find them. @returns Their address. */
  put(bytes: Uint8Array): number {
    this.bytes().set(bytes, this.#transfer);
    return this.#transfer;
  }

  /** Reads an element of the field, big-endian. @returns Whether it is below the modulus. */
  readElement(input: Uint8Array, offset: number, to: number): boolean {
    const modulus = this.#modulus;
    const size = modulus.length;
    let index = 0;
    while (index < size && input[offset + index] === modulus[index]) index++;
    if (index === size || (input[offset + index] as number) > (modulus[index] as number)) return false;
    this.wasm.mclBnFp_setBigEndianMod(to, this.put(input.subarray(offset, offset + size)), size);
    return true;
  }

  /** Writes an element of the field, big-endian. */
  writeElement(from: number, output: Uint8Array, offset: number): void {
    const size = this.#modulus.length;
    this.wasm.mclBnFp_serialize(this.#transfer, transferSize, from);
    // Little-endian unless the serialisation of Ethereum's consensus layer is on, which is for whole points.
    const digits = this.bytes().subarray(this.#transfer, this.#transfer + size);
    for (let index = 0; index < size; index++) output[offset + index] = digits[size - 1 - index] as number;
  }

  /** Reads a scalar, 32 bytes big-endian, any value. */
  readScalar(input: Uint8Array, offset: number, to: number): void {
    this.wasm.mclBnFr_setBigEndianMod(to, this.put(input.subarray(offset, offset + 32)), 32);
  }

  /** Makes z of a point one. */
  setOne(to: number): void {
    this.bytes().copyWithin(to, this.#one, this.#one + mclSizes.element);
  }
}
