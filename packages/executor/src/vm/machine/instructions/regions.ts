import { bounds } from "@muniment/protocol";
import type { StepContext } from "../StepContext.js";

/** A part of a frame's memory. */
export interface Region {
  readonly offset: number;
  readonly size: number;
}

/** No offset or size beyond this can be paid for. */
const addressable = 0xffff_ffffn;

/** Takes gas from the frame. @returns Whether it had it. */
export function charge(step: StepContext, gas: bigint): boolean {
  step.frame.gas -= gas;
  return step.frame.gas >= 0n;
}

/** Words begun by so many bytes. */
export function wordsOf(size: number): bigint {
  return BigInt(Math.ceil(size / 32));
}

/** Price of a memory of so many words: 3 each, and a 512th of their square (VM-3). */
function memoryPrice(words: bigint): bigint {
  return 3n * words + (words * words) / 512n;
}

/** Grows the frame's memory until it holds `end` bytes. @returns False when the frame halts. */
function expand(step: StepContext, end: bigint): boolean {
  const { frame } = step;
  const size = frame.memory.size;
  if (end <= BigInt(size)) return true;
  if (end > BigInt(bounds.frameMemory)) return false;
  const words = wordsOf(Number(end));
  if (!charge(step, memoryPrice(words) - memoryPrice(wordsOf(size)))) return false;
  frame.memory = frame.memory.grownTo(32 * Number(words));
  return true;
}

/**
 * The region that two words name; the memory grows to hold it. An empty one grows nothing, wherever it lies (VM-4).
 * @param isBounded Whether it halts beyond the bound of EXEC-21.
 * @returns Undefined when the frame halts.
 */
export function regionOf(
  step: StepContext,
  offset: bigint,
  size: bigint,
  isBounded = true,
): Region | undefined {
  if (size === 0n) return { offset: 0, size: 0 };
  if (size > addressable || offset > addressable) return undefined;
  if (isBounded && size > BigInt(bounds.region)) return undefined;
  return expand(step, offset + size) ? { offset: Number(offset), size: Number(size) } : undefined;
}

/** The bytes of a region of the frame's memory. */
export function readMemory(step: StepContext, { offset, size }: Region): Uint8Array {
  return step.readPages("memory", step.frame.memory, offset, size);
}
