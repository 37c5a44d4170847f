// Call frames: entering one, undoing what it did, what it returned.
import {
  FRAME_CODE,
  FRAME_CODE_BYTES,
  FRAME_CODE_SIZE,
  FRAME_DEPTH,
  FRAME_JOURNAL,
  FRAME_JUMPS,
  FRAME_LOGS,
  FRAME_LOG_COUNT,
  FRAME_MEMORY,
  FRAME_MEMORY_SIZE,
  FRAME_NEW_CODES,
  FRAME_OUTPUT,
  FRAME_OUTPUT_SIZE,
  FRAME_PROGRAM_COUNTER,
  FRAME_REFUND,
  FRAME_SIZE,
  FRAME_STACK,
  FRAME_STACK_TOP,
  FRAMES,
  RETURN_SIZE,
  STACKS,
  STATUS_HALTED,
  COMPILED_DEPTH_LIMIT,
} from "../../src/vm/runtime/layout";
import {
  CODE_BYTES,
  CODE_COMPILED,
  CODE_HEAT,
  CODE_LENGTH,
  codeEntry,
  forgetCodes,
  freshCodesEnd,
  jumpsOf,
} from "./codes";
import { FAULT_MEMORY, raiseFault } from "./fault";
import { interpret } from "./interpreter";
import { journalTop, revertJournal } from "./journal";
import { logCount, logTop, revertLogs } from "./receipts";
import { refund, setRefund } from "./refund";
import { memories, returnBytes, returnBytesEnd } from "./regions";

/** FRAME_CODE of a frame that runs init code, which has no entry in the table. */
export const NO_CODE: u32 = 0xffffffff;

/** A frame's memory begins at a multiple of 64: the bits that are clear in its address. */
const ALIGNMENT_MASK: u32 = 63;

/** The transaction's own frame, at depth 0. */
export function firstFrame(): u32 {
  const f: u32 = FRAMES;
  store<u32>(f, 0, FRAME_DEPTH);
  store<u32>(f, STACKS, FRAME_STACK);
  store<u32>(f, memories, FRAME_MEMORY);
  clearFrame(f);
  return f;
}

/** The frame that `f` calls: its stack and memory begin above those of `f`. */
export function nextFrame(f: u32): u32 {
  const callee = f + FRAME_SIZE;
  store<u32>(callee, load<u32>(f, FRAME_DEPTH) + 1, FRAME_DEPTH);
  store<u32>(callee, load<u32>(f, FRAME_STACK_TOP), FRAME_STACK);
  const end = load<u32>(f, FRAME_MEMORY) + load<u32>(f, FRAME_MEMORY_SIZE);
  store<u32>(callee, (end + ALIGNMENT_MASK) & ~ALIGNMENT_MASK, FRAME_MEMORY);
  clearFrame(callee);
  return callee;
}

function clearFrame(f: u32): void {
  store<u32>(f, 0, FRAME_MEMORY_SIZE);
  store<u32>(f, 0, FRAME_OUTPUT);
  store<u32>(f, 0, FRAME_OUTPUT_SIZE);
  store<u32>(f, 0, FRAME_PROGRAM_COUNTER);
}

/** Remembers the state so that the frame can be undone. */
export function markFrame(f: u32): void {
  store<u32>(f, journalTop, FRAME_JOURNAL);
  store<u32>(f, logTop, FRAME_LOGS);
  store<u32>(f, logCount, FRAME_LOG_COUNT);
  store<i64>(f, refund, FRAME_REFUND);
  store<u32>(f, freshCodesEnd(), FRAME_NEW_CODES);
}

/** Undoes everything since `markFrame`. */
export function undoFrame(f: u32): void {
  revertJournal(load<u32>(f, FRAME_JOURNAL));
  revertLogs(load<u32>(f, FRAME_LOGS), load<u32>(f, FRAME_LOG_COUNT));
  setRefund(load<i64>(f, FRAME_REFUND));
  forgetCodes(load<u32>(f, FRAME_NEW_CODES));
}

/** Gives the frame a contract's code. */
export function setFrameCode(f: u32, code: u32): void {
  const entry = codeEntry(code);
  store<u32>(f, code, FRAME_CODE);
  store<u32>(f, load<u32>(entry, CODE_BYTES), FRAME_CODE_BYTES);
  store<u32>(f, load<u32>(entry, CODE_LENGTH), FRAME_CODE_SIZE);
  store<u32>(f, jumpsOf(entry), FRAME_JUMPS);
}

/** Table index of a code's compiled function; 0 when it is interpreted. Counts how often that happens. */
export function compiledEntry(code: u32): u32 {
  if (code == NO_CODE) return 0;
  const entry = codeEntry(code);
  const compiled = load<u32>(entry, CODE_COMPILED);
  if (compiled == 0) store<u32>(entry, load<u32>(entry, CODE_HEAT) + 1, CODE_HEAT);
  return compiled;
}

/** Runs a frame to its end. @returns STATUS_* */
export function runFrame(f: u32): u32 {
  const entry =
    load<u32>(f, FRAME_DEPTH) < u32(COMPILED_DEPTH_LIMIT) ? compiledEntry(load<u32>(f, FRAME_CODE)) : 0;
  return entry == 0 ? interpret(f) : call_indirect<u32>(entry, f);
}

/** The bytes that the current frame's last call returned; their number is at RETURN_SIZE. */
export function returnData(): u32 {
  return returnBytes;
}

/** Makes a callee's output the return data. A frame that halted returned nothing. */
export function keepOutput(callee: u32, status: u32): void {
  const size = status == STATUS_HALTED ? 0 : load<u32>(callee, FRAME_OUTPUT_SIZE);
  if (u64(returnBytes) + size > u64(returnBytesEnd)) {
    raiseFault(FAULT_MEMORY);
    store<u32>(RETURN_SIZE, 0);
    return;
  }
  memory.copy(returnBytes, load<u32>(callee, FRAME_OUTPUT), size);
  store<u32>(RETURN_SIZE, size);
}

/** EIP-150: the most a callee may have of its caller's gas. */
export function allButOne64th(gas: i64): i64 {
  return gas - gas / 64;
}
