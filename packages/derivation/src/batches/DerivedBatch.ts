import type { BatchInput, DerivedBlock, Hex } from "@muniment/protocol";
import type { CommittedBatch } from "../l1/LaneRecord.js";
import type { BatchSource } from "./BatchSource.js";

/** A batch as L1 has it: header, parent, data and items, each checked against the header. */
export interface DerivedBatch {
  /** What it is executed from. */
  readonly input: BatchInput;
  readonly digest: Hex;
  /** Its blocks, before anybody has executed them. */
  readonly blocks: readonly DerivedBlock[];
  /** What L1 carries of it: what the data were taken from. */
  readonly source: BatchSource;
  /** Its commit. */
  readonly committed: CommittedBatch;
}

/** What derivation has come to. */
export type DerivationStep =
  /** The next batch. */
  | { readonly kind: "batch"; readonly batch: DerivedBatch }
  /** L1 has taken batches away, by a rollback or by reorganising: what stands behind `last` is undone. */
  | { readonly kind: "undone"; readonly last: bigint }
  /** Batches up to `last` are FINAL. */
  | { readonly kind: "final"; readonly last: bigint };
