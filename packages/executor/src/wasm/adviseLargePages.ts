import { foreignFunctions } from "../native/foreignFunctions.js";

type Advise = (address: Uint8Array, size: number, advice: number) => number;

/** MADV_HUGEPAGE of Linux. */
const hugePages = 14;
/** The address space that a WebAssembly memory may come to use, bytes. */
const reserved = 2 ** 32;

let advise: Advise | undefined;
let isSought = false;

/**
 * Asks the system to back a memory with large pages, now and as it grows: tables that are read here and there then cost
 * far fewer misses in the processor's table of pages. Advice only: results never depend on it.
 * @param memory One whose maximum is 4 GiB, so that so much address space is its own.
 * @returns Whether the system has taken the advice; false where it is not Linux or koffi is missing.
 */
export function adviseLargePages(memory: WebAssembly.Memory): boolean {
  if (!isSought) advise = seek();
  isSought = true;
  return advise?.(new Uint8Array(memory.buffer), reserved, hugePages) === 0;
}

function seek(): Advise | undefined {
  if (process.platform !== "linux") return undefined;
  try {
    const library = foreignFunctions()?.load("libc.so.6");
    return library?.func("int madvise(uint8_t *address, size_t size, int advice)") as Advise | undefined;
  } catch {
    // Another C library than GNU's.
    return undefined;
  }
}
