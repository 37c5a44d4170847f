import type { Cfi } from "./Cfi.js";
import { parseCfi } from "./parseCfi.js";
import { passes } from "./passes.js";

/** Whether {@link parseCfi} accepts the text. */
export function isCfi(text: string): text is Cfi {
  return passes(parseCfi, text);
}
