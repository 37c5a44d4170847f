import type { TypedDataField } from "ethers";

/** EIP-712 members of an attestation, in order (ATTEST-4). */
export const attestationTypes: Record<string, TypedDataField[]> = {
  Attestation: [
    { name: "asset", type: "bytes32" },
    { name: "stage", type: "uint8" },
    { name: "submission", type: "bytes32" },
    { name: "topic", type: "bytes32" },
    { name: "schema", type: "bytes32" },
    { name: "subject", type: "address" },
    { name: "documentHash", type: "bytes32" },
    { name: "fieldsRoot", type: "bytes32" },
    { name: "attester", type: "address" },
    { name: "issuedAt", type: "uint64" },
    { name: "expiresAt", type: "uint64" },
    { name: "nonce", type: "uint256" },
  ],
};
