import { parseAmount } from "@muniment/protocol";
import {
  connectPredeploys,
  getDecimals,
  getWithdrawalStatus,
  withdrawEth,
  withdrawPermissioned,
  withdrawToken,
  type Call,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { bridgeAction, type BridgeRun } from "./bridgeAction.js";
import type { BridgeContext } from "./BridgeContext.js";
import { claimAll } from "./claimAll.js";
import { notFinal } from "./notFinal.js";
import { sendAll } from "./sendAll.js";
import { showWithdrawals } from "./showWithdrawals.js";

async function callsOf(
  { l1, l2 }: BridgeContext,
  args: Arguments,
  sender: string,
): Promise<readonly [Call, ...Call[]]> {
  const predeploys = connectPredeploys(l2.provider);
  const [plain, permissioned] = [args.optional("token"), args.optional("permissioned")];
  const recipient = args.optional("recipient") ?? sender;
  const text = args.text("amount");
  if (plain !== undefined) {
    const amount = parseAmount(text, Number(await getDecimals(l1.provider, plain)));
    return [withdrawToken(predeploys, { token: plain, amount, recipient })];
  }
  if (permissioned === undefined)
    return [withdrawEth(predeploys, { recipient, amount: parseAmount(text, 18) })];
  const amount = parseAmount(text, Number(await getDecimals(l2.provider, permissioned)));
  return withdrawPermissioned(predeploys, { token: permissioned, amount, recipient }) as [Call, ...Call[]];
}

/** Withdraws, and with --wait waits until it is FINAL and claims it. */
export const run: BridgeRun = async (context, args) => {
  const { l2, rollup, rpc, output } = context;
  const signer = await l2.signerOf(args.optional("as"));
  const sender = await signer.getAddress();
  const { hash } = await sendAll(output, signer, await callsOf(context, args, sender));
  output.value("transaction", hash);
  if (args.flag("wait")) {
    await claimAll(context, args, { transaction: hash, sender: args.optional("claimAs") ?? sender });
    return;
  }
  showWithdrawals(context, await getWithdrawalStatus({ rollup, l2: l2.provider, rpc }, hash));
  notFinal();
};

export default bridgeAction(run);
