import type { Signer } from "ethers";
import type { AttestationRegistry } from "../../typechain-types/index.js";
import type { AttestationStruct } from "../../typechain-types/contracts/assets/attestation/AttestationRegistry.js";
import { attestationTypes } from "./attestationTypes.js";

/** Signs an attestation for the registry it is to be recorded in. */
export async function signAttestation(
  signer: Signer,
  registry: AttestationRegistry,
  attestation: AttestationStruct,
): Promise<string> {
  const [, name, version, chainId, verifyingContract] = await registry.eip712Domain();
  return signer.signTypedData({ name, version, chainId, verifyingContract }, attestationTypes, attestation);
}
