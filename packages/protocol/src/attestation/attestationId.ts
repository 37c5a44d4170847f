import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import type { Attestation } from "./Attestation.js";
import type { AttestationDomain } from "./attestationDomain.js";
import { attestationStructHash } from "./attestationStructHash.js";
import { domainSeparator } from "./domainSeparator.js";

/**
 * Id of an attestation: its EIP-712 digest, which the attester signs. Source: ATTEST-4.
 * @throws INTEGER_OUT_OF_RANGE, HEX_INVALID
 */
export function attestationId(domain: AttestationDomain, attestation: Attestation): Hex {
  return keccak256(
    Uint8Array.of(0x19, 0x01),
    fromHex(domainSeparator(domain)),
    fromHex(attestationStructHash(attestation)),
  );
}
