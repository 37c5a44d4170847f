import type { FactName } from "@muniment/protocol";

/** A fact as the asset record has it. */
export interface RecordFact {
  readonly value: string;
  readonly currency?: string;
}

/** What the asset record says. */
export type RecordFacts = Readonly<Partial<Record<FactName, RecordFact>>>;
