import type { Hex } from "@muniment/protocol";

/** What is to be done on L1, once, whatever happens on the way. */
export interface SendIntent {
  /** Names it for ever: an intent with the same id is the same one. At most 64 letters, digits, points, dashes. */
  readonly id: string;
  readonly to: Hex;
  readonly data: Hex;
  /** wei; none unless told. */
  readonly value?: bigint;
  /** Gas limit; estimated unless told. */
  readonly gasLimit?: bigint;
  /** Blobs that the transaction carries. */
  readonly blobs?: readonly SendBlob[];
}

/** A blob with what a node asks for beside it. */
export interface SendBlob {
  /** 131,072 bytes. */
  readonly data: Uint8Array;
  /** KZG commitment, 48 bytes. */
  readonly commitment: Uint8Array;
  /** The proofs of its 128 cells end to end, 6,144 bytes (EIP-7594); or the one proof of the blob, 48 bytes (EIP-4844). */
  readonly proof: Uint8Array;
}
