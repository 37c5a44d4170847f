import type { Result } from "./Result.js";

const PRECISION = 1000;

/** What a figure is compared with. */
export interface Yardstick {
  readonly reference?: { readonly name: string; readonly value: number } | undefined;
  /** The most the figure may be. */
  readonly target?: number | undefined;
  /** The least the figure may be. */
  readonly atLeast?: number | undefined;
}

/** Completes a measured figure: ratio to the reference, and whether the target is met. */
export function judge(
  figure: Pick<Result, "case" | "metric" | "unit" | "note"> & { readonly value: number },
  { reference, target, atLeast }: Yardstick,
): Result {
  const { value } = figure;
  return {
    ...figure,
    ...(reference && { reference, ratio: Math.round((value / reference.value) * PRECISION) / PRECISION }),
    ...(target !== undefined && { target, met: value <= target }),
    ...(atLeast !== undefined && { target: atLeast, bound: "least", met: value >= atLeast }),
  };
}
