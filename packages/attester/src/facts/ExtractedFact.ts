import type { FactName } from "@muniment/protocol";

/**
 * A fact a document states.
 * @param value Canonical text, as it is attested: money in millionths, rates in parts per million, days as YYYY-MM-DD.
 * @param currency Of money.
 * @param flaw Why the value is wrong in itself.
 * @param quote The words around it, as they stand on the page.
 * @param page From 1.
 */
export interface ExtractedFact {
  readonly fact: FactName;
  readonly value: string;
  readonly currency?: string;
  readonly flaw?: string;
  readonly quote: string;
  readonly page: number;
}
