import { fromHex, type Hex, ProtocolError } from "@muniment/protocol";
import { readLog } from "./log/readLog.js";
import { segmentsOf } from "./log/segments.js";
import { changeRecords } from "./snapshot/changeRecords.js";
import type { Manifest, SnapshotEntry } from "./snapshot/Manifest.js";
import { readCodes } from "./snapshot/readCodes.js";
import { readManifest } from "./snapshot/manifestFile.js";
import { SnapshotFiles } from "./snapshot/SnapshotFiles.js";
import type { StateSink } from "./StateSink.js";

/** Bytes of records given at once. */
const pieceSize = 4 * 1024 * 1024;

/** What was loaded. */
export interface LoadReport {
  /** The snapshot that was loaded; absent when the log alone was. */
  readonly snapshot?: { readonly name: string; readonly block: bigint };
  /** Snapshots that were damaged and passed over, with what was wrong. */
  readonly damaged: readonly string[];
  /** Blocks of the log that came after it. */
  readonly blocks: number;
  /** The last block: RLP of its header, the root, the number. */
  readonly header: Uint8Array;
  readonly stateRoot: Hex;
  readonly last: bigint;
}

/**
 * Loads the stored state after a block: the newest snapshot that is whole, then the log's blocks behind it.
 * @param last The log's last block, after it was opened.
 * @param begin Makes an empty sink; called again when a snapshot turns out to be damaged.
 * @throws STATE_ROOT_MISMATCH when the sink's root is not the recorded one, after the snapshot and at the end;
 * SNAPSHOT_CORRUPT, LOG_CORRUPT, LOG_BLOCKS_MISSING, and what the sink throws.
 */
export function loadState<Sink extends StateSink>(
  directory: string,
  last: bigint,
  begin: () => Sink,
): { sink: Sink; report: LoadReport } {
  const manifest = readManifest(directory);
  const damaged: string[] = [];
  for (const snapshot of manifest.snapshots) {
    const sink = begin();
    try {
      loadSnapshot(directory, { manifest, snapshot }, sink);
    } catch (error) {
      if (!(error instanceof ProtocolError) || error.code !== "SNAPSHOT_CORRUPT") throw error;
      damaged.push(error.message);
      continue;
    }
    checkRoot(sink, BigInt(snapshot.block), snapshot.stateRoot);
    return { sink, report: { ...replay(directory, last, { sink, snapshot }), damaged } };
  }
  const sink = begin();
  const first = segmentsOf(directory)[0]?.first ?? 0n;
  if (first !== 0n) {
    const problem = damaged.join(" ") || "there is none, and the log begins later";
    if (damaged.length === 0) throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: 0n, actual: first });
    throw new ProtocolError("SNAPSHOT_CORRUPT", { file: "snapshot.json", problem });
  }
  return { sink, report: { ...replay(directory, last, { sink }), damaged } };
}

/** Gives a snapshot's records to a sink: codes, accounts, slots. */
function loadSnapshot(
  directory: string,
  { manifest, snapshot }: { manifest: Manifest; snapshot: SnapshotEntry },
  sink: StateSink,
): void {
  const files = SnapshotFiles.open(directory, snapshot, "r");
  try {
    for (const part of [
      wholeRecords(readCodes(directory, manifest.codes)),
      files.accounts.read(),
      files.slots.read(),
    ]) {
      loadPieces(sink, part);
    }
  } finally {
    files.close();
  }
}

function* wholeRecords(bytes: Uint8Array): Generator<Uint8Array> {
  for (const { bytes: record } of changeRecords(bytes)) yield record;
}

/** Gathers records into larger pieces: each call into a sink costs. */
function loadPieces(sink: StateSink, parts: Iterable<Uint8Array>): void {
  const piece = new Uint8Array(pieceSize);
  let size = 0;
  for (const part of parts) {
    if (size + part.length > pieceSize && size > 0) {
      sink.load(piece.subarray(0, size));
      size = 0;
    }
    if (part.length > pieceSize) sink.load(part);
    else {
      piece.set(part, size);
      size += part.length;
    }
  }
  if (size > 0) sink.load(piece.subarray(0, size));
}

function replay(
  directory: string,
  last: bigint,
  { sink, snapshot }: { sink: StateSink; snapshot?: SnapshotEntry },
): Omit<LoadReport, "damaged"> {
  let { header, stateRoot } =
    snapshot === undefined
      ? { header: new Uint8Array(), stateRoot: undefined }
      : { header: fromHex(snapshot.header), stateRoot: snapshot.stateRoot };
  const from = snapshot === undefined ? 0n : BigInt(snapshot.block) + 1n;
  if (last < from - 1n) throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: from - 1n, actual: last });
  const previous = snapshot === undefined ? undefined : fromHex(snapshot.entryHash);
  let blocks = 0;
  for (const { entry, previous: linked } of readLog(directory, from, last)) {
    if (blocks === 0 && previous !== undefined && Buffer.compare(previous, linked) !== 0) {
      const problem = "the block after the snapshot is not linked to it";
      throw new ProtocolError("SNAPSHOT_CORRUPT", { file: `snapshot-${String(snapshot?.name)}`, problem });
    }
    sink.load(entry.changes);
    ({ header, stateRoot } = entry);
    blocks++;
  }
  if (stateRoot === undefined) throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: 0n, actual: last });
  if (blocks > 0) checkRoot(sink, last, stateRoot);
  return {
    ...(snapshot === undefined ? {} : { snapshot: { name: snapshot.name, block: BigInt(snapshot.block) } }),
    ...{ blocks, header: header.slice(), stateRoot, last },
  };
}

function checkRoot(sink: StateSink, block: bigint, expected: Hex): void {
  const actual = sink.root?.();
  if (actual === undefined || actual === expected) return;
  throw new ProtocolError("STATE_ROOT_MISMATCH", { block, expected, actual });
}
