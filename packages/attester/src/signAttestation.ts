import { ATTESTATION_TYPES, ProtocolError } from "@muniment/protocol";
import type { Attestation, AttestationDomain, Hex } from "@muniment/protocol";
import type { Signer } from "ethers";

/**
 * Signs an attestation with the attester's key (EIP-712).
 * @returns 65 bytes, as `AttestationRegistry.record` takes them.
 * @throws SIGNER_MISMATCH
 */
export async function signAttestation(
  signer: Pick<Signer, "getAddress" | "signTypedData">,
  domain: AttestationDomain,
  attestation: Attestation,
): Promise<Hex> {
  const address = await signer.getAddress();
  if (address.toLowerCase() !== attestation.attester.toLowerCase()) {
    throw new ProtocolError("SIGNER_MISMATCH", { signer: address, attester: attestation.attester });
  }
  return (await signer.signTypedData({ ...domain }, ATTESTATION_TYPES, attestation)) as Hex;
}
