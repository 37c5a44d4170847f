import { referenceRunner } from "@muniment/executor/reference";
import { referenceMachine } from "../../../../packages/executor/src/vm/reference/ReferenceMachine.js";
import { randomCase } from "./randomCase.js";
import { layOut } from "./layOut.js";

/**
 * The opcodes that the reference runs in some programs under Osaka, and which part of the valid transactions end by
 * themselves or by a revert.
 */
export async function opcodesReached(
  seed: number,
  programs: number,
): Promise<{ opcodes: ReadonlySet<number>; ended: number }> {
  const { vm } = await referenceMachine({ kind: "ethereum", fork: "osaka" }, 1n);
  const opcodes = new Set<number>();
  const note = ({ opcode }: { opcode: { code: number } }): void => void opcodes.add(opcode.code);
  vm.evm.events?.on("step", note);
  let [valid, ended] = [0, 0];
  for (let index = 0; index < programs; index++) {
    const result = await referenceRunner.runCase(layOut(randomCase(seed, index)));
    if (!result.valid) continue;
    valid += 1;
    if (result.status !== "halted") ended += 1;
  }
  vm.evm.events?.off("step", note);
  return { opcodes, ended: ended / valid };
}
