/** Limits of Osaka; those of the chain are `bounds` in @muniment/protocol. */
export const limits = {
  stack: 1024,
  callDepth: 1024,
  initCode: 49_152,
  code: 24_576,
  lastNonce: 2n ** 64n - 1n,
  /** At most one part in so many of the gas used is refunded. */
  refundQuotient: 5n,
} as const;
