import { z } from "zod";

/** A number in an answer of L1: 0x and hexadecimal digits. */
export const quantity = z
  .string()
  .regex(/^0x[0-9a-fA-F]+$/)
  .transform((text) => BigInt(text));
