import type { Isin } from "./Isin.js";
import { parseIsin } from "./parseIsin.js";
import { passes } from "./passes.js";

/** Whether {@link parseIsin} accepts the text. */
export function isIsin(text: string): text is Isin {
  return passes(parseIsin, text);
}
