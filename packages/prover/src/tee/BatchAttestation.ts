import type { Hex } from "@muniment/protocol";

/** An attester's word that a batch is what executing it gives. */
export interface BatchAttestation {
  readonly lane: number;
  readonly index: bigint;
  readonly digest: Hex;
  /** Address of the key. */
  readonly signer: Hex;
  /** Of the digest, by EIP-712, 65 bytes: r, s, v. */
  readonly signature: Hex;
  /** Whether there is no enclave around the key, and it says nothing about who ran what. */
  readonly isSimulated: boolean;
}
