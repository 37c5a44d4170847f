/** Days since 1 January 1970 in the Gregorian calendar, 0 to 2,932,896 (9999-12-31). Source: BOND-1. */
export type Day = bigint & { readonly brand: "Day" };
