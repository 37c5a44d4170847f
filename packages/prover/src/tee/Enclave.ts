import type { DerivedBatch } from "@muniment/derivation";
import type { Hex } from "@muniment/protocol";
import type { BatchAttestation } from "./BatchAttestation.js";

/** What executes batches and signs those whose outputs are equal, behind a wall that its host cannot look over. */
export interface Enclave {
  /** Address of its key. */
  readonly address: Hex;
  readonly isSimulated: boolean;
  /** @throws when the batch is not right, or not the next one; then nothing is signed */
  attest(batch: EnclaveBatch): Promise<BatchAttestation>;
  /** Goes back to a batch: L1 has taken later ones away. */
  undoTo(index: bigint): void;
}

/** What the host gives, none of which is believed. */
export type EnclaveBatch = Pick<DerivedBatch, "source"> & {
  readonly input: Pick<DerivedBatch["input"], "header" | "items">;
};
