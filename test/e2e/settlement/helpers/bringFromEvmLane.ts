import { finalityClasses } from "@muniment/protocol";
import { claimWithdrawal, depositToken, pairToken, simulatedKey, withdrawToken } from "@muniment/sdk";
import { Wallet } from "ethers";
import type { TestCash } from "../../../../typechain-types/index.js";
import { unlimited } from "../../../helpers/bridge/bridgeWorld.js";
import type { AnvilDevnet } from "../../chain/helpers/AnvilDevnet.js";

/** What goes over the EVM lane, and to which address of L1. */
export interface Detour {
  readonly token: TestCash;
  readonly amount: bigint;
  readonly recipient: string;
}

/** Units that a new account deposits to the EVM lane, and withdraws there to an address on L1, where they arrive when FINAL. */
export async function bringFromEvmLane(world: AnvilDevnet, { token: contract, amount, recipient }: Detour) {
  const { one, two, rollup, predeployed } = world;
  const [onL1] = await one.ethers.getSigners();
  const [onL2] = await two.ethers.getSigners();
  const token = await contract.getAddress();
  const keeper = new Wallet(simulatedKey("keeper"), one.ethers.provider);
  const terms = { most: unlimited, finalityClass: finalityClasses.bulk };
  await world.arrival((await world.send(keeper, await pairToken(rollup, { token, ...terms }))).hash);
  await (await contract.connect(onL1).mint(onL1!, amount)).wait();
  const deposit = await depositToken(rollup, { token, amount, recipient: onL2!.address });
  await world.arrival((await world.send(onL1!, deposit)).hash);
  const { hash } = await world.send(onL2!, withdrawToken(predeployed, { token, amount, recipient }));
  const { message, inclusion } = await world.final(hash);
  await world.send(onL1!, claimWithdrawal(rollup, message, inclusion!));
}
