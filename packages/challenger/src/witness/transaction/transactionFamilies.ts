import type { MachineState } from "@muniment/executor";

/** The family of each phase that begins or ends a transaction: a contract's name (contracts/L1/dispute/machine/transaction). */
export const transactionFamilies = {
  start: "StartFamily",
  access: "AccessFamily",
  authorize: "AccessFamily",
  launch: "LaunchFamily",
  settle: "SettleFamily",
  clear: "SettleFamily",
  record: "RecordFamily",
} as const;

/** A phase of those families. */
export type TransactionPhase = keyof typeof transactionFamilies;

/** The phase of the step that follows a state, when it is of those families. */
export function transactionPhaseOf({ data }: Readonly<MachineState>): TransactionPhase | undefined {
  return data.phase in transactionFamilies ? (data.phase as TransactionPhase) : undefined;
}
