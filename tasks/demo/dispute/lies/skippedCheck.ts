import type { Machine, MachineState } from "@muniment/executor";
import { ProtocolError } from "@muniment/protocol";

import type { Tampering } from "../Tampering.js";

const JUMPI = 0x57;
/** Branches before the refusal that are tried at most. */
const most = 64;

/** A branch of the code, and the machine before it. */
interface Branch {
  readonly machine: Machine;
  readonly gas: bigint;
}

/**
 * A transaction that a contract refuses, executed as if the check that refuses it had gone the other way.
 * @param place Of the leaf behind the transaction.
 * @param machine Before the transaction: the machine that begins its step of the trace.
 * @throws MACHINE_STEP_UNKNOWN when no single branch makes the difference
 */
export function skippedCheck(place: number, machine: Machine): Tampering {
  const found = branchesOf(machine)
    .toReversed()
    .find((branch) => isAcceptedWithout(branch.machine));
  if (found === undefined) {
    throw new ProtocolError("MACHINE_STEP_UNKNOWN", { step: place, problem: "no one check refuses it" });
  }
  const { depth, programCounter } = found.machine.state.frame ?? { depth: 0, programCounter: 0 };
  return {
    place,
    isAt: (state) =>
      isBranch(state) &&
      state.frame?.depth === depth &&
      state.frame.programCounter === programCounter &&
      state.frame.gas === found.gas,
    change: turnAround,
  };
}

/** The last branches that the transaction comes to, in their order. */
function branchesOf(machine: Machine): Branch[] {
  const branches: Branch[] = [];
  const walker = machine.clone();
  while (!walker.isDone) {
    if (isBranch(walker.state)) {
      branches.push({ machine: walker.clone(), gas: walker.state.frame?.gas ?? 0n });
      if (branches.length > most) branches.shift();
    }
    walker.step();
  }
  return branches;
}

function isBranch({ data, frame }: Readonly<MachineState>): boolean {
  return data.phase === "run" && frame?.code?.bytes[frame.programCounter] === JUMPI;
}

/** Makes a branch go the other way: its condition lies below the place that it leads to. */
function turnAround({ frame }: MachineState): void {
  const condition = frame?.stack?.below;
  if (frame?.stack === undefined || condition === undefined) return;
  const below = { ...condition, word: condition.word === 0n ? 1n : 0n };
  delete below.hash;
  const top = { ...frame.stack, below };
  delete top.hash;
  frame.stack = top;
}

/** Whether the transaction succeeds when the branch goes the other way. */
function isAcceptedWithout(before: Machine): boolean {
  const machine = before.clone();
  turnAround(machine.state);
  while (!machine.isDone) {
    const { data } = machine.state;
    if (data.phase === "settle") return data.status === 0;
    machine.step();
  }
  return false;
}
