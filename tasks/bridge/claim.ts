import { connectPredeploys, getDepositStatus, retryFailed, type Call } from "@muniment/sdk";

import { bridgeAction, type BridgeRun } from "./bridgeAction.js";
import type { BridgeContext } from "./BridgeContext.js";
import { claimAll } from "./claimAll.js";
import { sendAll } from "./sendAll.js";
import { showDeposits } from "./showDeposits.js";

/** Repeats on L2 what a transaction of L1 sent there and failed. */
async function retryOnL2(context: BridgeContext, transaction: string, account?: string): Promise<void> {
  const { l1, l2, rollup, output } = context;
  const chains = { rollup, l1: l1.provider, l2: l2.provider };
  const predeploys = connectPredeploys(l2.provider);
  const calls = (await getDepositStatus(chains, transaction)).flatMap(({ isRetryable, message }): Call[] =>
    isRetryable && message !== undefined ? [retryFailed(predeploys, message)] : [],
  );
  const [first, ...rest] = calls;
  if (first !== undefined) await sendAll(output, await l2.signerOf(account), [first, ...rest]);
  showDeposits(output, await getDepositStatus(chains, transaction));
}

/** Claims on L1 what a transaction of L2 sent; with --retry and a transaction of L1, repeats on L2 what failed there. */
export const run: BridgeRun = async (context, args) => {
  const [transaction, account] = [args.text("transaction"), args.optional("as")];
  const isOnL1 = (await context.l1.provider.getTransactionReceipt(transaction)) !== null;
  if (isOnL1 && args.flag("retry")) await retryOnL2(context, transaction, account);
  else await claimAll(context, args, { transaction, sender: account });
};

export default bridgeAction(run);
