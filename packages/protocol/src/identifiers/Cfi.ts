/** A classification of a financial instrument whose category and group exist (ISO 10962). */
export type Cfi = string & { readonly brand: "Cfi" };
