import { z } from "zod";
import { parseMoney } from "../amounts/parseMoney.js";
import { readAmounts } from "./readAmounts.js";
import { readObject } from "./readObject.js";
import { shapes } from "./shapes.js";

const schema = z
  .strictObject({
    assetClass: z.string().regex(/^[A-Z][A-Z0-9_]*$/, "it is not upper-case words joined by _"),
    name: shapes.line,
    salt: shapes.bytes32,
    issuer: z.strictObject({ name: shapes.line, lei: shapes.lei, jurisdiction: shapes.country }),
    currency: shapes.currency,
    attestedValue: shapes.decimal,
    documents: z
      .array(z.strictObject({ kind: shapes.line, file: shapes.path }))
      .min(1, "it has no document")
      .max(32, "it has more than 32 documents"),
    serials: shapes.path.nullable(),
  })
  .transform((raw, context) => {
    const files = raw.documents.map(({ file }) => file);
    const twice = files.findIndex((file, index) => files.indexOf(file) !== index);
    if (twice >= 0) {
      context.addIssue({
        code: "custom",
        path: ["documents", twice, "file"],
        message: "the file is listed twice",
      });
      return z.NEVER;
    }
    const money = readAmounts(raw, ["attestedValue"], (text) => parseMoney(text, raw.currency), context);
    return money === undefined ? z.NEVER : { ...raw, ...money };
  });

/** What an asset file says. `hash` is keccak256 of the file's canonical JSON, the `details` of a registration. */
export type AssetInput = ReturnType<typeof parseAsset>;

/**
 * Reads asset.json.
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID
 */
export function parseAsset(file: string, text: string) {
  return readObject(file, text, schema);
}
