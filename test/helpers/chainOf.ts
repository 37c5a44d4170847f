import type { World } from "./world.js";

/** Stage and checkpoint chain of an asset; by position, since a result's own `length` hides the field. */
export async function chainOf(
  world: World,
  asset: string,
): Promise<{ stage: bigint; head: string; length: bigint }> {
  const state = await world.contracts.Lifecycle.stateOf(asset);
  return { stage: state[0], head: state[7], length: state[8] };
}
