import { fieldModulus } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { z } from "zod";

/** A word below a bound, in the one spelling it has: 0x and 64 lower-case digits. */
const below = (bound: bigint, problem: string) =>
  z
    .string()
    .regex(/^0x[0-9a-f]{64}$/, "not 0x and 64 lower-case hexadecimal digits")
    .transform((text) => BigInt(text))
    .refine((value) => value < bound, problem);

/** What the settlement lane's documents are made of; each value has one spelling, so that equal ones hash alike. */
export const documentShapes = {
  element: below(fieldModulus, "not below the field's modulus"),
  /** 256 bits. */
  word: below(1n << 256n, "not a word"),
  amount: below(1n << 128n, "not below 2^128"),
  asset: below(1n << 32n, "not below 2^32"),
  /** Unix seconds, or another number of 64 bits. */
  count: below(1n << 64n, "not below 2^64"),
  /** 32 bytes that are no number. */
  hash: z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]),
} as const;

/** A number as documents write it. */
export const wordText = (value: bigint): Hex => `0x${value.toString(16).padStart(64, "0")}`;
