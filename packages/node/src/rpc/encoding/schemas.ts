import { z } from "zod";
import type { Hex } from "@muniment/protocol";

const hexText = (pattern: RegExp, problem: string): z.ZodType<Hex, string> =>
  z
    .string()
    .regex(pattern, problem)
    .transform((text) => text.toLowerCase() as Hex);

const word = 1n << 256n;
const tags = ["latest", "safe", "finalized", "pending", "earliest"] as const;

/** A tag, as NODE-4 reads it. */
export type BlockTag = (typeof tags)[number];

/** The block a client names. */
export type BlockName = { readonly tag: BlockTag } | { readonly number: bigint } | { readonly hash: Hex };

const address = hexText(/^0x[0-9a-fA-F]{40}$/, "an address is 0x and 40 hexadecimal digits");
const hash = hexText(/^0x[0-9a-fA-F]{64}$/, "a hash is 0x and 64 hexadecimal digits");
const bytes = hexText(/^0x([0-9a-fA-F]{2})*$/, "bytes are 0x and two hexadecimal digits each");
/** As bytes at once: transactions come by the thousand. */
const rawBytes = z.string().transform((text, context): Uint8Array => {
  const decoded = Buffer.from(text.slice(2), "hex");
  // Whatever is no pair of digits ends what Node decodes.
  if (text.startsWith("0x") && text.length === 2 + 2 * decoded.length) return decoded;
  context.addIssue({ code: "custom", message: "bytes are 0x and two hexadecimal digits each" });
  return z.NEVER;
});
const quantity = z
  .union([
    z.string().regex(/^0x[0-9a-fA-F]{1,64}$/, "a quantity is 0x and 1 to 64 hexadecimal digits"),
    z.number().int().nonnegative(),
  ])
  .transform((value) => BigInt(value))
  .refine((value) => value < word, "a quantity has at most 256 bits");
const slotKey = z
  .string()
  .regex(/^0x[0-9a-fA-F]{1,64}$/, "a slot is 0x and 1 to 64 hexadecimal digits")
  .transform((text): Hex => `0x${text.slice(2).toLowerCase().padStart(64, "0")}`);
const blockNumber = quantity.transform((number): BlockName => ({ number }));
const block = z.union(
  [
    z.enum(tags).transform((tag): BlockName => ({ tag })),
    z
      .string()
      .regex(/^0x[0-9a-fA-F]{64}$/)
      .transform((text): BlockName => ({ hash: text.toLowerCase() as Hex })),
    blockNumber,
    z.object({ blockHash: hash }).transform(({ blockHash }): BlockName => ({ hash: blockHash })),
    z.object({ blockNumber: quantity }).transform(({ blockNumber: number }): BlockName => ({ number })),
  ],
  `a block is a quantity, ${tags.join(", ")}, or an object with blockHash or blockNumber`,
);
const latest = { tag: "latest" } as const satisfies BlockName;

/** The shapes of parameters; each is read into what the node works with. */
export const schemas = {
  address,
  hash,
  bytes,
  rawBytes,
  quantity,
  slotKey,
  block,
  /** `latest` when it is left out. */
  blockOrLatest: z.nullish(block).transform((name): BlockName => name ?? latest),
  boolean: z.nullish(z.boolean()).transform((value) => value ?? false),
  none: z.nullish(z.tuple([])).or(z.array(z.never()).max(0)),
} as const;
