import type { Hex } from "@muniment/protocol";
import { z } from "zod";

const isHex = (value: unknown, bytes?: number): boolean =>
  typeof value === "string" &&
  /^0x([0-9a-fA-F]{2})*$/.test(value) &&
  (bytes === undefined || value.length === 2 + 2 * bytes);

const sized = (bytes?: number) =>
  z
    .custom<string>(
      (value) => isHex(value, bytes),
      `not ${bytes === undefined ? "bytes" : `${String(bytes)} bytes`} in hexadecimal`,
    )
    .transform((value) => value.toLowerCase() as Hex);

/** A whole number as nodes write it: a quantity, decimal text or a JSON number. */
const count = z
  .union([
    z.string().regex(/^(0x[0-9a-fA-F]+|\d+)$/),
    z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  ])
  .transform((value) => BigInt(value));

/** What the answers of the node's own methods are made of. */
export const rpcShapes = {
  bytes: sized(),
  address: sized(20),
  hash: sized(32),
  count,
  /** A whole number that is small enough to count with. */
  small: count.refine((value) => value <= 0xffff_ffffn, "too large").transform(Number),
  level: z.enum(["SEQUENCED", "COMMITTED", "FINAL"]),
  evidence: z.array(z.enum(["ATTESTED", "SECURED", "PROVEN"])),
  /** Null where there is no attestation. */
  trust: z.enum(["trusted", "attested"]).nullable(),
} as const;
