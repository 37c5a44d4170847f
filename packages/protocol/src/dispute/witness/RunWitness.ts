import type { Hex } from "../../bytes/Hex.js";
import type { Word } from "../wordsHash.js";
import type { PageOpening } from "./PageOpening.js";

/** What RunFamily's witness shows; the table is at contracts/L1/dispute/machine/run/IRunFamily.sol. */
export interface RunWitness {
  /** The words of machine, frame and transaction in their order (spec/dispute.md, DISPUTE-30, DISPUTE-35, DISPUTE-37). */
  readonly machine: readonly Word[];
  readonly frame: readonly Word[];
  readonly transaction: readonly Word[] | undefined;
  /** The words of the stack on top, the deepest first, and the chain of those below. */
  readonly stack: { readonly below: Hex; readonly words: readonly bigint[] };
  readonly code: PageOpening;
  readonly callData: PageOpening | undefined;
  readonly returnData: PageOpening | undefined;
  readonly logs: (PageOpening & { readonly bloom: Uint8Array }) | undefined;
  readonly memory: PageOpening | undefined;
  /** For each reading and writing of storage, in their order. */
  readonly proofs: readonly Uint8Array[];
}
