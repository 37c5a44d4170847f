import { Result, type ParamType } from "ethers";

import type { AuditValue } from "./AuditLine.js";

/**
 * An event argument as plain JSON: numbers as decimal text, tuples by their member names.
 * @param type Its ABI type.
 * @param value What ethers decoded; an indexed dynamic value is its hash.
 */
export function toAuditValue(type: ParamType, value: unknown): AuditValue {
  if (typeof value === "boolean") return value;
  if (type.baseType === "array" && type.arrayChildren !== null && value instanceof Result) {
    const child = type.arrayChildren;
    return value.toArray().map((item) => toAuditValue(child, item));
  }
  if (type.baseType === "tuple" && type.components !== null && value instanceof Result) {
    return Object.fromEntries(
      type.components.map((part, index) => [part.name, toAuditValue(part, value[index] as unknown)]),
    );
  }
  return typeof value === "object" && value !== null && "hash" in value ? String(value.hash) : String(value);
}
