import type { Log } from "ethers";

import type { RollupContracts } from "../rollup/connectRollup.js";
import type { HeldPayment } from "./HeldPayment.js";
import type { PayingGateway } from "./PayingGateway.js";

const GATEWAYS: readonly PayingGateway[] = ["L1EthGateway", "L1TokenGateway", "L1PermissionedGateway"];

/**
 * What a claim of a message left waiting and waits still; undefined when all of it has arrived.
 * @param place The message's.
 */
export async function findHeldPayment(
  rollup: RollupContracts,
  place: bigint,
): Promise<HeldPayment | undefined> {
  for (const log of await logsOfClaim(rollup, place)) {
    const gateway = GATEWAYS.find((name) => isAt(log, rollup[name].target as string));
    const held = gateway === undefined ? undefined : await heldBy(rollup, gateway, log);
    if (held !== undefined && held.amount !== 0n) return held;
  }
  return undefined;
}

/** What the call of a message logged: between the event of the message before in its transaction and its own. */
async function logsOfClaim(
  { L1Messenger, l1Block }: RollupContracts,
  place: bigint,
): Promise<readonly Log[]> {
  const [event] = await L1Messenger.queryFilter(L1Messenger.filters.MessageCarriedOut(place), l1Block);
  if (event === undefined) return [];
  const { logs } = await event.getTransactionReceipt();
  const own = logs.findIndex(({ index }) => index === event.index);
  const before = logs.slice(0, own).findLastIndex((log) => isAt(log, L1Messenger.target as string));
  return logs.slice(before + 1, own);
}

async function heldBy(
  rollup: RollupContracts,
  gateway: PayingGateway,
  log: Log,
): Promise<HeldPayment | undefined> {
  const event = rollup[gateway].interface.parseLog(log);
  const args = event?.args as unknown as { asset: string; place: bigint; recipient: string; id: bigint };
  if (event?.name === "PayoutHeld") {
    const { asset, place, recipient } = args;
    const { amount } = await rollup[gateway].heldAt(asset, place);
    return { reason: "LIMIT", gateway, asset, recipient, place, amount };
  }
  if (event?.name === "PayoutOwed") {
    const { asset, recipient } = args;
    const amount = await rollup[gateway].owedTo(asset, recipient);
    return { reason: "OWED", gateway, asset, recipient, amount };
  }
  if (event?.name !== "UnitsHeld") return undefined;
  const { id, recipient } = args;
  const { form, amount } = await rollup.L1PermissionedGateway.heldUnits(id);
  return { reason: "IDENTITY", gateway, asset: form, recipient, place: id, amount };
}

function isAt(log: Log, address: string): boolean {
  return log.address.toLowerCase() === address.toLowerCase();
}
