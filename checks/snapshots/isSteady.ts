import type { Gas } from "./gasOf.js";

type Figures = Gas[string][string];

/**
 * Whether two figures are the same but for chance. Signatures and times are calldata, whose zero bytes are cheaper,
 * and differ from run to run: half a percent.
 */
export function isSteady(before: Figures | undefined, now: Figures | undefined): boolean {
  if (before === undefined || now === undefined) return before === now;
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= a * 0.005;
  return (
    before.count === now.count &&
    isNear(before.min, now.min) &&
    isNear(before.avg, now.avg) &&
    isNear(before.max, now.max)
  );
}
