/** EIP-712 type of one party's consent to settlement terms. Source: spec/settlement.md. */
export const INTENT_TYPES = {
  Intent: [
    { name: "termsHash", type: "bytes32" },
    { name: "party", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "expiresAt", type: "uint64" },
  ],
};
