import type { Cell } from "../../tasks/output/Output.js";
import type { Frame } from "./Frame.js";

/** A profile as a table: each call under its caller, in the order of execution. */
export function toProfileRows(root: Frame): Readonly<Record<string, Cell>>[] {
  const row = ({ label, depth, children: _, ...figures }: Frame): Readonly<Record<string, Cell>> => ({
    call: `${"  ".repeat(depth - 1)}${label}`,
    total: figures.total,
    own: figures.own,
    "cold SLOAD": figures.coldLoads,
    "warm SLOAD": figures.warmLoads,
    SSTORE: figures.stores,
    "SSTORE gas": figures.storeGas,
    calls: figures.calls,
    "cold accounts": figures.coldAccounts,
    logs: figures.logs,
  });
  return [row(root), ...root.children.flatMap(toProfileRows)];
}
