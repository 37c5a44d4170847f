import { closeSync, fsyncSync, openSync } from "node:fs";

/** Makes the names in a directory survive a loss of power. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
