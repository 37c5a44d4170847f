import { isCold } from "../analysis/isCold.js";
import type { Instruction } from "../analysis/decodeInstructions.js";
import { exponentGas } from "../opcodes/arithmetic.js";
import { emitters } from "../opcodes/emitters.js";
import { foldConstants } from "../foldConstants.js";
import { constantLimbs } from "../values.js";
import { endInCall, handOver } from "./endInCall.js";
import { emitJump, emitJumpIf } from "./jumps.js";
import type { Trace } from "./Trace.js";
import { relativeHeight, returnAddresses } from "./TraceState.js";

const EXP = 0x0a;
const JUMP = 0x56;
const JUMPI = 0x57;
const JUMPDEST = 0x5b;

/** A path is cut where this many locals hold values that are needed, or this many items or forks are open. */
const LIVE_LOCALS = 320;
const VIRTUAL_ITEMS = 48;
const OPEN_FORKS = 100;
/** How many locals are handed out before those that no value needs are taken back. */
const RECLAIM_AFTER = 64;

/** Follows the code from the state's position until every path has ended; forks call this again for their first arm. */
export function followPath(trace: Trace, forks: number): void {
  trace.isEnded = false;
  let isFirst = true;
  while (!hasEnded(trace)) {
    const instruction = trace.context.code.at(trace.state.position);
    if (instruction.opcode === JUMPDEST && !enterBlock(trace, forks)) return;
    if (!isFirst && isCrowded(trace)) {
      endInCall(trace);
      return;
    }
    followInstruction(trace, instruction, forks);
    isFirst = false;
  }
}

/** Asked again after every instruction: emitters end paths. */
function hasEnded(trace: Trace): boolean {
  return trace.isEnded;
}

/** Notes that the path enters a block; false when it rather ends in a call of the block's own function. */
function enterBlock(trace: Trace, forks: number): boolean {
  const { state } = trace;
  const key = blockKey(trace);
  const isStart = state.path === undefined;
  if (!isStart && (trace.budget <= 0 || forks > OPEN_FORKS || hasEntered(trace, key))) {
    if (isCold(trace.context.code, state.position)) handOver(trace);
    else endInCall(trace);
    return false;
  }
  state.path = { key, previous: state.path };
  return true;
}

/** The same block with the same return addresses at the same height is a loop, not another call of a function. */
function blockKey({ state, context }: Trace): string {
  const addresses = returnAddresses(state, context.code.jumpDestinations);
  return `${state.position}:${relativeHeight(state)}:${addresses.map((pair) => pair.join("=")).join(",")}`;
}

function hasEntered({ state }: Trace, key: string): boolean {
  for (let entry = state.path; entry !== undefined; entry = entry.previous)
    if (entry.key === key) return true;
  return false;
}

function isCrowded(trace: Trace): boolean {
  if (trace.state.stack.length > VIRTUAL_ITEMS) return true;
  if (trace.body.bytes.length > trace.context.plan.limits.bytesPerFunction) return true;
  if (trace.pool.taken < RECLAIM_AFTER) return false;
  trace.reclaimLocals();
  return trace.pool.live > LIVE_LOCALS;
}

function followInstruction(trace: Trace, instruction: Instruction, forks: number): void {
  const { state } = trace;
  const { opcode, operation } = instruction;
  if (operation === undefined || trace.breaksStack(operation)) {
    trace.halt();
    return;
  }
  trace.budget--;
  trace.charge(operation.gas);
  state.path ??= { key: "", previous: undefined };
  state.position = instruction.next;
  if (opcode === JUMPDEST) return;
  if (opcode === JUMP) {
    emitJump(trace);
    return;
  }
  if (opcode === JUMPI) {
    emitJumpIf(trace, instruction, { forks, follow: followPath });
    return;
  }
  if (foldInstruction(trace, instruction)) return;
  emitters.get(opcode)?.(trace, instruction);
}

/** Computes an instruction on constants now. */
function foldInstruction(trace: Trace, { opcode, operation }: Instruction): boolean {
  if (operation === undefined || operation.pushes !== 1 || operation.pops < 1 || operation.pops > 3)
    return false;
  const operands = trace.constantsOnTop(operation.pops);
  if (operands === undefined) return false;
  const result = foldConstants(opcode, operands);
  if (result === undefined) return false;
  if (opcode === EXP) trace.charge(exponentGas(operands[1] ?? 0n));
  for (let index = 0; index < operation.pops; index++) trace.popItem();
  trace.push(constantLimbs(result));
  return true;
}
