import { open } from "node:fs/promises";

/** Has the disk know the names in a folder: a file that is written may have none after a crash otherwise. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
