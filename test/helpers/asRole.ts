import type { BaseContract } from "ethers";

import type { Actor, World } from "./world.js";

/** Schedules a call of a role with an execution delay, waits the delay out and returns what executes it. */
export async function asRole(
  world: World,
  actor: Actor,
  contract: BaseContract,
  call: { readonly method: string; readonly args: readonly unknown[] },
) {
  const { AccessManager } = world.contracts;
  const signer = world.actors[actor];
  const data = contract.interface.encodeFunctionData(call.method, call.args);
  await AccessManager.connect(signer).schedule(contract.target, data, 0);
  await world.networkHelpers.time.increase(172_800);
  return signer.sendTransaction({ to: contract.target, data });
}
