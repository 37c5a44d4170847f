import type { Hex } from "@muniment/protocol";
import type { CaseAccount } from "./CaseAccount.js";
import type { CaseEnvironment } from "./CaseEnvironment.js";
import type { CaseTransaction } from "./CaseTransaction.js";
import type { Rules } from "../../rules/Rules.js";

/** One transaction on a small state of its own: what every virtual machine of the project can be asked to run. */
export interface Case {
  readonly rules: Rules;
  readonly environment: CaseEnvironment;
  /** By address in lower-case hexadecimal. An account that is listed exists, even when it is empty. */
  readonly accounts: ReadonlyMap<Hex, CaseAccount>;
  /** By block number; the hash of a block that is not listed is zero. */
  readonly blockHashes: ReadonlyMap<bigint, bigint>;
  readonly transaction: CaseTransaction;
}
