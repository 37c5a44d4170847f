import { getDepositStatus, getWithdrawalStatus } from "@muniment/sdk";

import { bridgeAction, type BridgeRun } from "./bridgeAction.js";
import { notFinal } from "./notFinal.js";
import { showDeposits } from "./showDeposits.js";
import { showWithdrawals } from "./showWithdrawals.js";

/** Shows what became of what a transaction sent, from L1 or from L2. */
export const run: BridgeRun = async (context, args) => {
  const { l1, l2, rollup, rpc, output } = context;
  const transaction = args.text("transaction");
  if ((await l1.provider.getTransactionReceipt(transaction)) !== null) {
    const deposits = await getDepositStatus({ rollup, l1: l1.provider, l2: l2.provider }, transaction);
    output.value("direction", "L1 to L2");
    showDeposits(output, deposits);
    if (deposits.some(({ status }) => status === "QUEUED")) notFinal();
    return;
  }
  const withdrawals = await getWithdrawalStatus({ rollup, l2: l2.provider, rpc }, transaction);
  output.value("direction", "L2 to L1");
  showWithdrawals(context, withdrawals);
  if (withdrawals.some(({ status }) => status === "SENT" || status === "COMMITTED")) notFinal();
};

export default bridgeAction(run);
