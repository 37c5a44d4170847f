import { parseAmount, ProtocolError } from "@muniment/protocol";
import {
  depositEth,
  depositPermissioned,
  depositToken,
  getDecimals,
  getDepositStatus,
  type Call,
  type DepositStatus,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { bridgeAction, type BridgeRun } from "./bridgeAction.js";
import type { BridgeContext } from "./BridgeContext.js";
import { notFinal } from "./notFinal.js";
import { sendAll } from "./sendAll.js";
import { showDeposits } from "./showDeposits.js";
import { waitFor } from "./waitFor.js";

async function callsOf(
  { rollup, l1: { provider } }: BridgeContext,
  args: Arguments,
  sender: string,
): Promise<readonly [Call, ...Call[]]> {
  const [token, form] = [args.optional("token"), args.optional("permissioned")];
  const recipient = args.optional("recipient") ?? sender;
  const text = args.text("amount");
  const asset = token ?? form;
  const amount = parseAmount(text, asset === undefined ? 18 : Number(await getDecimals(provider, asset)));
  if (token !== undefined)
    return (await depositToken(rollup, { token, amount, recipient })) as [Call, ...Call[]];
  if (form !== undefined)
    return (await depositPermissioned(rollup, { form, amount, recipient })) as [Call, ...Call[]];
  return [await depositEth(rollup, { recipient, amount })];
}

/** Deposits, and with --wait waits until L2 has it. */
export const run: BridgeRun = async (context, args) => {
  const { l1, l2, rollup, output } = context;
  const signer = await l1.signerOf(args.optional("as"));
  const calls = await callsOf(context, args, await signer.getAddress());
  const { hash } = await sendAll(output, signer, calls);
  output.value("transaction", hash);
  const ask = (): Promise<DepositStatus[]> =>
    getDepositStatus({ rollup, l1: l1.provider, l2: l2.provider }, hash);
  const deposits = args.flag("wait")
    ? await waitFor(context, args, async () => {
        const answer = await ask();
        const isQueued = answer.some(({ status }) => status === "QUEUED");
        return { answer, missing: isQueued ? "a block of L2 with the deposit" : undefined };
      })
    : await ask();
  showDeposits(output, deposits);
  const failed = deposits.find(({ isRetryable }) => isRetryable);
  if (failed !== undefined) throw new ProtocolError("MESSAGE_CALL_FAILED", { place: failed.place });
  if (deposits.some(({ status }) => status === "QUEUED")) notFinal();
};

export default bridgeAction(run);
