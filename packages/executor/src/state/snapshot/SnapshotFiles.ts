import { closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { ProtocolError } from "@muniment/protocol";
import { recordSizes } from "./changeRecords.js";
import type { SnapshotEntry, SnapshotName } from "./Manifest.js";
import { regionEntries, TableFile } from "./TableFile.js";

/** The files of one snapshot: two tables and the checksums of their regions. */
export class SnapshotFiles {
  readonly accounts: TableFile;
  readonly slots: TableFile;
  readonly #sumsPath: string;

  private constructor(
    directory: string,
    name: SnapshotName,
    content: { accounts: number; slots: number; sums: Uint32Array; flags: "r" | "r+" | "w+" },
  ) {
    const { accounts, slots, sums, flags } = content;
    const path = (what: string): string => join(directory, `snapshot-${name}.${what}`);
    const cut = Math.ceil(accounts / regionEntries);
    this.#sumsPath = path("sums");
    this.accounts = new TableFile(
      path("accounts"),
      { recordSize: recordSizes.account, entries: accounts, sums: sums.subarray(0, cut) },
      flags,
    );
    this.slots = new TableFile(
      path("slots"),
      { recordSize: recordSizes.slot, entries: slots, sums: sums.subarray(cut) },
      flags,
    );
  }

  /** New, empty files; what lies there goes. */
  static create(directory: string, name: SnapshotName): SnapshotFiles {
    const sums = new Uint32Array(0);
    return new SnapshotFiles(directory, name, { accounts: 0, slots: 0, sums, flags: "w+" });
  }

  /** The files of a whole snapshot. @throws SNAPSHOT_CORRUPT */
  static open(directory: string, entry: SnapshotEntry, flags: "r" | "r+"): SnapshotFiles {
    const file = `snapshot-${entry.name}.sums`;
    try {
      const bytes = Uint8Array.from(readFileSync(join(directory, file)));
      const regions = Math.ceil(entry.accounts / regionEntries) + Math.ceil(entry.slots / regionEntries);
      if (bytes.length !== 4 * regions || crc32(bytes) !== entry.checksum) {
        throw new ProtocolError("SNAPSHOT_CORRUPT", { file, problem: "it has another checksum" });
      }
      const { accounts, slots, name } = entry;
      return new SnapshotFiles(directory, name, {
        accounts,
        slots,
        sums: new Uint32Array(bytes.buffer),
        flags,
      });
    } catch (cause) {
      if (cause instanceof ProtocolError) throw cause;
      const problem = cause instanceof Error ? cause.message : String(cause);
      throw new ProtocolError("SNAPSHOT_CORRUPT", { file, problem }, { cause });
    }
  }

  /** Makes everything safe on disk. @returns CRC-32 of the file of checksums. */
  finish(): number {
    this.accounts.sync();
    this.slots.sync();
    const sums = new Uint32Array([...this.accounts.sums, ...this.slots.sums]);
    const bytes = new Uint8Array(sums.buffer);
    const fd = openSync(this.#sumsPath, "w");
    try {
      writeFileSync(fd, bytes);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    return crc32(bytes);
  }

  close(): void {
    this.accounts.close();
    this.slots.close();
  }
}
