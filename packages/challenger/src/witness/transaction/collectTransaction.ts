import { type MachineState, wordsOfTransaction } from "@muniment/executor";
import {
  encodeTraceLeaf,
  joinBytes,
  joinWords,
  listMachineWords,
  listTransactionWords,
} from "@muniment/protocol";
import type { SteppedMachine } from "../collectRun.js";
import { TapeCollector } from "../TapeCollector.js";
import { transactionFamilies, type TransactionPhase, transactionPhaseOf } from "./transactionFamilies.js";

/** What a family of a transaction's beginning or end needs for one step. */
export interface CollectedTransactionStep {
  readonly family: (typeof transactionFamilies)[TransactionPhase];
  readonly witness: Uint8Array;
}

/**
 * Makes the machine's next step, when it is of a family of a transaction's beginning or end, and collects its witness.
 * @returns Undefined, and the step is not made, when it is another family's.
 */
export function collectTransaction(machine: SteppedMachine): CollectedTransactionStep | undefined {
  const { state } = machine;
  const phase = transactionPhaseOf(state);
  if (phase === undefined) return undefined;
  const head = [joinWords(listMachineWords(machine.words())), ...headOf(phase, state)];
  const showsWhole = phase === "start" || phase === "record";
  const collector = new TapeCollector({ state: { ...state }, head, showsWhole });
  machine.step(collector);
  return { family: transactionFamilies[phase], witness: joinBytes(collector.witness()) };
}

/** What stands between the machine's words and what the machine asks for. */
function headOf(phase: TransactionPhase, { leaf, transaction, bloom }: Readonly<MachineState>): Uint8Array[] {
  if (phase === "start") return [encodeTraceLeaf(leaf)];
  if (phase === "clear" || transaction === undefined) return [];
  const words = joinWords(listTransactionWords(wordsOfTransaction(transaction)));
  return phase === "record" ? [words, encodeTraceLeaf(leaf), bloom.bytes] : [words];
}
