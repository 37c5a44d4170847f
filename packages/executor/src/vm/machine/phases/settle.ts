import { predeploys, scratchKeys, zeroHash } from "@muniment/protocol";
import { limits } from "../limits.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

/** Phase SETTLE: refunds and fees (EXEC-33, EXEC-51). */
export function settle(
  step: StepContext,
  { status, gasLeft }: Extract<PhaseData, { phase: "settle" }>,
): void {
  const { sender, gasPrice, gasLimit, floorGas } = step.transaction;
  const { refund } = step.machine;
  const spent = gasLimit - gasLeft;
  const most = spent / limits.refundQuotient;
  const used = spent - (refund < most ? refund : most);
  const gasUsed = used < floorGas ? floorGas : used;
  step.pay(sender, gasPrice * (gasLimit - gasUsed));
  step.pay(predeploys.feeVault, gasPrice * gasUsed);
  const accounts = step.scratch(scratchKeys.destroyedList);
  step.goTo({ phase: "clear", status, gasUsed, accounts, slots: zeroHash });
}
