import { AbiCoder, keccak256, MaxUint256, type AddressLike, type Signer } from "ethers";

import { tokenAt } from "./tokens.js";
import type { World } from "./world.js";

/** Cash that anyone can create. */
export interface MintableCash {
  mint(to: AddressLike, amount: bigint): Promise<unknown>;
  connect(signer: Signer): { approve(spender: AddressLike, amount: bigint): Promise<unknown> };
}

/** Gives the paying agent enough cash and lets distributions take it; returns servicing as that agent, and its tools. */
export async function serve(world: World, asset: string, cash: MintableCash = world.cash) {
  const { Lifecycle, Servicing, Distribution } = world.contracts;
  const { payingAgent } = world.actors;
  await cash.mint(payingAgent, 10n ** 40n);
  await cash.connect(payingAgent).approve(Distribution, MaxUint256);
  const token = tokenAt(world, await Lifecycle.tokenOf(asset));
  const servicing = Servicing.connect(payingAgent);
  return {
    token,
    servicing,
    /** Fixes the record date of the next period and goes on to the second after it. */
    passRecordDate: async (): Promise<bigint> => {
      await servicing.fixRecordDate(asset);
      const date = await servicing.recordDateOf(asset, (await servicing.periodsPaid(asset)) + 1n);
      await world.networkHelpers.time.increaseTo(date + 1n);
      return date;
    },
    /** Id of the distribution of a record date. */
    distributionAt: (date: bigint): string =>
      keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [token.target, date])),
  };
}
