import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** Runs with some calls of the file system replaced. */
export function replaceDuring(calls: Partial<typeof fs>, run: () => void): void {
  const kept: Partial<typeof fs> = {};
  for (const name of Object.keys(calls) as (keyof typeof fs)[]) Object.assign(kept, { [name]: fs[name] });
  Object.assign(fs, calls);
  syncBuiltinESMExports();
  try {
    run();
  } finally {
    Object.assign(fs, kept);
    syncBuiltinESMExports();
  }
}

/** Runs on a disk that takes so many bytes more, a part of a line too, and then says that it is full. */
export function runWithRoom(bytes: number, run: () => void): void {
  let room = bytes;
  const write = fs.writeSync;
  const writeSync = (handle: number, from: Uint8Array, offset: number): number => {
    if (room === 0) throw Object.assign(new TypeError("no space left on device"), { code: "ENOSPC" });
    const written = write(handle, from.subarray(offset, offset + room));
    room -= written;
    return written;
  };
  replaceDuring({ writeSync: writeSync as typeof fs.writeSync }, run);
}
