import type { Cell } from "../../tasks/output/Output.js";
import type { Result } from "./Result.js";

const grouped = (value: number): string => value.toLocaleString("en-US");
const RATIO_DIGITS = 3;

/** The results as rows for people: the same figures as the JSON, in the same order. */
export function toRows(results: readonly Result[]): Readonly<Record<string, Cell>>[] {
  const hasLeast = results.some(({ bound }) => bound === "least");
  return results.map(({ value, reference, ratio, target, bound, met, note, ...figure }) => ({
    case: figure.case,
    metric: figure.metric,
    unit: figure.unit,
    value: value === null ? "" : grouped(value),
    reference: reference === undefined ? "" : grouped(reference.value),
    ratio: ratio === undefined ? "" : ratio.toFixed(RATIO_DIGITS),
    "target <=": target === undefined || bound === "least" ? "" : grouped(target),
    ...(hasLeast && { "target >=": target !== undefined && bound === "least" ? grouped(target) : "" }),
    met: met === undefined ? "" : met ? "yes" : "NO",
    note: note ?? "",
  }));
}
