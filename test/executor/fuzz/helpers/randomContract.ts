import type { Fragment } from "./Code.js";
import { arithmetic } from "./fragments/arithmetic.js";
import { call, precompile } from "./fragments/calls.js";
import { control } from "./fragments/control.js";
import { create } from "./fragments/creates.js";
import { memory } from "./fragments/memory.js";
import { ending, environment, gas, junk, stack } from "./fragments/others.js";
import type { Scope } from "./fragments/Scope.js";
import { storage } from "./fragments/storage.js";
import type { Random } from "./Random.js";

const makers: Readonly<Record<string, readonly [weight: number, maker: (scope: Scope) => Fragment]>> = {
  arithmetic: [24, arithmetic],
  memory: [14, memory],
  storage: [10, storage],
  call: [13, call],
  precompile: [4, precompile],
  create: [6, create],
  control: [13, control],
  environment: [8, environment],
  stack: [5, stack],
  gas: [4, gas],
  ending: [1, ending],
};
const weights = Object.fromEntries(Object.entries(makers).map(([name, [weight]]) => [name, weight]));

/**
 * A program of some fragments, each a piece of work that leaves the program able to go on, and an ending. One in 50
 * programs holds bytes that nobody chose.
 */
export function randomContract(
  random: Random,
  { callees, hasClz }: Pick<Scope, "callees" | "hasClz">,
): Fragment[] {
  const size = random.pick([2, 4, 6, 8, 10, 14, 20]);
  const starts = Array.from({ length: size + 1 }, (_, i) => `start${i}`);
  let labels = 0;
  const freshLabel = (): string => `label${labels++}`;
  const fragments = Array.from({ length: size }, (_, i): Fragment => {
    const scope: Scope = { random, freshLabel, callees, hasClz, ahead: starts.slice(i + 1) };
    const [, maker] = makers[random.weighted(weights)]!;
    return [{ label: starts[i]! }, 0x5b, ...maker(scope)];
  });
  const last: Scope = { random, freshLabel, callees, hasClz, ahead: [] };
  if (random.chance(2)) fragments.splice(random.below(size), 0, junk(last));
  return [...fragments, [{ label: starts[size]! }, 0x5b, ...ending(last)]];
}
