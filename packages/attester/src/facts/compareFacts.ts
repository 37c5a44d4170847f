import { ProtocolError } from "@muniment/protocol";
import type { FactName } from "@muniment/protocol";
import type { ExtractedFact } from "./ExtractedFact.js";
import type { RecordFacts } from "./RecordFact.js";
import { showFact } from "./showFact.js";

/** Parameters of {@link compareFacts}. */
export interface CompareFactsParameters {
  readonly document: string;
  readonly topic: string;
  readonly found: readonly ExtractedFact[];
  readonly record: RecordFacts;
  /** Facts the document must state. */
  readonly required: readonly FactName[];
}

/**
 * Compares what a document states with the asset record. Every fact found must agree wherever it stands, also one that
 * was not asked for, and every required fact must be found.
 * @returns For each required fact the first place that states it.
 * @throws DOCUMENT_FACT_MISMATCH, DOCUMENT_FACT_MISSING, FACT_UNDEFINED
 */
export function compareFacts(parameters: CompareFactsParameters): readonly ExtractedFact[] {
  const { document, topic, found, record, required } = parameters;
  for (const fact of found) {
    const expected = record[fact.fact];
    if (expected === undefined) continue;
    const isEqual =
      fact.value === expected.value && fact.currency === expected.currency && fact.flaw === undefined;
    if (isEqual) continue;
    const shown = showFact(fact.fact, fact);
    throw new ProtocolError("DOCUMENT_FACT_MISMATCH", {
      document,
      page: fact.page,
      fact: fact.fact,
      expected: showFact(fact.fact, expected),
      found: fact.flaw === undefined ? shown : `${shown} (${fact.flaw})`,
      quote: fact.quote,
    });
  }
  return required.map((name) => {
    const expected = record[name];
    if (expected === undefined) throw new ProtocolError("FACT_UNDEFINED", { fact: name, topic });
    const stated = found.find(({ fact }) => fact === name);
    if (stated !== undefined) return stated;
    throw new ProtocolError("DOCUMENT_FACT_MISSING", {
      document,
      fact: name,
      expected: showFact(name, expected),
    });
  });
}
