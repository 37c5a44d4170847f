// A fault is a limit of this machine, not of the EVM: a full table. The transaction being executed is taken out again.

export const FAULT_NONE: u32 = 0;
export const FAULT_ACCOUNTS: u32 = 1;
export const FAULT_SLOTS: u32 = 2;
export const FAULT_CODES: u32 = 3;
export const FAULT_JOURNAL: u32 = 4;
export const FAULT_RECEIPTS: u32 = 5;
export const FAULT_CHANGES: u32 = 6;
export const FAULT_TRANSIENTS: u32 = 7;
export const FAULT_MEMORY: u32 = 8;
/** Not a limit of the machine but of the block: what its precompile calls count together. */
export const FAULT_PRECOMPILES: u32 = 9;

let raised: u32 = FAULT_NONE;

/** Remembers the first fault; frames halt at their next state operation and the transaction reports it. */
export function raiseFault(kind: u32): void {
  if (raised == FAULT_NONE) raised = kind;
}

export function fault(): u32 {
  return raised;
}

export function clearFault(): void {
  raised = FAULT_NONE;
}

/** Why the last transaction with the verdict CAPACITY_EXCEEDED was taken out again. */
let last: u32 = FAULT_NONE;

/** Ends the fault of a transaction that was taken out again, and remembers it for the host. */
export function settleFault(): void {
  last = raised;
  raised = FAULT_NONE;
}

export function refusedFault(): u32 {
  return last;
}
