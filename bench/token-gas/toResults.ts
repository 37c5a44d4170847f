import { judge } from "../report/judge.js";
import type { Result } from "../report/Result.js";
import type { Case } from "./Case.js";
import type { Measured } from "./measure.js";
import { targetOf, type Kind } from "./targetOf.js";

/** The figures of a case in one variant: of the transaction, and for a batch of each transfer in it. */
export function toResults(
  item: Case,
  column: Kind & { readonly name: string },
  { ours, theirs, reference }: { ours: Measured; theirs: Measured; reference: string },
): Result[] {
  const perParts = item.parts === 1 ? [1] : [1, item.parts];
  return perParts.map((divisor): Result => {
    const unit = divisor === 1 ? "gas" : "gas per transfer";
    const figure = { case: item.name, metric: column.name, unit };
    const known = "gas" in theirs ? { name: reference, value: Math.round(theirs.gas / divisor) } : undefined;
    if (!("gas" in ours)) {
      return { ...figure, value: null, ...(known && { reference: known }), note: ours.note };
    }
    const target = known && targetOf(column, item, { reference: known.value, perPart: divisor > 1 });
    const note = "gas" in theirs ? {} : { note: theirs.note };
    return judge({ ...figure, ...note, value: Math.round(ours.gas / divisor) }, { reference: known, target });
  });
}
