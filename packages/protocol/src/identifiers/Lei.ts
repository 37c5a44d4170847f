/** A legal entity identifier whose check digits are right (ISO 17442). */
export type Lei = string & { readonly brand: "Lei" };
