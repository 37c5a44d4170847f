import { wordText } from "./documentShapes.js";

/** A value as its document has it: numbers of any size as words, everything else as it is. */
export type Written<Value> = Value extends bigint
  ? string
  : Value extends string | number | boolean | undefined
    ? Value
    : { -readonly [Name in keyof Value]: Written<Value[Name]> };

/** Writes every bigint in a value as a word; the way back is the document's schema. */
export function writeDocument<Value>(value: Value): Written<Value> {
  return written(value) as Written<Value>;
}

function written(value: unknown): unknown {
  if (typeof value === "bigint") return wordText(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, written(member)]));
}
