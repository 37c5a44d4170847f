import { push } from "../Code.js";
import { precompiles, world } from "../World.js";
import type { Scope } from "./Scope.js";

/** Pushes an address: a contract most of the time. */
export function address({ random, callees }: Scope): number[] {
  const kind = random.weighted({ contract: 55, precompile: 15, self: 3, other: 22, created: 3, odd: 2 });
  const contracts = callees.length > 0 && random.chance(90) ? callees : world.contracts;
  if (kind === "contract") return push(BigInt(random.pick(contracts)));
  if (kind === "precompile") return push(random.pick(precompiles));
  if (kind === "self") return [0x30];
  // The last address a creation left in memory, if any.
  if (kind === "created") return [...push(0xc0n), 0x51];
  if (kind === "odd") return push((1n << 160n) | BigInt(random.pick(world.contracts)));
  return push(BigInt(random.pick([world.person, world.absent, world.sender, world.coinbase])));
}
