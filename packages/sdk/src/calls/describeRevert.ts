import { refusalSentences } from "./refusalSentences.js";
import { knownNames } from "./knownNames.js";
import type { Revert } from "./decodeRevert.js";

const SECONDS = new Set([
  "closesAt",
  "opensAt",
  "current",
  "until",
  "maturity",
  "graceEnds",
  "dueDate",
  "expiresAt",
  "issuedAt",
]);

function show(name: string, value: unknown): string {
  if (typeof value === "bigint") {
    if (!SECONDS.has(name) || value === 0n || value > 0xffffffffffn) return value.toString();
    return new Date(Number(value) * 1000).toISOString().slice(0, 16).replace("T", " ");
  }
  const text = String(value);
  return knownNames().get(text.toLowerCase()) ?? text;
}

/**
 * What a refusal means, in a sentence with its evidence.
 * @param revert Decoded custom error.
 * @returns The sentence of the error, or its name and arguments when it has none.
 */
export function describeRevert(revert: Revert): string {
  const values = Object.entries(revert.args).map(([name, value]) => [name, show(name, value)] as const);
  const sentence = refusalSentences[revert.name];
  if (sentence === undefined) {
    return `${revert.name}(${values.map(([name, value]) => `${name} ${value}`).join(", ")})`;
  }
  const byName = new Map(values);
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => byName.get(name) ?? whole);
}
