import { constantOf, smallLimbs, type Limb, type Limbs } from "../values.js";
import { wasm } from "../wasm/instructions.js";
import { local } from "./locals.js";
import type { Trace } from "./Trace.js";

/** From here on no offset can be paid for or is within the bounds of a frame. */
const ADDRESS_SPACE = 1n << 32n;
const ADDRESS_BITS = 32;
const WORD = 32;
/** How many words of memory a path remembers. */
const KNOWN_WORDS = 16;

/** A place in memory for an instruction: the local that holds an address, and a constant to add. */
export interface Place {
  readonly address: number;
  readonly offset: number;
}

/** A region of the frame's memory: constants where known, else the locals for it hold offset and size. */
export interface Region {
  readonly offset: number | undefined;
  readonly size: number | undefined;
}

const EMPTY: Region = { offset: 0, size: 0 };

/** Makes the memory hold `size` bytes, 1 … 32, at an offset, and finds where they are. Halts when that cannot be. */
export function reachMemory(trace: Trace, offset: Limbs, size: number): Place | undefined {
  const constant = constantOf(offset);
  trace.loadMemoryBase();
  if (constant !== undefined) {
    return reachConstant(trace, constant, size)
      ? { address: local.memoryBase, offset: Number(constant) }
      : undefined;
  }
  const reached = reachDynamic(trace, offset, size);
  trace.body.get(local.memoryBase);
  trace.write.put(reached);
  trace.body.op(wasm.i32WrapI64);
  trace.body.op(wasm.i32Add);
  trace.body.set(local.address);
  return { address: local.address, offset: 0 };
}

/** False when the region halts, which is then written. */
function reachConstant(trace: Trace, offset: bigint, size: number): boolean {
  const end = offset + BigInt(size);
  const { state, body } = trace;
  if (end > BigInt(trace.context.bounds.frameMemory)) {
    trace.halt();
    return false;
  }
  if (end <= BigInt(state.minimumMemory)) return true;
  trace.loadMemorySize();
  body.get(local.memorySize);
  body.i64Const(end);
  body.op(wasm.i64LessUnsigned);
  body.if();
  expand(trace, end);
  body.end();
  state.minimumMemory = Math.ceil(Number(end) / WORD) * WORD;
  return true;
}

/** Returns the limb that holds the offset, which then has 32 bits at most. */
function reachDynamic(trace: Trace, offset: Limbs, size: number): Limb {
  const { body, write } = trace;
  const low = narrow(trace, offset);
  const end = write.binary(wasm.i64Add, [low, BigInt(size)]);
  trace.loadMemorySize();
  body.get(end);
  body.get(local.memorySize);
  body.op(wasm.i64GreaterUnsigned);
  body.if();
  expand(trace, end);
  body.end();
  return low;
}

/** Halts when a value exceeds 32 bits; else it has one limb from now on, wherever this path holds it. */
function narrow(trace: Trace, value: Limbs): Limb {
  const { body, write, state } = trace;
  const [lowest, ...upper] = value;
  const isSmall = trace.pool.bitsOf(lowest) <= ADDRESS_BITS;
  if (isSmall && upper.every((limb) => limb === 0n)) return lowest;
  putUpper(trace, value, lowest);
  body.i64Const(0n);
  body.op(wasm.i64NotEqual);
  trace.haltIf();
  write.put(lowest);
  const low = write.keep(ADDRESS_BITS);
  const isSame = (limbs: Limbs): boolean => limbs.every((limb, index) => limb === value[index]);
  state.stack.forEach((item, index) => {
    if (item.limbs !== undefined && isSame(item.limbs))
      state.stack[index] = { ...item, limbs: smallLimbs(low) };
  });
  for (const [at, limbs] of state.knownMemory) if (isSame(limbs)) state.knownMemory.set(at, smallLimbs(low));
  return low;
}

/** Puts on the wasm stack what is zero only when a value, whose lowest limb is given, fits 32 bits. */
function putUpper(trace: Trace, [, ...upper]: Limbs, lowest: Limb): void {
  const { body, write } = trace;
  write.put(lowest);
  body.i64Const(32n);
  body.op(wasm.i64ShiftRightUnsigned);
  if (upper.every((limb) => limb === 0n)) return;
  write.putUnion(upper);
  body.op(wasm.i64Or);
}

/** Pays for memory up to an end. */
function expand(trace: Trace, end: Limb): void {
  const { body, write } = trace;
  body.get(local.frame);
  write.put(end);
  withExactGas(trace, () => body.call("expandMemory"));
  trace.readMemorySize();
}

/** Calls what takes and leaves gas in an arm that is seldom taken: the gas put off stays so for the path around it. */
function withExactGas(trace: Trace, call: () => void): void {
  const { body, state } = trace;
  const pending = BigInt(state.pendingGas);
  body.get(local.gas);
  if (pending !== 0n) {
    body.i64Const(pending);
    body.op(wasm.i64Subtract);
  }
  call();
  trace.keepGas();
  if (pending === 0n) return;
  body.get(local.gas);
  body.i64Const(pending);
  body.op(wasm.i64Add);
  body.set(local.gas);
}

