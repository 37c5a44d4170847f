import type { Hex } from "@muniment/protocol";

/** The names of the two snapshots, which are brought up to date in turn. */
export const snapshotNames = ["a", "b"] as const;
export type SnapshotName = (typeof snapshotNames)[number];

/** A snapshot that is whole on disk. */
export interface SnapshotEntry {
  readonly name: SnapshotName;
  /** The block after which the state is as the snapshot has it. */
  readonly block: number;
  /** RLP of that block's header. */
  readonly header: Hex;
  readonly stateRoot: Hex;
  /** Hash of that block's entry in the log, to which the next one is linked. */
  readonly entryHash: Hex;
  /** Entries of the tables, unused ones included. */
  readonly accounts: number;
  readonly slots: number;
  /** CRC-32 of the file of checksums. */
  readonly checksum: number;
}

/** What `snapshot.json` says. */
export interface Manifest {
  /** The whole snapshots, the newest first; none that is being changed. */
  readonly snapshots: readonly SnapshotEntry[];
  /** The codes of all blocks up to one, shared by both snapshots. */
  readonly codes: { readonly block: number; readonly size: number; readonly checksum: number };
}

export const emptyManifest: Manifest = { snapshots: [], codes: { block: -1, size: 0, checksum: 0 } };
