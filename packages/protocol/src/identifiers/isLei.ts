import type { Lei } from "./Lei.js";
import { parseLei } from "./parseLei.js";
import { passes } from "./passes.js";

/** Whether {@link parseLei} accepts the text. */
export function isLei(text: string): text is Lei {
  return passes(parseLei, text);
}
