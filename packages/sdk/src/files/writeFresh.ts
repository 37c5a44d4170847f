import { open, rm } from "node:fs/promises";

/**
 * Writes a file that is not there, on disk when this returns; what fails leaves none behind.
 * @param mode Who reads and writes it, from its first byte on; the process's mask narrows it.
 * @throws What the file system says: EEXIST when there is one
 */
export async function writeFresh(path: string, text: string, mode: number): Promise<void> {
  const handle = await open(path, "wx", mode);
  try {
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
