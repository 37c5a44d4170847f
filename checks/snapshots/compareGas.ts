import type { Finding } from "../Finding.js";
import type { Gas } from "./gasOf.js";
import { isSteady } from "./isSteady.js";
import { gasPath } from "./parseGas.js";

/** What the calls of test/gas cost otherwise than snapshots/gas.json says. */
export function compareGas(committed: Gas, present: Gas): Finding[] {
  const names = (gas: Gas): string[] =>
    Object.entries(gas).flatMap(([contract, functions]) => Object.keys(functions).map((name) => `${contract}.${name}`));
  return [...new Set([...names(committed), ...names(present)])].sort().flatMap((name): Finding[] => {
    const [contract = "", called = ""] = name.split(/\.(.*)/);
    const [before, now] = [committed[contract]?.[called], present[contract]?.[called]];
    if (isSteady(before, now)) return [];
    const message = `is not fresh (npm run snapshots): ${name} ${describe(before)} → ${describe(now)}`;
    return [{ file: gasPath, line: 0, message }];
  });
}

function describe(figures: Gas[string][string] | undefined): string {
  return figures === undefined ? "none" : `${figures.min} … ${figures.avg} … ${figures.max} ×${figures.count}`;
}
