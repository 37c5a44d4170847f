import { rename, rm } from "node:fs/promises";
import { throughDraft } from "./throughDraft.js";

/**
 * Writes a file whole or not at all, also when the machine stops meanwhile: to a draft beside it, then renamed over it.
 * @param mode Who reads and writes it; everybody whom the process's mask lets unless told.
 * @throws What the file system says; then the file is as it was
 * @example await writeWhole("roster.json", text, 0o600);
 */
export async function writeWhole(path: string, text: string, mode = 0o666): Promise<void> {
  const draft = `${path}.new`;
  // One that a crash left behind may be for other eyes.
  await rm(draft, { force: true });
  await throughDraft(path, { draft, text, mode }, rename);
}
