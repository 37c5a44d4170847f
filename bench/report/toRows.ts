import type { Cell } from "../../tasks/output/Output.js";
import type { Result } from "./Result.js";

const grouped = (value: number): string => value.toLocaleString("en-US");
const RATIO_DIGITS = 3;

/** The results as rows for people: the same figures as the JSON, in the same order. */
export function toRows(results: readonly Result[]): Readonly<Record<string, Cell>>[] {
  return results.map(({ value, reference, ratio, target, met, note, ...figure }) => ({
    case: figure.case,
    metric: figure.metric,
    unit: figure.unit,
    value: value === null ? "" : grouped(value),
    reference: reference === undefined ? "" : grouped(reference.value),
    ratio: ratio === undefined ? "" : ratio.toFixed(RATIO_DIGITS),
    "target <=": target === undefined ? "" : grouped(target),
    met: met === undefined ? "" : met ? "yes" : "NO",
    note: note ?? "",
  }));
}
