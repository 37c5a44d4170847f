import type { MachineState } from "@muniment/executor";
import { stackHash } from "@muniment/executor";
import { joinWords } from "@muniment/protocol";

type Stack = NonNullable<MachineState["frame"]>["stack"];

/** The topmost words of a stack, the deepest first, behind the chain of those below. */
export function topOfStack(stack: Stack, depth: number): Uint8Array {
  const words: bigint[] = [];
  let rest = stack;
  for (; rest !== undefined && words.length < depth; rest = rest.below) words.push(rest.word);
  return joinWords([stackHash(rest), ...words.reverse()]);
}
