import type { Hex } from "@muniment/protocol";
import type { RollupManifest } from "@muniment/sdk";

/** What the attesters' thread is started with. */
export interface AttesterTask {
  readonly manifest: RollupManifest;
  readonly l1Url: string;
  /** Where blobs are, at `<address>/<versioned hash>`. */
  readonly blobs: string;
  /** Keys registered as SIMULATED, as many as make a quorum. */
  readonly keys: readonly Hex[];
  /** Of who pays for the attestations. */
  readonly payer: Hex;
  /** Where the sender keeps what it has sent. */
  readonly directory: string;
  /** Milliseconds between two looks at L1. */
  readonly pollInterval: number;
}

/** What a thread of the development chain says. */
export type ThreadReport = { readonly kind: "trouble" | "failed"; readonly problem: string };
