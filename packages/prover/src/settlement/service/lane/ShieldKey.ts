/** What tells one shield from another on L1: asset, amount and receiver (SETTLE-78). */
export type ShieldKey = string & { readonly brand: "ShieldKey" };

/** @param receiver What shieldTarget gives. */
export function shieldKey(asset: bigint, amount: bigint, receiver: bigint): ShieldKey {
  return [asset, amount, receiver].map((part) => part.toString(16)).join("-") as ShieldKey;
}
