import type { CircuitInput, CircuitInputs } from "@muniment/prover";

/** A copy of a circuit's inputs in which one place is another. */
export function patched(
  inputs: CircuitInputs,
  place: readonly (string | number)[],
  change: (before: CircuitInput) => CircuitInput,
): CircuitInputs {
  const copy = structuredClone(inputs) as Record<string, CircuitInput>;
  let at: Record<string | number, CircuitInput> = copy;
  for (const step of place.slice(0, -1)) at = at[step] as Record<string | number, CircuitInput>;
  const last = place.at(-1) as string | number;
  at[last] = change(at[last] as CircuitInput);
  return copy;
}

/** Adds to a number of a circuit's inputs. */
export const plus =
  (difference: bigint) =>
  (before: CircuitInput): CircuitInput =>
    `0x${(BigInt(before as string) + difference).toString(16)}`;
