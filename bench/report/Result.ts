/** One figure of a benchmark: a row of the table, an entry of the JSON. */
export interface Result {
  readonly case: string;
  /** What was measured; with `case` and `unit` it names the figure. */
  readonly metric: string;
  readonly unit: string;
  /** The figure; null when it could not be measured, which `note` explains. */
  readonly value: number | null;
  /** The figure of someone else in the same run. */
  readonly reference?: { readonly name: string; readonly value: number };
  /** `value` divided by the reference's. */
  readonly ratio?: number;
  /** The most `value` may be, or the least where `bound` says so. */
  readonly target?: number;
  readonly bound?: "least";
  /** Whether it is within that. */
  readonly met?: boolean;
  readonly note?: string;
}
