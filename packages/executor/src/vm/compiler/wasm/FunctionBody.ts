import { paddedUnsigned, pushSigned, pushSignedLong, pushUnsigned } from "./leb128.js";
import { alignment, simd, wasm } from "./instructions.js";

/** What a call names: a function of the runtime, or one of this module's own by its number. */
export type CallTarget = string | number;
/** A place that can be branched to: how many blocks were open where it was. */
export interface Label {
  readonly depth: number;
}

const EMPTY_BLOCK_TYPE = 0x40;
const SIMD_PREFIX = 0xfd;

/** Writes the instructions of one function. Calls are noted by name: the module knows the numbers when it is whole. */
export class FunctionBody {
  readonly bytes: number[] = [];
  readonly calls: { readonly at: number; readonly target: CallTarget }[] = [];
  #depth = 0;

  op(instruction: number): void {
    this.bytes.push(instruction);
  }

  i32Const(value: number): void {
    this.bytes.push(wasm.i32Const);
    pushSigned(this.bytes, value | 0);
  }

  i64Const(value: bigint): void {
    this.bytes.push(wasm.i64Const);
    pushSignedLong(this.bytes, BigInt.asIntN(64, value));
  }

  get(local: number): void {
    this.bytes.push(wasm.localGet);
    pushUnsigned(this.bytes, local);
  }

  set(local: number): void {
    this.bytes.push(wasm.localSet);
    pushUnsigned(this.bytes, local);
  }

  tee(local: number): void {
    this.bytes.push(wasm.localTee);
    pushUnsigned(this.bytes, local);
  }

  /** A load or store of 32, 64 or 8 bits. */
  access(instruction: number, offset: number): void {
    this.bytes.push(instruction, alignment.get(instruction) ?? 0);
    pushUnsigned(this.bytes, offset);
  }

  vectorAccess(instruction: typeof simd.load | typeof simd.store, offset: number): void {
    this.bytes.push(SIMD_PREFIX, instruction, 0);
    pushUnsigned(this.bytes, offset);
  }

  vectorConst(value: readonly number[]): void {
    this.bytes.push(SIMD_PREFIX, simd.constant, ...value);
  }

  shuffle(lanes: readonly number[]): void {
    this.bytes.push(SIMD_PREFIX, simd.shuffle, ...lanes);
  }

  splat(): void {
    this.bytes.push(SIMD_PREFIX, simd.splatI64);
  }

  lane(instruction: typeof simd.extractI64 | typeof simd.replaceI64, index: 0 | 1): void {
    this.bytes.push(SIMD_PREFIX, instruction, index);
  }

  call(target: CallTarget): void {
    this.#callBy(wasm.call, target);
  }

  returnCall(target: CallTarget): void {
    this.#callBy(wasm.returnCall, target);
  }

  returnCallIndirect(type: number): void {
    this.bytes.push(wasm.returnCallIndirect);
    pushUnsigned(this.bytes, type);
    this.bytes.push(0);
  }

  tableGet(): void {
    this.bytes.push(wasm.tableGet, 0);
  }

  /** Opens a block; branches to the label leave it. */
  block(): Label {
    this.bytes.push(wasm.block, EMPTY_BLOCK_TYPE);
    this.#depth++;
    return { depth: this.#depth };
  }

  if(): void {
    this.bytes.push(wasm.if, EMPTY_BLOCK_TYPE);
    this.#depth++;
  }

  else(): void {
    this.bytes.push(wasm.else);
  }

  end(): void {
    this.bytes.push(wasm.end);
    this.#depth--;
  }

  branch(label: Label): void {
    this.bytes.push(wasm.branch);
    pushUnsigned(this.bytes, this.#depth - label.depth);
  }

  branchIf(label: Label): void {
    this.bytes.push(wasm.branchIf);
    pushUnsigned(this.bytes, this.#depth - label.depth);
  }

  #callBy(instruction: number, target: CallTarget): void {
    this.bytes.push(instruction);
    this.calls.push({ at: this.bytes.length, target });
    this.bytes.push(...paddedUnsigned(0));
  }
}
