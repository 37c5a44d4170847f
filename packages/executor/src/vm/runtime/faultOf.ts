/** What is full, by the number of the runtime's fault (assembly/runtime/fault.ts). */
const faults = [
  "memory",
  "accounts",
  "slots",
  "codes",
  "journal entries",
  "receipts",
  "changes",
  "transient slots",
  "frame memory",
] as const;

/** What can be full. */
export type Full = (typeof faults)[number];

/** @param fault 0 when the fault lies outside the tables: the input, or the address space itself. */
export function faultOf(fault: number): Full {
  return faults[fault] ?? "memory";
}
