import {
  composeShield,
  findShield,
  paymentAddress,
  reclaimShield,
  shieldUnits,
  sendCall,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { sendAll } from "../bridge/sendAll.js";
import { assetAmount } from "./AssetAmount.js";
import { expiryOf } from "./expiryOf.js";
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
  const { cursor } = await lane.contracts.SettlementGateway.progress();
  const rows = [];
  for (const { id, kind, operation } of wallet.pending) {
    if (kind !== "shield" || operation === undefined) continue;
    const { amount, target } = operation.crossing;
    const { asset } = operation.legs[0];
    const query = { asset, amount, receiver: target, fromBlock };
    const found = await findShield(lane.contracts, query);
    const place =
      found === undefined ? 0n : (await lane.contracts.SettlementGateway.shieldOf(found.shield)).place;
    let result = "never paid in";
    if (found?.isUsed === true) result = "used, or given back";
    else if (found !== undefined && place >= cursor) result = "waits: no batch has passed it";
    else if (found !== undefined) {
      await sendCall(signer, reclaimShield(lane.contracts, found));
      result = "given back";
    }
    if (found === undefined || result === "given back") wallet.drop(id);
    rows.push({ operation: id, asset, amount, result });
  }
  output.table("shields", rows);
}

export default settleAction(run);
