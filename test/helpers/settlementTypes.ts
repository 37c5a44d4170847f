/** EIP-712 structs of the settlement contracts (SETTLE-2, SETTLE-4, SETTLE-13). */
const leg = {
  Leg: [
    { name: "token", type: "address" },
    { name: "from", type: "address" },
    { name: "to", type: "address" },
    { name: "amount", type: "uint256" },
  ],
};
const window = [
  { name: "executor", type: "address" },
  { name: "validFrom", type: "uint64" },
  { name: "expiresAt", type: "uint64" },
  { name: "salt", type: "bytes32" },
];

export const settlementTypes = {
  dvp: {
    ...leg,
    DvpTerms: [{ name: "delivery", type: "Leg" }, { name: "payment", type: "Leg" }, ...window],
  },
  netted: { ...leg, NettedTerms: [{ name: "legs", type: "Leg[]" }, ...window] },
  intent: {
    Intent: [
      { name: "termsHash", type: "bytes32" },
      { name: "party", type: "address" },
      { name: "nonce", type: "uint256" },
      { name: "expiresAt", type: "uint64" },
    ],
  },
};
