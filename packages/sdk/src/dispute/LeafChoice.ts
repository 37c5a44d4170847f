import { encodeBatchHeader } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import type { ShownChoice } from "./ShownChoice.js";

/** A leaf of the trace that the challenger names among those shown. */
export interface LeafChoice extends ShownChoice {
  /** Of the batch. */
  readonly header: BatchHeader;
}

/** The same as the game takes it. */
export function leafTuple({ shown, which, header }: LeafChoice) {
  return { nodes: shown, which, header: encodeBatchHeader(header) };
}