/** Resolves a region given by two words and pays for it; undefined when it halts. */
export function resolveRegion(
  trace: Trace,
  words: { offset: Limbs; size: Limbs },
  isBounded: boolean,
): Region | undefined {
  const size = constantOf(words.size);
  if (size === undefined) {
    resolveDynamic(trace, words, isBounded);
    return { offset: undefined, size: undefined };
  }
  if (size === 0n) return EMPTY;
  const { bounds } = trace.context;
  if (size > BigInt(isBounded ? bounds.region : bounds.frameMemory)) {
    trace.halt();
    return undefined;
  }
  const offset = constantOf(words.offset);
  if (offset !== undefined) {
    return reachConstant(trace, offset, Number(size))
      ? { offset: Number(offset), size: Number(size) }
      : undefined;
  }
  trace.write.put(reachDynamic(trace, words.offset, Number(size)));
  trace.body.op(wasm.i32WrapI64);
  trace.body.set(local.regionOffset);
  return { offset: undefined, size: Number(size) };
}

/** A region within the present memory is taken as it is; the runtime resolves every other. */
function resolveDynamic(
  trace: Trace,
  { offset, size }: { offset: Limbs; size: Limbs },
  isBounded: boolean,
): void {
  const { body, write } = trace;
  trace.loadMemorySize();
  putUpper(trace, offset, offset[0]);
  putUpper(trace, size, size[0]);
  body.op(wasm.i64Or);
  body.i64Const(0n);
  body.op(wasm.i64NotEqual);
  write.put(offset[0]);
  write.put(size[0]);
  body.op(wasm.i64Add);
  body.get(local.memorySize);
  body.op(wasm.i64GreaterUnsigned);
  body.op(wasm.i32Or);
  if (isBounded) {
    write.put(size[0]);
    body.i64Const(BigInt(trace.context.bounds.region));
    body.op(wasm.i64GreaterUnsigned);
    body.op(wasm.i32Or);
  }
  body.if();
  resolveByRuntime(trace, { offset, size }, isBounded);
  body.else();
  write.put(offset[0]);
  body.op(wasm.i32WrapI64);
  body.set(local.regionOffset);
  write.put(size[0]);
  body.op(wasm.i32WrapI64);
  body.set(local.regionSize);
  body.end();
}

function resolveByRuntime(
  trace: Trace,
  { offset, size }: { offset: Limbs; size: Limbs },
  isBounded: boolean,
): void {
  const { body } = trace;
  trace.spill(0, offset);
  trace.spill(1, size);
  body.get(local.frame);
  trace.pointer(0);
  trace.pointer(1);
  body.i32Const(isBounded ? 1 : 0);
  withExactGas(trace, () => body.call("region"));
  trace.readMemorySize();
  body.call("regionOffset");
  body.set(local.regionOffset);
  body.call("regionSize");
  body.set(local.regionSize);
}

export function putRegionOffset({ body }: Trace, { offset }: Region): void {
  if (offset === undefined) body.get(local.regionOffset);
  else body.i32Const(offset);
}

export function putRegionSize({ body }: Trace, { size }: Region): void {
  if (size === undefined) body.get(local.regionSize);
  else body.i32Const(size);
}

/** After a runtime function that may have expanded the memory. */
export function memoryMayHaveGrown({ state }: Trace): void {
  state.hasMemorySize = false;
}

/** Remembers what a word of memory holds. */
export function rememberWord({ state }: Trace, offset: number, limbs: Limbs): void {
  const { knownMemory } = state;
  knownMemory.delete(offset);
  knownMemory.set(offset, limbs);
  if (knownMemory.size <= KNOWN_WORDS) return;
  for (const oldest of knownMemory.keys()) {
    knownMemory.delete(oldest);
    return;
  }
}

/** Forgets the words that writing to a region may change: all of them when the region is not constant. */
export function forgetMemory({ state }: Trace, { offset, size }: Region): void {
  if (size === 0) return;
  if (offset === undefined || size === undefined) {
    state.knownMemory.clear();
    return;
  }
  for (const known of state.knownMemory.keys()) {
    if (known < offset + size && offset < known + WORD) state.knownMemory.delete(known);
  }
}

/** The region that two words name, as far as they are constants; nothing is checked or paid for. */
export function constantRegion(offset: Limbs, size: Limbs): Region {
  const [from, count] = [constantOf(offset), constantOf(size)];
  return {
    offset: from === undefined || from >= ADDRESS_SPACE ? undefined : Number(from),
    size: count === undefined || count >= ADDRESS_SPACE ? undefined : Number(count),
  };
}
