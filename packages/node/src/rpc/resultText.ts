import { RawJson } from "./RawJson.js";

/** A result as JSON. */
export function resultText(result: unknown): string {
  return result instanceof RawJson ? result.text : JSON.stringify(result ?? null);
}
