import { type ActorCall, buildCall, planActors, planSettlementActors, sendCall } from "@muniment/sdk";

import type { Output } from "../output/Output.js";
import type { RollupSigners } from "./RollupSigners.js";
import type { RollupWorld } from "./RollupWorld.js";

/** Gas of L2 and bytes for the message that tells L2 which finality classes there are; what is too much comes back. */
const CLASSES_GAS = 100_000;
const CLASSES_SIZE = 128;

/**
 * Lets accounts take up what they do, and tells L2 the finality classes. Calls of accounts whose keys are elsewhere are
 * shown, for them to send.
 */
export async function appointActors(
  world: RollupWorld,
  signers: RollupSigners,
  output: Output,
): Promise<void> {
  const { contracts, parameters, connection } = world;
  await fund(world, signers);
  const block = await connection.ethers.provider.getBlock("latest");
  const plan = { contracts, parameters, accounts: signers.addresses, time: block?.timestamp ?? 0 };
  const remaining = [];
  const calls = [...(await planActors(plan)), ...(await settlementCalls(world))];
  for (const { account, call } of calls) {
    const signer = signers.signerOf(account);
    if (signer !== undefined) await sendCall(signer, call);
    else
      remaining.push({
        call: call.label,
        from: signers.addresses[account] ?? account,
        to: call.to,
        value: call.value,
        data: call.data,
      });
  }
  if (remaining.length > 0) output.table("remaining", remaining);
  await publishClasses(world);
}

async function settlementCalls({ contracts, parameters, settlement }: RollupWorld): Promise<ActorCall[]> {
  if (settlement === undefined) return [];
  return planSettlementActors({ contracts, parameters, settlement: settlement.contracts });
}

/** Gives accounts with simulated keys what they need on L1. */
async function fund(
  { connection, parameters, deployer }: RollupWorld,
  signers: RollupSigners,
): Promise<void> {
  const { provider } = connection.ethers;
  for (const name of signers.simulated) {
    const to = signers.addresses[name] ?? "";
    // Who has sent anything was given its funds, and spent some.
    if ((await provider.getBalance(to)) > 0n) continue;
    const value = BigInt(parameters.simulatedFunds);
    await sendCall(deployer, { to, data: "0x", value, label: `funds for ${name}` });
  }
}

/** The first item of the queue: until then no class is enabled on L2. */
async function publishClasses({ contracts, parameters, deployer }: RollupWorld): Promise<void> {
  const { MessageQueue: queue, L1Messenger: messenger, FinalityFeed: feed } = contracts;
  if ((await queue.length(parameters.lane)) > 0n) return;
  const value = await messenger.feeFor(CLASSES_GAS, CLASSES_SIZE);
  await sendCall(deployer, { ...buildCall(feed, "FinalityFeed", "publish", []), value });
}
