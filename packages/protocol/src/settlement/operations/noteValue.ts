const amountBits = 128n;

/** Asset and amount in one field element (SETTLE-34). */
export const noteValue = {
  join: (asset: bigint, amount: bigint): bigint => (asset << amountBits) + amount,
  split: (value: bigint): { readonly asset: bigint; readonly amount: bigint } => ({
    asset: value >> amountBits,
    amount: BigInt.asUintN(Number(amountBits), value),
  }),
} as const;
