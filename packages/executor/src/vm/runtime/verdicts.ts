/** Why a transaction cannot be in the block, by the number the runtime gives (assembly/runtime/validity.ts). */
export const verdicts = {
  [-1]: "NONCE_TOO_LOW",
  [-2]: "NONCE_TOO_HIGH",
  [-3]: "FUNDS_TOO_LOW",
  [-4]: "GAS_BELOW_INTRINSIC",
  [-5]: "FEE_BELOW_BASE",
  [-6]: "TIP_ABOVE_FEE",
  [-7]: "SENDER_HAS_CODE",
  [-8]: "INIT_CODE_TOO_LARGE",
  [-9]: "BLOCK_GAS_EXCEEDED",
  [-10]: "TYPE_NOT_ALLOWED",
  [-11]: "BLOB_FIELDS_WRONG",
  [-12]: "NONCE_EXHAUSTED",
  [-13]: "DATA_TOO_LARGE",
  [-14]: "GAS_ABOVE_LIMIT",
  [-15]: "AUTHORIZATIONS_WRONG",
  [-16]: "CAPACITY_EXCEEDED",
  [-17]: "BLOB_FEE_BELOW_BASE",
  [-18]: "PRECOMPILE_GAS_EXCEEDED",
} as const;

export type Verdict = (typeof verdicts)[keyof typeof verdicts];

/** @param code What the runtime answered; 0 is a valid transaction. */
export function verdictOf(code: number): Verdict | undefined {
  return verdicts[code as keyof typeof verdicts];
}
