import type { Limbs } from "../values.js";

const LARGEST_POSITION = 0xffffffn;

/**
 * An item of the virtual operand stack. `home` n > 0 says that memory holds the value too, as the n-th word below the
 * stack pointer with which the function was entered; `limbs` is undefined while it is only there.
 */
export interface StackItem {
  readonly limbs: Limbs | undefined;
  readonly home: number;
}

/** The blocks a path has entered, newest first. */
export interface PathEntry {
  readonly key: string;
  readonly previous: PathEntry | undefined;
}

/** A word of the frame's memory whose value is known, by its constant offset. */
export type KnownMemory = Map<number, Limbs>;

/** What the compiler knows at one point of one path through the code. */
export interface TraceState {
  position: number;
  /** Items above the untouched ones; the last is the top. */
  stack: StackItem[];
  /** How many items that were there on entry the path has touched: the need. */
  consumed: number;
  /** By how many items the stack was higher than on entry, at most. */
  growth: number;
  /** Height of the stack on entry, when known: then the compiler checks the stack and the code need not. */
  height: number | undefined;
  checkedNeed: number;
  checkedGrowth: number;
  /** Constant gas of what was passed and is not charged yet. */
  pendingGas: number;
  /** Whether the locals for the memory's base and size hold them. */
  hasMemoryBase: boolean;
  hasMemorySize: boolean;
  /** The memory has at least this size. */
  minimumMemory: number;
  knownMemory: KnownMemory;
  path: PathEntry | undefined;
}

/** A copy that a second path may change. */
export function forkState(state: TraceState): TraceState {
  return { ...state, stack: [...state.stack], knownMemory: new Map(state.knownMemory) };
}

/** Every value the state refers to. */
export function* valuesOf(state: TraceState): Generator<Limbs> {
  for (const { limbs } of state.stack) if (limbs !== undefined) yield limbs;
  yield* state.knownMemory.values();
}

/** The height now, relative to the height on entry. */
export function relativeHeight(state: TraceState): number {
  return state.stack.length - state.consumed;
}

/** The constants on the stack that are jump destinations, most likely return addresses: depth from the top, value. */
export function returnAddresses(
  state: TraceState,
  destinations: ReadonlySet<number>,
): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  state.stack.forEach(({ limbs }, index) => {
    if (limbs === undefined || limbs[1] !== 0n || limbs[2] !== 0n || limbs[3] !== 0n) return;
    const [lowest] = limbs;
    if (typeof lowest !== "bigint" || lowest > LARGEST_POSITION) return;
    if (destinations.has(Number(lowest))) found.push([state.stack.length - index, Number(lowest)]);
  });
  return found;
}
