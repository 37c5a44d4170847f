import { isCold } from "../analysis/isCold.js";
import type { Instruction } from "../analysis/decodeInstructions.js";
import { constantOf, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import { leave } from "./endInCall.js";
import { moduleFunction } from "./locals.js";
import type { Trace } from "./Trace.js";
import { forkState, valuesOf, type TraceState } from "./TraceState.js";

const EQ = 0x14;
const PUSH3 = 0x62;
const PUSH4 = 0x63;

/** How a fork follows its arms. */
export interface ForkOptions {
  /** How many forks are open around this one. */
  readonly forks: number;
  readonly follow: (trace: Trace, forks: number) => void;
}

export function emitJump(trace: Trace): void {
  const target = trace.pop();
  const constant = constantOf(target);
  if (constant === undefined) {
    jumpDynamically(trace, target);
    return;
  }
  if (!isDestination(trace, constant)) {
    trace.halt();
    return;
  }
  trace.state.position = Number(constant);
}

/** A jump that may be taken: both arms are followed, the one in the `if` first. */
export function emitJumpIf(trace: Trace, instruction: Instruction, options: ForkOptions): void {
  const [target, condition] = [trace.pop(), trace.pop()];
  const [position, truth] = [constantOf(target), constantOf(condition)];
  if (truth === 0n) return;
  if (truth !== undefined) {
    trace.pushItem({ limbs: target, home: 0 });
    emitJump(trace);
    return;
  }
  if (position === undefined) {
    forkDynamically(trace, target, condition);
    return;
  }
  putCondition(trace, condition);
  if (!isDestination(trace, position)) {
    trace.haltIf();
    return;
  }

  const { code } = trace.context;
  const isFallThroughCold = isCold(code, instruction.next);
  if (isFallThroughCold) trace.body.op(wasm.i32EqualZero);
  const arms = isFallThroughCold
    ? [instruction.next, Number(position)]
    : [Number(position), instruction.next];
  const [first = 0, second = 0] = arms;
  const isShort = isFallThroughCold || isCold(code, first);
  const isRare = isShort || isSelectorMatch(trace, instruction);
  inArm(trace, () => {
    const whole = trace.budget;
    trace.budget = isRare ? 0 : Math.floor(whole / 2);
    const given = trace.budget;
    trace.state.position = first;
    options.follow(trace, options.forks + 1);
    trace.budget = whole - (given - trace.budget);
  });
  trace.state.position = second;
}

/** Whether the jump is that of a dispatcher that has found its function: that function becomes one of the module's. */
function isSelectorMatch({ context: { code } }: Trace, jump: Instruction): boolean {
  const before = code.before(jump.at, 4);
  const [, comparison, ...earlier] = before;
  return comparison?.opcode === EQ && earlier.some(({ opcode }) => opcode === PUSH4 || opcode === PUSH3);
}

function isDestination({ context }: Trace, target: bigint): boolean {
  return target < BigInt(context.code.size) && context.code.jumpDestinations.has(Number(target));
}

/** Puts an i32 on the wasm stack that is not zero when the value is not. */
function putCondition({ body, write }: Trace, condition: Limbs): void {
  write.putUnion(condition);
  body.i64Const(0n);
  body.op(wasm.i64NotEqual);
}

/** Writes a path into an `if` whose condition is on the wasm stack; what it changes is not so after it. */
function inArm(trace: Trace, emit: () => void): void {
  const outer: TraceState = trace.state;
  const values = [...valuesOf(outer)];
  trace.body.if();
  trace.pool.pin(values);
  trace.state = forkState(outer);
  emit();
  trace.state = outer;
  trace.isEnded = false;
  trace.pool.unpin(values);
  trace.body.end();
}

function forkDynamically(trace: Trace, target: Limbs, condition: Limbs): void {
  putCondition(trace, condition);
  inArm(trace, () => jumpDynamically(trace, target));
}

/** Leaves for the position that a value names, or halts when it names none within the code. */
function jumpDynamically(trace: Trace, target: Limbs): void {
  const { body, write, context } = trace;
  const [lowest, ...upper] = target;
  if (upper.some((limb) => limb !== 0n)) {
    write.putUnion(upper);
    body.i64Const(0n);
    body.op(wasm.i64NotEqual);
    trace.haltIf();
  }
  write.put(lowest);
  body.i64Const(BigInt(context.code.size - 1));
  body.op(wasm.i64GreaterUnsigned);
  trace.haltIf();
  leave(trace);
  write.put(lowest);
  body.op(wasm.i32WrapI64);
  body.returnCall(moduleFunction.jump);
  trace.isEnded = true;
}
