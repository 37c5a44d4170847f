import { blobLayout, ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { sha256 } from "ethers";
import { kzg } from "./kzg.js";

/**
 * The versioned hash of a blob, from its KZG commitment.
 * Source: EIP-4844, kzg_to_versioned_hash.
 * @throws BLOB_INVALID when it has not the size of a blob, or an element is not below the field's order.
 * @example versionedHashOf(packBlobs(data)[0]);
 */
export function versionedHashOf(blob: Uint8Array): Hex {
  return versionedHash(commitmentOf(blob));
}

/** @param commitment 48 bytes. */
export function versionedHash(commitment: Uint8Array): Hex {
  return `0x01${sha256(toHex(commitment)).slice(4)}`;
}

/** The KZG commitment of a blob, 48 bytes. @throws BLOB_INVALID */
export function commitmentOf(blob: Uint8Array): Uint8Array {
  if (blob.length !== blobLayout.size) {
    throw new ProtocolError("BLOB_INVALID", { problem: `it has ${blob.length} bytes` });
  }
  try {
    return kzg().blobToKzgCommitment(blob);
  } catch (cause) {
    throw new ProtocolError(
      "BLOB_INVALID",
      { problem: "an element is not below the field's order" },
      { cause },
    );
  }
}
