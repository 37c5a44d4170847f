import { currencies } from "./currencies.js";

/** Whether the text is the code of a currency. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}
