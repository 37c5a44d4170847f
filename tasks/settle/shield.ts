import { composeShield, findShields, paymentAddress, shieldUnits } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { sendAll } from "../bridge/sendAll.js";
import { assetAmount } from "./AssetAmount.js";
import { expiryOf } from "./expiryOf.js";
import { giveBack } from "./giveBack.js";
import { settleAction, type SettleRun } from "./settleAction.js";
import type { SettleContext } from "./SettleContext.js";
import { shieldBox } from "./shieldBox.js";
import { awaitOperation, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import { withWallet, type OpenWallet } from "./withWallet.js";

/** Pays units in on L1 and has them become a note; or takes back what no batch has used. */
export const run: SettleRun = (context, args) =>
  withWallet(context, args, (open) => {
    if (args.optional("box") !== undefined) return shieldBox(context, args, open);
    return args.flag("reclaim") ? reclaim(context, args, open) : shield(context, args, open);
  });

async function shield(context: SettleContext, args: Arguments, open: OpenWallet): Promise<void> {
  const { l1, lane, output } = context;
  const plan = await assetAmount.read(context, args);
  const tools = await toolsOf(context, open.wallet, await expiryOf(context, args));
  const to = args.optional("to");
  const address = to === undefined ? {} : { address: paymentAddress.read(to) };
  const operation = composeShield({ ...plan, ...address }, tools);
  const pending = remember(operation, "shield", tools);
  // Before anything is paid in: the operation alone can use it.
  await open.keep();
  const signer = await l1.signerOf(args.optional("as"));
  const { hash } = await sendAll(output, signer, await shieldUnits(lane.contracts, operation));
  output.value("shieldTransaction", hash);
  await submit(context, open, pending);
  await awaitOperation(context, args, open, pending);
}

async function reclaim(
  { l1, lane, output }: SettleContext,
  args: Arguments,
  { wallet }: OpenWallet,
): Promise<void> {
  const signer = await l1.signerOf(args.optional("as"));
  const { fromBlock } = lane.query;
  const rows = [];
  for (const { id, kind, operation } of wallet.pending) {
    if (kind !== "shield" || operation === undefined) continue;
    const { amount, target: receiver } = operation.crossing;
    const { asset } = operation.legs[0];
    const found = await findShields(lane.contracts, { asset, amount, receiver, fromBlock });
    const unused = found.filter(({ isUsed }) => !isUsed);
    let waiting = 0;
    for (const shield of unused) if (!(await giveBack(lane, signer, shield))) waiting++;
    if (waiting === 0) wallet.dropShield(id);
    let result = found.length === 0 ? "never paid in" : "used, or given back";
    if (waiting !== 0) result = "waits: no batch has passed it";
    else if (unused.length !== 0) result = "given back";
    rows.push({ operation: id, asset, amount, result });
  }
  output.table("shields", rows);
}

export default settleAction(run);
