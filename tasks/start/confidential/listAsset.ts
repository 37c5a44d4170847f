import { buildCall, connectRollup, connectSettlement, sendCall, simulatedKey } from "@muniment/sdk";
import { Wallet, ZeroHash } from "ethers";

import type { Devnet } from "../../devnet/Devnet.js";
import { settlementOf } from "./settlementOf.js";

/** Has governance give a token a number on the settlement lane, which takes the timelock's delay. */
export async function listAsset(devnet: Devnet, asset: bigint, token: string): Promise<void> {
  const { manifest, l1 } = devnet;
  const { provider } = l1.connection.ethers;
  const { SettlementGateway: gateway } = connectSettlement(settlementOf(manifest), provider);
  const { TimelockController: timelock } = connectRollup(manifest, provider);
  const governance = new Wallet(simulatedKey("governance"), provider);
  const call = [
    ...[await gateway.getAddress(), 0n],
    ...[gateway.interface.encodeFunctionData("addAsset", [asset, token]), ZeroHash, ZeroHash],
  ];
  const delay = await timelock.getMinDelay();
  await sendCall(governance, buildCall(timelock, "TimelockController", "schedule", [...call, delay]));
  await devnet.advanceTo((await l1.time()) + delay + 1n);
  await sendCall(governance, buildCall(timelock, "TimelockController", "execute", call));
}
