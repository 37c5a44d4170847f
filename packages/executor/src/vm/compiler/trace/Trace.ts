import {
  FRAME_MEMORY,
  FRAME_MEMORY_SIZE,
  FRAME_SCRATCH,
  FRAME_STACK,
  STACK_LIMIT,
} from "../../runtime/layout.js";
import type { DecodedCode } from "../analysis/decodeInstructions.js";
import type { Operation } from "../analysis/operations.js";
import type { Bounds } from "../Bounds.js";
import { LimbWriter } from "../LimbWriter.js";
import { LocalPool } from "../LocalPool.js";
import { constantOf, type Limbs } from "../values.js";
import { FunctionBody, type Label } from "../wasm/FunctionBody.js";
import { wasm } from "../wasm/instructions.js";
import { local } from "./locals.js";
import type { RootPlan } from "./RootPlan.js";
import { relativeHeight, valuesOf, type StackItem, type TraceState } from "./TraceState.js";

const WORD = 32;

export interface TraceContext {
  readonly code: DecodedCode;
  readonly bounds: Bounds;
  readonly plan: RootPlan;
}

/** One function being written: its instructions, its locals, and the state of the path that is being followed. */
export class Trace {
  readonly context: TraceContext;
  readonly body = new FunctionBody();
  readonly pool = new LocalPool(local.pool);
  readonly write = new LimbWriter(this.body, this.pool, local.vector);
  /** Instructions that may still be followed across jumps. */
  budget: number;
  state: TraceState;
  /** Whether the path has ended: in an exit, a halt or a call of another function. */
  isEnded = false;
  /** Branched to when the frame halts exceptionally. */
  readonly #halt: Label;

  constructor(context: TraceContext, state: TraceState, budget: number) {
    this.context = context;
    this.state = state;
    this.budget = budget;
    this.#halt = this.body.block();
  }

  // ---- halting

