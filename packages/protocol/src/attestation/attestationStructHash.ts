import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import type { Attestation } from "./Attestation.js";
import { ATTESTATION_TYPES } from "./ATTESTATION_TYPES.js";

const members = ATTESTATION_TYPES.Attestation.map(({ name, type }) => `${type} ${name}`).join(",");
const typeHash = keccak256(utf8(`Attestation(${members})`));

/**
 * The EIP-712 struct hash: keccak256 of thirteen words.
 * @throws INTEGER_OUT_OF_RANGE, HEX_INVALID
 */
export function attestationStructHash(attestation: Attestation): Hex {
  return keccak256(
    abiWord("bytes32", typeHash),
    abiWord("bytes32", attestation.asset),
    abiWord("uint8", BigInt(attestation.stage)),
    abiWord("bytes32", attestation.submission),
    abiWord("bytes32", attestation.topic),
    abiWord("bytes32", attestation.schema),
    abiWord("address", attestation.subject),
    abiWord("bytes32", attestation.documentHash),
    abiWord("bytes32", attestation.fieldsRoot),
    abiWord("address", attestation.attester),
    abiWord("uint64", attestation.issuedAt),
    abiWord("uint64", attestation.expiresAt),
    abiWord("uint256", attestation.nonce),
  );
}
