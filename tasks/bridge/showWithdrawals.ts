import { describeEvidence, type WithdrawalStatus } from "@muniment/sdk";

import type { BridgeContext } from "./BridgeContext.js";

/** What is to be said of a withdrawal besides its status. */
function noteOf({ status, obstacle, held }: WithdrawalStatus): string {
  if (obstacle !== undefined) return `not now: ${obstacle}`;
  if (status === "FINAL") return "can be claimed";
  if (status === "FAILED") return "its call failed and can be repeated";
  if (held?.reason === "LIMIT") return "waits for the limit of a day; claim --release pays it then";
  if (held?.reason === "IDENTITY")
    return "held until its recipient's identity may hold it; then claim --release";
  return held?.reason === "OWED" ? "the recipient did not take it and collects it elsewhere" : "";
}

/** Shows withdrawals. */
export function showWithdrawals(
  { output, isSimulated }: Pick<BridgeContext, "output" | "isSimulated">,
  withdrawals: readonly WithdrawalStatus[],
): void {
  output.table(
    "withdrawals",
    withdrawals.map((withdrawal) => ({
      place: withdrawal.message.place,
      status: withdrawal.status,
      batch: withdrawal.batch ?? "",
      evidence: describeEvidence(withdrawal.evidence, isSimulated),
      note: noteOf(withdrawal),
    })),
  );
}
