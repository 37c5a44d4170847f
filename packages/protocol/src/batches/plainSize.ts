import { isRunPiece } from "./pieceKinds.js";
import type { DataPiece } from "./DataPiece.js";

/**
 * Bytes that a piece of data takes when no entry of the dictionary stands for it, at least: those that are carried as
 * they are share their first byte with their neighbours, and are parted from them when an entry stands between.
 */
export function plainSize(pieces: readonly DataPiece[], place: number): number {
  const piece = pieces[place];
  if (piece === undefined) return 0;
  if (!isRunPiece(piece)) return piece.size + 1;
  const neighbours = [pieces[place - 1], pieces[place + 1]];
  const sharing = neighbours.filter((neighbour) => neighbour !== undefined && isRunPiece(neighbour)).length;
  return piece.end - piece.start + 1 - sharing;
}
