/** Country of all holders, ISO 3166-1 numeric: Hong Kong. */
export const HOME = 344;

/** A country nobody is in: the restricted one. */
export const ELSEWHERE = 408;
