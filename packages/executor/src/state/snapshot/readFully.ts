import { readSync } from "node:fs";

/** Reads until the bytes are full or the file ends; @returns how many bytes were read. */
export function readFully(fd: number, bytes: Uint8Array, offset: number): number {
  let done = 0;
  while (done < bytes.length) {
    const count = readSync(fd, bytes, done, bytes.length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
