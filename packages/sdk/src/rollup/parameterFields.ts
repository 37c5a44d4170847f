import { z } from "zod";

/** Name of an account of the parameters. */
export const name = z.string().min(1);
/** Names of accounts, at least one. */
export const names = z.array(name).min(1);
/** Seconds, as L1 keeps them. */
export const seconds = z
  .number()
  .int()
  .nonnegative()
  .max(2 ** 40 - 1);
/** wei, in digits. */
export const wei = z.string().regex(/^\d+$/, "wei, in digits");
/** The greatest number of 32 bits. */
export const uint32 = 2 ** 32 - 1;
