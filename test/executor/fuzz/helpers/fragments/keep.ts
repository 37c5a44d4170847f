import { push } from "../Code.js";
import type { Scope } from "./Scope.js";

/** Takes the word on top of the stack and puts it where the comparison can see it. */
export function keep({ random }: Scope): number[] {
  const how = random.weighted({ memory: 60, storage: 8, transient: 8, log: 4, leave: 10, drop: 10 });
  if (how === "memory") return [...push(BigInt(random.below(6) * 32)), 0x52];
  if (how === "storage") return [...push(BigInt(random.below(4))), 0x55];
  if (how === "transient") return [...push(BigInt(random.below(4))), 0x5d];
  if (how === "log") return [0x5f, 0x5f, 0xa1];
  return how === "leave" ? [] : [0x50];
}
