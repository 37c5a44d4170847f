/** The EIP-712 types of an attestation, in the form ethers and wallets take. Source: spec/attestation.md. */
export const ATTESTATION_TYPES = {
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
