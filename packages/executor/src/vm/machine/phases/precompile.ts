import { bounds, transactionTypes } from "@muniment/protocol";
import { callPrecompile } from "../../precompiles/callPrecompile.js";
import { precompiles } from "../../precompiles/precompiles.js";
import { endFrame } from "../endFrame.js";
import { passOver } from "../passOver.js";
import { Pages } from "../Pages.js";
import { frameStatus, type PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

/** Contracts whose time is short for their price, and the one that takes none to speak of (EXEC-26). */
const copying = 4;

/** Phase PRECOMPILE: runs a precompiled contract, when gas and the block's room for such calls suffice. */
export function precompile(step: StepContext, { number }: Extract<PhaseData, { phase: "precompile" }>): void {
  const { frame, machine } = step;
  const { pages, offset, size } = frame.callData;
  const input = step.readPages("callData", pages, offset, size);
  const price = precompiles.get(number)?.gas(input, "osaka") ?? Infinity;
  const most = Math.min(Number(frame.gas), bounds.precompileGas);
  if (price > most) {
    fail(step);
    return;
  }
  const sum = machine.precompiles + shareOf(number, price);
  if (sum > bounds.blockPrecompiles) {
    fail(step);
    return;
  }
  if (machine.leaf.precompileCount + sum > bounds.blockPrecompiles) {
    // EXEC-27: only a deposit stays in the block.
    if (step.transaction.type === transactionTypes.deposit) fail(step);
    else passOver(step);
    return;
  }
  machine.precompiles = sum;
  const result = callPrecompile({ address: number, input, gas: most, fork: "osaka" });
  if (result === undefined) {
    fail(step);
    return;
  }
  frame.gas -= BigInt(result.gasUsed);
  const output = Pages.of(result.output);
  endFrame(step, frameStatus.returned, { pages: output, offset: 0, size: output.size });
}

function fail(step: StepContext): void {
  endFrame(step, frameStatus.halted);
}

function shareOf(number: number, price: number): number {
  if (number > copying) return price;
  return number < copying ? Math.floor(price / 4) : 0;
}
