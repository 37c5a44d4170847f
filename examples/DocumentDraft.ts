/** A document before it is set: who wrote it, when, and what it says. */
export interface DocumentDraft {
  readonly title: string;
  readonly author: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly paragraphs: readonly string[];
  /** Paragraphs of a second page. */
  readonly annex?: readonly string[];
}
