import type { DepositStatus } from "@muniment/sdk";

import type { Output } from "../output/Output.js";

/** What is to be said of a deposit besides its status. */
function noteOf({ status, isRetryable, isReturned, keptAs, kind }: DepositStatus): string {
  if (status === "QUEUED") return "no block of L2 has it yet";
  if (status === "FAILED" && kind === "ETH") return "the ETH is at the sender's account on L2";
  if (status === "FAILED")
    return isRetryable ? "its message can be repeated on L2" : "nothing can be repeated";
  if (isReturned) return "the recipient cannot hold it: it comes back by a message to L1";
  return keptAs === undefined ? "" : `kept for its recipient's identity, at place ${keptAs.toString()}`;
}

/** Shows deposits. */
export function showDeposits(output: Output, deposits: readonly DepositStatus[]): void {
  output.table(
    "deposits",
    deposits.map((deposit) => ({
      place: deposit.place,
      kind: deposit.kind,
      status: deposit.status,
      l2Transaction: deposit.l2Transaction,
      l2Block: deposit.l2Block ?? "",
      note: noteOf(deposit),
    })),
  );
}
