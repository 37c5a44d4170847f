/** Which rules a case is run under: those of an Ethereum fork, or the chain's own (Osaka with the chain's bounds). */
export type Rules =
  { readonly kind: "ethereum"; readonly fork: "cancun" | "prague" | "osaka" } | { readonly kind: "muniment" };
