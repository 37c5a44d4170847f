import type { Hex } from "@muniment/protocol";
import type { Case } from "./Case.js";
import type { CaseResult } from "./CaseResult.js";
import type { CaseTransaction } from "./CaseTransaction.js";
import type { CaseAccount } from "./CaseAccount.js";

/** Transactions that run one after the other on the same state: encoded and signed, or prepared with their sender. */
export type CaseBlock = Omit<Case, "transaction"> & {
  readonly transactions: readonly (Uint8Array | CaseTransaction)[];
};

/** What one transaction of a block came to; a transaction that is not valid is left out and changes nothing. */
export type BlockResultItem =
  | Omit<CaseResult & { readonly valid: true }, "postAccounts">
  | { readonly valid: false; readonly reason: string };

/** What a block came to. */
export interface BlockResult {
  /** One for each transaction, in order. */
  readonly results: readonly BlockResultItem[];
  readonly gasUsed: bigint;
  readonly postAccounts: ReadonlyMap<Hex, CaseAccount>;
}
