import { dirname } from "node:path";
import { syncFolder } from "./syncFolder.js";
import { writeFresh } from "./writeFresh.js";

/**
 * Makes a file whole or not at all, and never in place of another.
 * @param mode Who reads and writes it; everybody whom the process's mask lets unless told.
 * @throws What the file system says: EEXIST when there is one
 * @example await createWhole("offer.json", text, 0o600);
 */
export async function createWhole(path: string, text: string, mode = 0o666): Promise<void> {
  await writeFresh(path, text, mode);
  await syncFolder(dirname(path));
}
