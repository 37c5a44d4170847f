import type { BaseContract, ContractTransactionResponse, Signer } from "ethers";

import type { World } from "./world.js";

/** Lets the "policy" account carry out a restricted call behind the execution delay of its role. */
export async function afterDelay(
  world: World,
  target: BaseContract,
  data: string,
): Promise<ContractTransactionResponse> {
  const { AccessManager } = world.contracts;
  const manager = AccessManager.connect(world.actors.policy as Signer);
  await manager.schedule(target.target, data, 0);
  await world.networkHelpers.time.increase(172_801);
  return manager.execute(target.target, data);
}

/** Lets the access manager, which owns tokens and registries, call one of them at the administrator's wish. */
export async function asOwner(world: World, target: string, data: string): Promise<void> {
  await world.contracts.AccessManager.connect(world.actors.admin).execute(target, data);
}
