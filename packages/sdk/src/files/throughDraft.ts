import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { syncFolder } from "./syncFolder.js";
import { writeFresh } from "./writeFresh.js";

/** What becomes a file. */
export interface FileDraft {
  /** A file beside it that is not there. */
  readonly draft: string;
  readonly text: string;
  /** Who reads and writes it; the process's mask narrows it. */
  readonly mode: number;
}

/**
 * Writes a file to a draft beside it, and then puts that in its place; what fails leaves no draft behind.
 * @param place `rename`, or `link`, which takes no other file's place.
 * @throws What the file system says
 */
export async function throughDraft(
  path: string,
  { draft, text, mode }: FileDraft,
  place: (draft: string, path: string) => Promise<void>,
): Promise<void> {
  await writeFresh(draft, text, mode);
  try {
    await place(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
  await syncFolder(dirname(path));
}
