/**
 * What a block is executed under: an Ethereum fork, for the official test vectors, or the chain's own rules, which are
 * Osaka's with bounds (spec/execution.md).
 */
export type Rules =
  { readonly kind: "ethereum"; readonly fork: "cancun" | "prague" | "osaka" } | { readonly kind: "muniment" };
