import type { Hex } from "@muniment/protocol";

/** Which blob is wanted. */
export interface BlobReference {
  /** As L1 has it. 32 bytes. */
  readonly versionedHash: Hex;
  /** Time of the L1 block that carried it, Unix seconds. */
  readonly time: bigint;
}

/** Where blobs are found. Nobody believes an archive: what it gives is checked against the versioned hash. */
export interface BlobArchive {
  /** For messages. */
  readonly name: string;
  /**
   * @returns Undefined when the archive does not have it.
   * @throws anything, when it cannot be asked
   */
  blob(reference: BlobReference): Promise<Uint8Array | undefined>;
}
