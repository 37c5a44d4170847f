import { keccak256 } from "./bytes/keccak256.js";
import { utf8 } from "./bytes/utf8.js";
import type { Hex } from "./bytes/Hex.js";
export const topicId = (n: string): Hex => keccak256(utf8(n));
export const TOPICS = ["LEGAL_ENTITY"];
export const canonicalBytes = (v: unknown): Uint8Array => utf8(JSON.stringify(v));
export const ATTESTATION_TYPES = { Attestation: [
  ["asset","bytes32"],["stage","uint8"],["submission","bytes32"],["topic","bytes32"],["schema","bytes32"],["subject","address"],["documentHash","bytes32"],["fieldsRoot","bytes32"],["attester","address"],["issuedAt","uint64"],["expiresAt","uint64"],["nonce","uint256"]].map(([name,type])=>({name:name!,type:type!})) };
export const attestationDomain = (chainId: bigint, verifyingContract: Hex) => ({ name: "Muniment AttestationRegistry", version: "1", chainId, verifyingContract });
