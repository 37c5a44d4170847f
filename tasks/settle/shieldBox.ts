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
import { giveBack } from "./giveBack.js";
import type { SettleContext } from "./SettleContext.js";
import { awaitOperation, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import type { OpenWallet } from "./withWallet.js";

/**
 * Has what a box of the wallet's holds become a note; with --reclaim its owner gets it instead. What was shielded from it
 * before and waits for a batch comes first; what batches have passed over is given back to the box, and shielded anew.
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
  const { amount } = (await waiting(context, purpose, signer)) ?? (await payIn(context, purpose, signer));
  output.value("amount", await assetAmount.write(context, box.asset, amount));
  const pending = remember(composeBoxShield({ ...box, amount }, tools), "shield", tools);
  await submit(context, open, pending);
  await awaitOperation(context, args, open, pending);
}

/** What was shielded from the box and waits for a batch; what waits in vain goes back to the box. */
async function waiting(
  { lane }: SettleContext,
  purpose: ShieldBoxPurpose,
  signer: Signer,
): Promise<ShieldWords | undefined> {
  const shields = await findBoxShields(lane.contracts, purpose, lane.query.fromBlock);
  for (const shield of shields) {
    if (!shield.isUsed && !(await giveBack(lane, signer, shield))) return shield;
  }
  return undefined;
}

async function payIn(
  context: SettleContext,
  purpose: ShieldBoxPurpose,
  signer: Signer,
): Promise<ShieldWords> {
  const { lane, output } = context;
  const { hash } = await sendCall(signer, await shieldFromBox(lane.contracts, purpose));
  output.value("shieldTransaction", hash);
  const shield = await waiting(context, purpose, signer);
  if (shield !== undefined) return shield;
  throw new ProtocolError("BRIDGE_EVENT_MISSING", { event: "Shielded", lane: lane.lane, place: hash });
}
