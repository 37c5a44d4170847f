import type { Hex } from "@muniment/protocol";
import type { CaseAccount } from "./CaseAccount.js";
import type { CaseLog } from "./CaseLog.js";

/** What a case came to. A transaction that is not valid changes nothing and has no receipt. */
export type CaseResult =
  | {
      readonly valid: true;
      /** How the transaction's own frame ended; a halt takes all its gas. */
      readonly status: "returned" | "reverted" | "halted";
      readonly gasUsed: bigint;
      readonly logs: readonly CaseLog[];
      /** What RETURN or REVERT handed over; empty for a creation that succeeded and after a halt. */
      readonly output: Uint8Array;
      /** The new contract, when the transaction is a creation that succeeded. */
      readonly createdAddress?: Hex;
      /** Every account that exists afterwards, those the transaction did not touch included. */
      readonly postAccounts: ReadonlyMap<Hex, CaseAccount>;
    }
  /** The reason is for people; runners need not agree on its words. */
  | { readonly valid: false; readonly reason: string };
