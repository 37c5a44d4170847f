import { ProtocolError } from "../errors.js";

/**
 * The one JSON text of a value (RFC 8785 for the values allowed here): members sorted by UTF-16 code units, no white
 * space, whole numbers only, a bigint as a text of its decimal digits.
 * @throws CANONICAL_VALUE_UNSUPPORTED naming the path of the first value that has no such form.
 */
export function canonicalJson(value: unknown, path = "$"): string {
  const refuse = (problem: string) => new ProtocolError("CANONICAL_VALUE_UNSUPPORTED", { path, problem });
  switch (typeof value) {
    case "boolean":
      return String(value);
    case "bigint":
      return `"${String(value)}"`;
    case "number":
      if (!Number.isSafeInteger(value)) throw refuse(`${String(value)} is not a whole number below 2^53`);
      return String(value);
    case "string":
      if (/\p{Surrogate}/u.test(value)) throw refuse("the text has half a surrogate pair");
      return JSON.stringify(value);
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return arrayJson(value, path);
      if (!isPlainObject(value)) throw refuse("it is not a plain object");
      return objectJson(value, path);
    case "undefined":
    case "function":
    case "symbol":
      throw refuse(`${typeof value} has no JSON form`);
  }
}

function arrayJson(items: readonly unknown[], path: string): string {
  // Array.from visits the holes of a sparse list too, and `undefined` is refused.
  const texts = Array.from(items, (item, index) => canonicalJson(item, `${path}[${String(index)}]`));
  return `[${texts.join(",")}]`;
}

function objectJson(members: Readonly<Record<string, unknown>>, path: string): string {
  const texts = Object.keys(members)
    .sort()
    .map((name) => `${canonicalJson(name, path)}:${canonicalJson(members[name], `${path}.${name}`)}`);
  return `{${texts.join(",")}}`;
}

function isPlainObject(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
