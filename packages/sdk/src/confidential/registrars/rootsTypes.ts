/** EIP-712 types of what registrars sign (SETTLE-60). */
export const rootsTypes: Record<string, { name: string; type: string }[]> = {
  Roots: [
    { name: "domain", type: "uint256" },
    { name: "holders", type: "bytes32" },
    { name: "rules", type: "bytes32" },
    { name: "number", type: "uint64" },
    { name: "time", type: "uint64" },
  ],
};
