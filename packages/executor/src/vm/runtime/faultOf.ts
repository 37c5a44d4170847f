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
];

/** @param fault 0 when the fault lies outside the tables: the input, or the address space itself. */
export function faultOf(fault: number): string {
  return faults[fault] ?? "memory";
}
