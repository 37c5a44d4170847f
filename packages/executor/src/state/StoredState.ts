import { fromHex, type Hex, ProtocolError } from "@muniment/protocol";
import { readLog } from "./log/readLog.js";
import { segmentsOf } from "./log/segments.js";
import { changeRecords } from "./snapshot/changeRecords.js";
import type { Manifest, SnapshotEntry } from "./snapshot/Manifest.js";
import { readCodes } from "./snapshot/readCodes.js";
import { readManifest } from "./snapshot/manifestFile.js";
import { SnapshotFiles } from "./snapshot/SnapshotFiles.js";

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

/** A step of loading: records to take in, good until the next step, or the root that the state must have by now. */
export type LoadStep = { readonly changes: Uint8Array } | { readonly block: bigint; readonly stateRoot: Hex };

/** Loading step by step; what it returns is what was loaded. */
export type Loading = Generator<LoadStep, LoadReport, void>;

/**
 * The stored state after a block, read in pieces: the newest snapshot that is whole, then the log's blocks behind it. Who
 * takes the pieces in begins anew when a snapshot turns out to be damaged.
 */
export class StoredState {
  readonly #directory: string;
  readonly #last: bigint;
  readonly #manifest: Manifest;
  readonly #damaged: string[] = [];
  /** Snapshots that were passed over. */
  #passed = 0;
  #isInSnapshot = false;

  /**
   * @param last The block whose state is wanted: the log's last, after it was opened.
   * @param isEarlier Whether it may be an earlier one, so that snapshots of later blocks are passed over.
   * @throws SNAPSHOT_CORRUPT
   */
  constructor(directory: string, last: bigint, isEarlier = false) {
    this.#directory = directory;
    this.#last = last;
    this.#manifest = readManifest(directory);
    // The newest first: one of a later block does not lead to the state that is wanted.
    while (isEarlier && BigInt(this.#manifest.snapshots[this.#passed]?.block ?? last) > last) this.#passed++;
  }

  /**
   * Loading from the best snapshot that was not passed over.
   * @throws at once or from its steps: SNAPSHOT_CORRUPT, LOG_CORRUPT, LOG_BLOCKS_MISSING
   */
  load(): Loading {
    const snapshot = this.#manifest.snapshots[this.#passed];
    if (snapshot === undefined) this.#requireWholeLog();
    return this.#steps(snapshot);
  }

  /** Whether an error that ended loading only says that the snapshot is damaged; then the next `load` takes another. */
  passOver(error: unknown): boolean {
    if (!this.#isInSnapshot || !(error instanceof ProtocolError) || error.code !== "SNAPSHOT_CORRUPT")
      return false;
    this.#damaged.push(error.message);
    this.#passed++;
    return true;
  }

  #requireWholeLog(): void {
    const first = segmentsOf(this.#directory)[0]?.first ?? 0n;
    if (first === 0n) return;
    if (this.#damaged.length === 0)
      throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: 0n, actual: first });
    throw new ProtocolError("SNAPSHOT_CORRUPT", {
      file: "snapshot.json",
      problem: this.#damaged.join(" "),
    });
  }

  *#steps(snapshot: SnapshotEntry | undefined): Loading {
    if (snapshot !== undefined) {
      this.#isInSnapshot = true;
      yield* this.#snapshotSteps(snapshot);
      this.#isInSnapshot = false;
      yield { block: BigInt(snapshot.block), stateRoot: snapshot.stateRoot };
    }
    return yield* this.#logSteps(snapshot);
  }

  /** A snapshot's records: codes, accounts, slots. */
  *#snapshotSteps(snapshot: SnapshotEntry): Generator<LoadStep, void, void> {
    const files = SnapshotFiles.open(this.#directory, snapshot, "r");
    try {
      yield* pieces(wholeRecords(readCodes(this.#directory, this.#manifest.codes)));
      yield* pieces(files.accounts.read());
      yield* pieces(files.slots.read());
    } finally {
      files.close();
    }
  }

  /** The blocks behind the snapshot. */
  *#logSteps(snapshot: SnapshotEntry | undefined): Loading {
    const last = this.#last;
    let { header, stateRoot } =
      snapshot === undefined
        ? { header: new Uint8Array(), stateRoot: undefined }
        : { header: fromHex(snapshot.header), stateRoot: snapshot.stateRoot };
    const from = snapshot === undefined ? 0n : BigInt(snapshot.block) + 1n;
    if (last < from - 1n)
      throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: from - 1n, actual: last });
    const previous = snapshot === undefined ? undefined : fromHex(snapshot.entryHash);
    let blocks = 0;
    for (const { entry, previous: linked } of readLog(this.#directory, from, last)) {
      if (blocks === 0 && previous !== undefined && Buffer.compare(previous, linked) !== 0) {
        const problem = "the block after the snapshot is not linked to it";
        throw new ProtocolError("SNAPSHOT_CORRUPT", { file: `snapshot-${String(snapshot?.name)}`, problem });
      }
      if (entry.changes.length <= pieceSize) yield { changes: entry.changes };
      else yield* pieces(wholeRecords(entry.changes));
      ({ header, stateRoot } = entry);
      blocks++;
    }
    if (stateRoot === undefined)
      throw new ProtocolError("LOG_BLOCKS_MISSING", { expected: 0n, actual: last });
    if (blocks > 0) yield { block: last, stateRoot };
    return {
      ...(snapshot === undefined ? {} : { snapshot: { name: snapshot.name, block: BigInt(snapshot.block) } }),
      ...{ damaged: this.#damaged, blocks, header: header.slice(), stateRoot, last },
    };
  }
}

function* wholeRecords(bytes: Uint8Array): Generator<Uint8Array> {
  for (const { bytes: record } of changeRecords(bytes)) yield record;
}

/** Gathers records into larger pieces: each call into a sink costs. */
function* pieces(parts: Iterable<Uint8Array>): Generator<LoadStep, void, void> {
  const piece = new Uint8Array(pieceSize);
  let size = 0;
  for (const part of parts) {
    if (size + part.length > pieceSize && size > 0) {
      yield { changes: piece.subarray(0, size) };
      size = 0;
    }
    if (part.length > pieceSize) yield { changes: part };
    else {
      piece.set(part, size);
      size += part.length;
    }
  }
  if (size > 0) yield { changes: piece.subarray(0, size) };
}
