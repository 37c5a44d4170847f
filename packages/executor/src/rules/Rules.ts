import type { Fork } from "./Fork.js";

/**
 * What a block is executed under: an Ethereum fork, for the official test vectors, or the chain's own rules, which are
 * Osaka's with bounds (spec/execution.md).
 */
export type Rules = { readonly kind: "ethereum"; readonly fork: Fork } | { readonly kind: "muniment" };
