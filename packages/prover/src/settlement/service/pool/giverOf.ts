import type { UnsignedOperation } from "@muniment/protocol";
import { spentBy } from "../checks/checkValue.js";

/** Key of the first party that gives notes, which has signed for it; undefined when nobody does, as in a shield. */
export function giverOf({ parties, legs }: Pick<UnsignedOperation, "parties" | "legs">): bigint | undefined {
  const place = ([0, 1] as const).find((one) => spentBy(legs[one]) > 0n);
  return place === undefined ? undefined : parties[place].x;
}
