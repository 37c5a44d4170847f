import type { z } from "zod";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { canonicalBytes } from "../canonical/canonicalBytes.js";
import { checkShape } from "./checkShape.js";
import { readJson } from "./readJson.js";

/**
 * Reads a JSON file by a schema.
 * @returns The typed value with `hash`, keccak256 of the file's canonical JSON.
 */
export function readObject<Output>(
  file: string,
  text: string,
  schema: z.ZodType<Output>,
): Output & { readonly hash: Hex } {
  const document = readJson(file, text);
  const value = checkShape(schema, document.value, { file, lineAt: document.lineAt });
  return { ...value, hash: keccak256(canonicalBytes(document.value)) };
}
