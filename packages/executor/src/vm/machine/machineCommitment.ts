import {
  boundaryWords,
  type MachineWords,
  machineHash,
  traceLeafHash,
  transactionWordsHash,
  zeroHash,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { hashOfFrame } from "./Frame.js";
import { wordsOfTransaction } from "./MachineTransaction.js";
import type { MachineState } from "./MachineState.js";
import type { MachineStore } from "./MachineStore.js";
import { registersOf } from "./registersOf.js";

/** What a state commits to (spec/dispute.md, DISPUTE-30). */
export function machineCommitment(state: MachineState, store: MachineStore): Hex {
  return machineHash(wordsOfMachine(state, store));
}

/** The words of a state. */
export function wordsOfMachine(state: MachineState, store: MachineStore): MachineWords {
  const { data, transaction, frame, logs } = state;
  const leaf = traceLeafHash(state.leaf);
  if (data.phase === "begin" || data.phase === "done") return boundaryWords(data.phase, leaf);
  const runs = transaction !== undefined;
  const isSealing = data.phase === "seal" || data.phase === "close";
  return {
    phase: data.phase,
    leaf,
    state: runs ? state.state.root() : zeroHash,
    origin: runs ? state.origin.root() : zeroHash,
    scratch: runs ? state.scratch.root() : zeroHash,
    transaction: runs ? transactionWordsHash(wordsOfTransaction(transaction)) : zeroHash,
    refund: runs ? BigInt.asUintN(256, state.refund) : 0n,
    logs: runs ? logs.commitment() : zeroHash,
    logBytes: runs ? logs.size : 0,
    bloom: runs || isSealing ? state.bloom.hash() : zeroHash,
    precompiles: runs ? state.precompiles : 0,
    frame: frame === undefined ? zeroHash : hashOfFrame(frame),
    registers: registersOf(state, store),
  };
}
