import type { Gas } from "./gasOf.js";
import { isSteady } from "./isSteady.js";

/** The present figures, with the committed ones where they differ by chance only, so that chance changes no file. */
export function keepSteadyGas(committed: Gas, present: Gas): Gas {
  const keep = (contract: string, functions: Gas[string]): Gas[string] =>
    Object.fromEntries(
      Object.entries(functions).map(([name, now]) => {
        const before = committed[contract]?.[name];
        return [name, before !== undefined && isSteady(before, now) ? before : now];
      }),
    );
  return Object.fromEntries(Object.entries(present).map(([contract, functions]) => [contract, keep(contract, functions)]));
}
