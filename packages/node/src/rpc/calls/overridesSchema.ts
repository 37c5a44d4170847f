import { z } from "zod";
import { schemas } from "../encoding/schemas.js";

const { bytes, quantity, slotKey } = schemas;
const mostAccounts = 1_000;
const mostSlots = 10_000;

const slots = z
  .record(slotKeyText(), z.string().regex(/^0x[0-9a-fA-F]{64}$/, "a value is 0x and 64 hexadecimal digits"))
  .refine((found) => Object.keys(found).length <= mostSlots, `at most ${mostSlots} slots`);

/** What accounts are for the time of a call, by address. */
export const overridesSchema = z.nullish(
  z
    .record(
      z.string().regex(/^0x[0-9a-fA-F]{40}$/, "an address is 0x and 40 hexadecimal digits"),
      z.strictObject({
        balance: z.nullish(quantity),
        nonce: z.nullish(quantity.refine((nonce) => nonce < 1n << 64n, "a nonce has at most 64 bits")),
        code: z.nullish(bytes),
        stateDiff: z.nullish(slots),
      }),
    )
    .refine((found) => Object.keys(found).length <= mostAccounts, `at most ${mostAccounts} accounts`),
);

function slotKeyText(): z.ZodType<string, string> {
  return z
    .string()
    .refine((text) => slotKey.safeParse(text).success, "a slot is 0x and 1 to 64 hexadecimal digits");
}
