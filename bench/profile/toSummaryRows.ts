import type { Cell } from "../../tasks/output/Output.js";
import type { Frame } from "./Frame.js";

type Sum = Omit<Frame, "label" | "depth" | "children" | "total"> & { times: number };

function collect(frame: Frame, sums: Map<string, Sum>): void {
  const known = sums.get(frame.label);
  const sum: Sum = known ?? {
    times: 0,
    own: 0,
    coldLoads: 0,
    warmLoads: 0,
    stores: 0,
    storeGas: 0,
    coldAccounts: 0,
    calls: 0,
    logs: 0,
  };
  sum.times += 1;
  for (const key of [
    "own",
    "coldLoads",
    "warmLoads",
    "stores",
    "storeGas",
    "coldAccounts",
    "calls",
    "logs",
  ] as const) {
    sum[key] += frame[key];
  }
  sums.set(frame.label, sum);
  for (const child of frame.children) collect(child, sums);
}

/** A profile summed per contract and function, dearest first. */
export function toSummaryRows(root: Frame): Readonly<Record<string, Cell>>[] {
  const sums = new Map<string, Sum>();
  collect(root, sums);
  return [...sums]
    .sort(([, a], [, b]) => b.own - a.own)
    .map(([label, sum]) => ({
      function: label,
      times: sum.times,
      own: sum.own,
      "cold SLOAD": sum.coldLoads,
      "warm SLOAD": sum.warmLoads,
      SSTORE: sum.stores,
      "SSTORE gas": sum.storeGas,
      calls: sum.calls,
      "cold accounts": sum.coldAccounts,
      logs: sum.logs,
    }));
}
