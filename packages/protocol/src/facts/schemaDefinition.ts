import type { FactName } from "./factKinds.js";

/**
 * The schema definition of a document with these facts: every value is text, so that a field opened on chain reads as
 * it stands in the file. Source: ATTEST-2.
 * @example schemaDefinition(["isin", "reserve"]) === "string isin,string reserve"
 */
export function schemaDefinition(facts: readonly FactName[]): string {
  return facts.map((name) => `string ${name}`).join(",");
}
