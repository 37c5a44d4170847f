import { closeSync, fdatasync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A write-ahead log of blocks: appended, and synchronised before a block counts as acknowledged. */
export class BlockLog {
  readonly #folder = mkdtempSync(join(tmpdir(), "muniment-bench-"));
  readonly #file = openSync(join(this.#folder, "log"), "a");
  #synced: Promise<void> = Promise.resolve();

  /** Appends a block's records. */
  append(...parts: readonly Uint8Array[]): void {
    for (const part of parts) writeSync(this.#file, part);
  }

  /** Resolves when all that was appended is on the disk. One synchronisation is under way at a time. */
  sync(): Promise<void> {
    const before = this.#synced;
    this.#synced = before.then(
      () =>
        new Promise((resolve, reject) => {
          fdatasync(this.#file, (error) => {
            if (error === null) resolve();
            else reject(error);
          });
        }),
    );
    return this.#synced;
  }

  /** Removes it. */
  close(): void {
    closeSync(this.#file);
    rmSync(this.#folder, { recursive: true });
  }
}
