import type { ContractTransactionReceipt } from "ethers";
import type { People } from "./People.js";
import type { Needs, Suite } from "./Suite.js";

/** One figure to measure on every suite. */
export interface Case {
  readonly name: string;
  readonly needs: Needs;
  /** Which target applies: movements of units have one, the rest must not be dearer than the reference. */
  readonly kind: "movement" | "other";
  /** Transfers in the measured transaction. */
  readonly parts: number;
  /** Brings the suite to where the measured transaction is the second of its kind, and sends it. */
  readonly run: (suite: Suite, people: People) => Promise<ContractTransactionReceipt>;
}
