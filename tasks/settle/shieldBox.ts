import { ProtocolError } from "@muniment/protocol";
import {
  boxPurpose,
  composeBoxShield,
  findBoxShields,
  refundBox,
  sendCall,
  shieldFromBox,
  type ShieldBoxPurpose,
  type ShieldWords,
} from "@muniment/sdk";
import type { Signer } from "ethers";

import type { Arguments } from "../context/Arguments.js";
import { assetAmount } from "./AssetAmount.js";
import { boxArguments } from "./boxArguments.js";
import { expiryOf } from "./expiryOf.js";
import type { SettleContext } from "./SettleContext.js";
import { awaitOperation, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import type { OpenWallet } from "./withWallet.js";

/**
 * Has what a box of the wallet's holds become a note; with --reclaim its owner gets it instead. What was shielded from it
 * before, and has not become a note, comes first.
 */
export async function shieldBox(context: SettleContext, args: Arguments, open: OpenWallet): Promise<void> {
  const { l1, lane, output } = context;
  const { wallet } = open;
  const box = boxArguments.box(args);
  const purpose = boxPurpose(wallet, box, boxArguments.owner(args));
  const signer = await l1.signerOf(args.optional("as"));
  if (args.flag("reclaim")) {
    const { hash } = await sendCall(signer, refundBox(lane.contracts, purpose));
    output.value("transaction", hash);
    return;
  }
  // Before anything is paid in: an operation that the prover's rules have no auditor for could not use it.
  const tools = await toolsOf(context, wallet, await expiryOf(context, args));
  tools.auditorOf(box.asset);
  const { amount } = (await waiting(context, purpose)) ?? (await payIn(context, purpose, signer));
  output.value("amount", await assetAmount.write(context, box.asset, amount));
  const pending = remember(composeBoxShield({ ...box, amount }, tools), "shield", tools);
  await submit(context, open, pending);
  await awaitOperation(context, args, open, pending);
}

/** What was shielded from the box and is neither a note nor given back. */
async function waiting({ lane }: SettleContext, purpose: ShieldBoxPurpose): Promise<ShieldWords | undefined> {
  const shields = await findBoxShields(lane.contracts, purpose, lane.query.fromBlock);
  return shields.find(({ isUsed }) => !isUsed);
}

async function payIn(
  context: SettleContext,
  purpose: ShieldBoxPurpose,
  signer: Signer,
): Promise<ShieldWords> {
  const { lane, output } = context;
  const { hash } = await sendCall(signer, await shieldFromBox(lane.contracts, purpose));
  output.value("shieldTransaction", hash);
  const shield = await waiting(context, purpose);
  if (shield !== undefined) return shield;
  throw new ProtocolError("BRIDGE_EVENT_MISSING", { event: "Shielded", lane: lane.lane, place: hash });
}
