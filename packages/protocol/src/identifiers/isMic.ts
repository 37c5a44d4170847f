import type { Mic } from "./Mic.js";
import { parseMic } from "./parseMic.js";
import { passes } from "./passes.js";

/** Whether {@link parseMic} accepts the text. */
export function isMic(text: string): text is Mic {
  return passes(parseMic, text);
}
