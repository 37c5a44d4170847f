import type { Hex } from "@muniment/protocol";

/**
 * A program that passes its calldata to a precompile and stores in slot 0 whether that succeeded, in slot 1 the size of
 * what came back, in slot 2 the gas between two GAS opcodes around the call; it returns what came back.
 */
export function probe(precompile: number): Hex {
  const target = precompile.toString(16).padStart(4, "0");
  const copyIn = "365f5f37";
  const call = `5a5f5f365f61${target}5afa5a`;
  // gas before, success, gas after
  const store = "905f559003600255";
  const back = "3d6001553d5f5f3e3d5ff3";
  return `0x${copyIn}${call}${store}${back}`;
}
