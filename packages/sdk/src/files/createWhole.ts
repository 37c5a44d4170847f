import { randomUUID } from "node:crypto";
import { link } from "node:fs/promises";
import { throughDraft } from "./throughDraft.js";

/**
 * Makes a file whole or not at all, also when the machine stops meanwhile, and never in place of another.
 * @param mode Who reads and writes it; everybody whom the process's mask lets unless told.
 * @throws What the file system says: EEXIST when there is one
 * @example await createWhole("offer.json", text, 0o600);
 */
export async function createWhole(path: string, text: string, mode = 0o666): Promise<void> {
  // Of two that make the same file at once neither may put the other's draft there as its own.
  await throughDraft(path, { draft: `${path}.${randomUUID()}.new`, text, mode }, link);
}
