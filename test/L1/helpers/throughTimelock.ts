import type { BaseContract, ContractTransactionResponse } from "ethers";
import { ZeroHash, id } from "ethers";
import type { L1 } from "./deployL1.js";
import { nowOn, passTime } from "./setUpL1.js";

/** Has the timelock call a method of a contract, after its delay. */
export async function throughTimelock(
  l1: Pick<L1, "connection" | "timelock" | "actors">,
  contract: BaseContract,
  method: string,
  values: readonly unknown[],
): Promise<ContractTransactionResponse> {
  const timelock = l1.timelock.connect(l1.actors.proposer);
  const target = await contract.getAddress();
  const data = contract.interface.encodeFunctionData(method, values);
  const salt = id(`${await nowOn(l1)} ${method}`);
  const delay = await timelock.getMinDelay();
  await timelock.schedule(target, 0n, data, ZeroHash, salt, delay);
  await passTime(l1, delay);
  return timelock.execute(target, 0n, data, ZeroHash, salt);
}
