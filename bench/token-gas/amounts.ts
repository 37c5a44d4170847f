/** Base units each holder has at the start. */
export const HOLDING = 1_000_000_000n;

/** Base units a case moves. */
export const AMOUNT = 1_000_000n;

/** A limit no case reaches. */
export const AMPLE = 10n ** 30n;
