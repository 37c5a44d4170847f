import { rmSync } from "node:fs";
import { ProtocolError, toHex } from "@muniment/protocol";
import { type LoggedBlock, readLog } from "../log/readLog.js";
import { segmentsOf } from "../log/segments.js";
import { syncDirectory } from "../log/syncDirectory.js";
import { changeRecords, recordKinds } from "./changeRecords.js";
import { CodesFile } from "./CodesFile.js";
import { type Manifest, type SnapshotEntry, snapshotNames } from "./Manifest.js";
import { readManifest, writeManifest } from "./manifestFile.js";
import { SnapshotFiles } from "./SnapshotFiles.js";
import type { SnapshotOptions } from "./SnapshotOptions.js";
import type { SnapshotReport } from "./SnapshotReport.js";

/** Change records held in memory before they are put into their places, bytes. */
const batchLimit = 64 * 1024 * 1024;

/**
 * Brings the older of the two snapshots up to a block (STORE-15), from the log alone, and then deletes the log's segments
 * that no snapshot needs any more. The state after a crash at any point: `openState` finds the other snapshot and the log.
 * @param through A block that is safe in the log; only one thread may take snapshots of a directory.
 * @returns undefined when the newest snapshot is of this block or a later one.
 * @throws LOG_CORRUPT, LOG_BLOCKS_MISSING, SNAPSHOT_CORRUPT
 */
export function takeSnapshot(
  directory: string,
  through: bigint,
  { keepLog = false }: SnapshotOptions = {},
): SnapshotReport | undefined {
  const before = readManifest(directory);
  const newest = before.snapshots[0];
  if (newest !== undefined && BigInt(newest.block) >= through) return undefined;
  const stale = before.snapshots[1];
  const name = stale?.name ?? snapshotNames.find((other) => other !== newest?.name) ?? "a";
  // From here on the stale one is nobody's: a crash leaves it half changed.
  const kept = { ...before, snapshots: before.snapshots.slice(0, 1) };
  if (stale !== undefined) writeManifest(directory, kept);

  const files =
    stale === undefined ? copyOf(directory, name, newest) : SnapshotFiles.open(directory, stale, "r+");
  const codes = new CodesFile(directory, before.codes);
  try {
    const base = stale ?? newest;
    const first = base === undefined ? 0n : BigInt(base.block) + 1n;
    const update = new Update(files, codes, before.codes.block);
    for (const block of readLog(directory, first, through)) update.add(block);
    update.flush();
    codes.sync();
    const checksum = files.finish();
    syncDirectory(directory);
    const snapshot = { name, ...update.last(through), ...sizesOf(files), checksum };
    const block = Math.max(before.codes.block, Number(through));
    const manifest = {
      snapshots: [snapshot, ...kept.snapshots],
      codes: { block, size: codes.size, checksum: codes.checksum },
    };
    writeManifest(directory, manifest);
    const segmentsDeleted = keepLog ? 0 : prune(directory, manifest);
    return {
      ...{ block: through, isCopied: stale === undefined && newest !== undefined },
      ...{ ...sizesOf(files), blocks: update.blocks, records: update.records, segmentsDeleted },
      bytesWritten: files.accounts.bytesWritten + files.slots.bytesWritten,
    };
  } finally {
    codes.close();
    files.close();
  }
}

/** New files with what a snapshot holds; empty ones when there is none. */
function copyOf(directory: string, name: SnapshotEntry["name"], source?: SnapshotEntry): SnapshotFiles {
  const files = SnapshotFiles.create(directory, name);
  if (source === undefined) return files;
  const from = SnapshotFiles.open(directory, source, "r");
  try {
    files.accounts.copyFrom(from.accounts);
    files.slots.copyFrom(from.slots);
  } finally {
    from.close();
  }
  return files;
}

function sizesOf({ accounts, slots }: SnapshotFiles): { accounts: number; slots: number } {
  return { accounts: accounts.entries, slots: slots.entries };
}

/** Gathers the last record of every entry over many blocks. */
class Update {
  readonly #files: SnapshotFiles;
  readonly #codes: CodesFile;
  /** Codes of blocks up to this one are in the file already. */
  readonly #codesBlock: number;
  readonly #accounts = new Map<number, Uint8Array>();
  readonly #slots = new Map<number, Uint8Array>();
  #held = 0;
  #last: LoggedBlock | undefined;
  blocks = 0;
  records = 0;

  constructor(files: SnapshotFiles, codes: CodesFile, codesBlock: number) {
    this.#files = files;
    this.#codes = codes;
    this.#codesBlock = codesBlock;
  }

  add(block: LoggedBlock): void {
    const { number, changes } = block.entry;
    for (const { kind, id, bytes } of changeRecords(changes)) {
      this.records++;
      if (kind === recordKinds.account) this.#accounts.set(id, bytes);
      else if (kind === recordKinds.slot) this.#slots.set(id, bytes);
      else if (kind === recordKinds.code && Number(number) > this.#codesBlock) this.#codes.append(bytes);
    }
    this.#last = block;
    this.blocks++;
    this.#held += changes.length;
    if (this.#held >= batchLimit) this.flush();
  }

  flush(): void {
    this.#files.accounts.put(this.#accounts);
    this.#files.slots.put(this.#slots);
    this.#accounts.clear();
    this.#slots.clear();
    this.#held = 0;
  }

  /** What the manifest says of the last block. */
  last(expected: bigint): Pick<SnapshotEntry, "block" | "header" | "stateRoot" | "entryHash"> {
    if (this.#last === undefined)
      throw new ProtocolError("LOG_BLOCKS_MISSING", { expected, actual: expected });
    const { entry, hash } = this.#last;
    const { number, header, stateRoot } = entry;
    return { block: Number(number), header: toHex(header), stateRoot, entryHash: toHex(hash) };
  }
}

/** Deletes the segments wholly before the older snapshot's block; its own stays, which the next is linked to. */
function prune(directory: string, { snapshots }: Manifest): number {
  const older = snapshots[1];
  if (older === undefined) return 0;
  const segments = segmentsOf(directory);
  const gone = segments.filter((_, index) => {
    const next = segments[index + 1];
    return next !== undefined && next.first <= BigInt(older.block);
  });
  for (const { path } of gone) rmSync(path);
  if (gone.length > 0) syncDirectory(directory);
  return gone.length;
}
