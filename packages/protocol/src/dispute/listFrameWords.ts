import type { FrameWords } from "./frameHash.js";
import { viewWords } from "./ViewWords.js";
import type { Word } from "./wordsHash.js";

/** The words of a frame in their order (spec/dispute.md, DISPUTE-35). */
export function listFrameWords(frame: FrameWords): readonly Word[] {
  const { caller, kind, depth, programCounter, gas, stack, height, memory, memorySize } = frame;
  const { code, codeSize, callData, returnData, self, sender, value, outputOffset, outputSize, undo } = frame;
  return [
    ...[caller, kind, depth, programCounter, gas, stack, height, memory, memorySize, code, codeSize],
    ...viewWords(callData),
    ...viewWords(returnData),
    ...[self, sender, value, outputOffset, outputSize, undo],
  ];
}
