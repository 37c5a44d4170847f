import type { Hex } from "../bytes/Hex.js";

/** EIP-712 domain of an attestation registry: one chain, one contract. */
export interface AttestationDomain {
  readonly name: string;
  readonly version: string;
  readonly chainId: bigint;
  readonly verifyingContract: Hex;
}

/**
 * The domain attestations are signed in.
 * @param verifyingContract Address of the AttestationRegistry.
 */
export function attestationDomain(chainId: bigint | number, verifyingContract: Hex): AttestationDomain {
  return { name: "Muniment AttestationRegistry", version: "1", chainId: BigInt(chainId), verifyingContract };
}