  /** Ends the path in an exceptional halt. */
  halt(): void {
    this.body.branch(this.#halt);
    this.isEnded = true;
  }

  /** Takes an i32 from the wasm stack and halts unless it is zero. */
  haltIf(): void {
    this.body.branchIf(this.#halt);
  }

  /** Takes the gas that a runtime function left from the wasm stack, and halts when it is negative. */
  keepGas(): void {
    this.body.tee(local.gas);
    this.body.i64Const(0n);
    this.body.op(wasm.i64LessSigned);
    this.haltIf();
  }

  // ---- gas and the bounds of the stack

  charge(gas: number): void {
    this.state.pendingGas += gas;
  }

  /** Checks what was put off: the stack's bounds and the constant gas. Before every effect and every exit. */
  settle(): void {
    this.#checkStack();
    const { state, body } = this;
    if (state.pendingGas === 0) return;
    body.get(local.gas);
    body.i64Const(BigInt(state.pendingGas));
    body.op(wasm.i64Subtract);
    this.keepGas();
    state.pendingGas = 0;
  }

  /** One comparison for both bounds: need ≤ height ≤ limit − growth. */
  #checkStack(): void {
    const { state, body } = this;
    const { consumed, growth } = state;
    if (state.height !== undefined) return;
    if (consumed <= state.checkedNeed && growth <= state.checkedGrowth) return;
    body.get(local.stackPointer);
    body.get(local.frame);
    body.access(wasm.i32Load, FRAME_STACK);
    body.op(wasm.i32Subtract);
    body.i32Const(WORD * consumed);
    body.op(wasm.i32Subtract);
    body.i32Const(WORD * (STACK_LIMIT - growth - consumed));
    body.op(wasm.i32GreaterUnsigned);
    this.haltIf();
    state.checkedNeed = consumed;
    state.checkedGrowth = growth;
  }

  /** Whether an instruction that pops and pushes so many items breaks a bound of the stack whatever the height. */
  breaksStack({ pops, pushes }: Operation): boolean {
    const { state } = this;
    const need = Math.max(state.consumed, pops - relativeHeight(state));
    const growth = Math.max(state.growth, relativeHeight(state) - pops + pushes);
    const { height } = state;
    return height === undefined
      ? need + growth > STACK_LIMIT
      : need > height || height + growth > STACK_LIMIT;
  }

  // ---- the operand stack

  push(limbs: Limbs): void {
    this.pushItem({ limbs, home: 0 });
  }

  pushItem(item: StackItem): void {
    const { state } = this;
    state.stack.push(item);
    state.growth = Math.max(state.growth, relativeHeight(state));
  }

  pop(): Limbs {
    const item = this.popItem();
    return item.limbs ?? this.load(item);
  }

  /** Pops an item without loading it. */
  popItem(): StackItem {
    const { state } = this;
    const item = state.stack.pop();
    if (item !== undefined) return item;
    state.consumed++;
    return { limbs: undefined, home: state.consumed };
  }

  /** Makes the virtual stack hold at least so many items. */
  reach(count: number): void {
    const { state } = this;
    while (state.stack.length < count) {
      state.consumed++;
      state.stack.unshift({ limbs: undefined, home: state.consumed });
    }
  }

  /** Loads an item from its home, for every place of the virtual stack that holds it. */
  load(item: StackItem): Limbs {
    if (item.limbs !== undefined) return item.limbs;
    const { body, write, state } = this;
    body.get(local.stackPointer);
    body.i32Const(WORD * item.home);
    body.op(wasm.i32Subtract);
    body.set(local.address);
    const limbs = write.loadWord(local.address, 0);
    state.stack.forEach((other, index) => {
      if (other.limbs === undefined && other.home === item.home)
        state.stack[index] = { limbs, home: item.home };
    });
    return limbs;
  }

  // ---- the frame's record

  /** Writes a word for a runtime function to read; `pointer` leads to it. */
  spill(index: number, limbs: Limbs): void {
    this.write.storeWord(local.frame, FRAME_SCRATCH + WORD * index, limbs);
  }

  /** Puts the address of a scratch word on the wasm stack. */
  pointer(index: number): void {
    this.body.get(local.frame);
    this.body.i32Const(FRAME_SCRATCH + WORD * index);
    this.body.op(wasm.i32Add);
  }

  /** Loads a word that a runtime function wrote. */
  unspill(index: number, count = 4): Limbs {
    return this.write.loadWord(local.frame, FRAME_SCRATCH + WORD * index, count);
  }

  /** Makes the local for the memory's base hold it. */
  loadMemoryBase(): void {
    if (this.state.hasMemoryBase) return;
    this.state.hasMemoryBase = true;
    this.body.get(local.frame);
    this.body.access(wasm.i32Load, FRAME_MEMORY);
    this.body.set(local.memoryBase);
  }

  /** Makes the local for the memory's size hold it. */
  loadMemorySize(): void {
    if (this.state.hasMemorySize) return;
    this.state.hasMemorySize = true;
    this.readMemorySize();
  }

  /** Reads the memory's size anew, after it may have grown. */
  readMemorySize(): void {
    this.body.get(local.frame);
    this.body.access(wasm.i32Load, FRAME_MEMORY_SIZE);
    this.body.op(wasm.i64ExtendI32Unsigned);
    this.body.set(local.memorySize);
  }

  // ---- locals

  /** Takes back the locals that no value of this path or of a suspended one needs. */
  reclaimLocals(): void {
    this.pool.reclaim(valuesOf(this.state));
  }

  /** The top items when all are constants, else undefined. */
  constantsOnTop(count: number): bigint[] | undefined {
    const { stack } = this.state;
    if (stack.length < count) return undefined;
    const constants: bigint[] = [];
    for (let depth = 1; depth <= count; depth++) {
      const limbs = stack[stack.length - depth]?.limbs;
      const constant = limbs && constantOf(limbs);
      if (constant === undefined) return undefined;
      constants.push(constant);
    }
    return constants;
  }
}
