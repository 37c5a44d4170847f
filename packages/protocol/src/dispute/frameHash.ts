import type { Hex } from "../bytes/Hex.js";
import { listFrameWords } from "./listFrameWords.js";
import type { ViewWords } from "./ViewWords.js";
import { wordsHash } from "./wordsHash.js";

/** The words of a frame by name (spec/dispute.md, DISPUTE-35). */
export interface FrameWords {
  /** Hash of the frame below; zeroHash for the first. */
  readonly caller: Hex;
  /** 0 call, 1 create, and 2 more in a static frame. */
  readonly kind: number;
  readonly depth: number;
  readonly programCounter: number;
  readonly gas: bigint;
  /** What the stack commits to, and how many words it has. */
  readonly stack: Hex;
  readonly height: number;
  readonly memory: Hex;
  readonly memorySize: number;
  readonly code: Hex;
  readonly codeSize: number;
  readonly callData: ViewWords;
  readonly returnData: ViewWords;
  readonly self: Hex;
  readonly sender: Hex;
  readonly value: bigint;
  readonly outputOffset: number;
  readonly outputSize: number;
  readonly undo: Hex;
}

/** What a frame commits to (spec/dispute.md, DISPUTE-35). */
export function frameHash(frame: FrameWords): Hex {
  return wordsHash(listFrameWords(frame));
}
