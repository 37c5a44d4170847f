/** Gas of Osaka (EIP-150, EIP-2929, EIP-2200, EIP-3529, EIP-3860, EIP-7702). */
export const prices = {
  warmAccess: 100n,
  coldAccount: 2600n,
  coldSlot: 2100n,
  setSlot: 20_000n,
  resetSlot: 2900n,
  clearRefund: 4800n,
  stipend: 2300n,
  callValue: 9000n,
  newAccount: 25_000n,
  codeByte: 200n,
  existingAccountRefund: 12_500n,
  copyWord: 3n,
  hashWord: 6n,
  initCodeWord: 2n,
  logByte: 8n,
  expByte: 50n,
} as const;
