/** A market identifier code in the shape of ISO 10383. */
export type Mic = string & { readonly brand: "Mic" };
