/** A security's identifier whose check digit is right (ISO 6166). */
export type Isin = string & { readonly brand: "Isin" };
