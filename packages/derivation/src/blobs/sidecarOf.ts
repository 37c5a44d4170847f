import type { Hex } from "@muniment/protocol";
import { kzg } from "./kzg.js";
import { commitmentOf, versionedHash } from "./versionedHashOf.js";

/** What goes with a blob to an L1 node. */
export interface BlobSidecar {
  /** 131,072 bytes. */
  readonly data: Uint8Array;
  /** KZG commitment, 48 bytes. */
  readonly commitment: Uint8Array;
  /** The proofs of its 128 cells end to end, 6,144 bytes; or the one proof of the blob, 48 bytes. */
  readonly proof: Uint8Array;
  readonly versionedHash: Hex;
}

/**
 * Computes what goes with a blob.
 * @param proofs Of its cells (EIP-7594, since Osaka), or of the blob (EIP-4844).
 * @throws BLOB_INVALID
 * @example packBlobs(data).map((blob) => sidecarOf(blob, "cells"));
 */
export function sidecarOf(blob: Uint8Array, proofs: "cells" | "blob"): BlobSidecar {
  const commitment = commitmentOf(blob);
  const proof =
    proofs === "cells"
      ? Buffer.concat(kzg().computeCellsAndKzgProofs(blob).proofs)
      : kzg().computeBlobKzgProof(blob, commitment);
  return { data: blob, commitment, proof, versionedHash: versionedHash(commitment) };
}
