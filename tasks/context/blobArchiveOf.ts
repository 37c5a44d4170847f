import { BeaconArchive, type BlobArchive, FirstArchive, HttpArchive } from "@muniment/derivation";

import type { Arguments } from "./Arguments.js";

/**
 * Where a task finds blobs: `--archive`, then `--beacon`; without either only batches in calldata can be read.
 * @throws ARCHIVE_ANSWER_INVALID when the beacon node is none, what fetch throws
 */
export async function blobArchiveOf(args: Arguments): Promise<BlobArchive> {
  const [archive, beacon] = [args.optional("archive"), args.optional("beacon")];
  return new FirstArchive([
    ...(archive === undefined ? [] : [new HttpArchive(archive)]),
    ...(beacon === undefined ? [] : [await BeaconArchive.open({ address: beacon })]),
  ]);
}
