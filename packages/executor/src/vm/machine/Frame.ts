import { type FrameWords, frameHash, wordsHash, zeroHash } from "@muniment/protocol";
import type { Hex, Word } from "@muniment/protocol";
import type { PersistentTree } from "../../state/tree/PersistentTree.js";
import type { Bloom } from "./Bloom.js";
import type { CodePages } from "./CodePages.js";
import type { Pages } from "./Pages.js";
import { heightOf, type Stack, stackHash } from "./Stack.js";
import { type View, wordsOfView } from "./View.js";

/** What is undone when a frame fails. */
export interface Undo {
  readonly state: PersistentTree;
  readonly scratch: PersistentTree;
  readonly refund: bigint;
  readonly logs: Pages;
  readonly bloom: Bloom;
}

/** A frame (spec/dispute.md, DISPUTE-35). The one that runs is changed in place; what it holds never is. */
export interface Frame {
  readonly caller: SuspendedFrame | undefined;
  readonly isCreation: boolean;
  readonly isStatic: boolean;
  readonly depth: number;
  programCounter: number;
  gas: bigint;
  stack: Stack;
  memory: Pages;
  /** Absent until phase ENTER. */
  code: CodePages | undefined;
  readonly callData: View;
  returnData: View;
  readonly self: Hex;
  readonly sender: Hex;
  readonly value: bigint;
  readonly outputOffset: number;
  readonly outputSize: number;
  /** Absent in a draft. */
  readonly undo: Undo | undefined;
}

/** A frame that waits for its callee and does not change until then. */
export interface SuspendedFrame {
  readonly frame: Readonly<Frame>;
  hash?: Hex;
}

/** What a frame commits to. */
export function hashOfFrame(frame: Readonly<Frame>): Hex {
  return frameHash(wordsOfFrame(frame));
}

/** The words of a frame. */
export function wordsOfFrame(frame: Readonly<Frame>): FrameWords {
  const { caller, isCreation, isStatic, stack, memory, code, undo } = frame;
  return {
    ...frame,
    caller: caller === undefined ? zeroHash : hashOfSuspended(caller),
    kind: (isCreation ? 1 : 0) + (isStatic ? 2 : 0),
    stack: stackHash(stack),
    height: heightOf(stack),
    memory: memory.commitment(),
    memorySize: memory.size,
    code: code?.commitment() ?? zeroHash,
    codeSize: code?.size ?? 0,
    callData: wordsOfView(frame.callData),
    returnData: wordsOfView(frame.returnData),
    undo: undo === undefined ? zeroHash : hashOfUndo(undo),
  };
}

function hashOfSuspended(suspended: SuspendedFrame): Hex {
  const waiting: SuspendedFrame[] = [];
  // From below: the deepest stack of frames would overflow this machine's own.
  for (let at: SuspendedFrame | undefined = suspended; at && at.hash === undefined; at = at.frame.caller) {
    waiting.push(at);
  }
  for (const frame of waiting.reverse()) frame.hash = hashOfFrame(frame.frame);
  return suspended.hash as Hex;
}

/** What undoing a frame goes back to, as one word. */
export function hashOfUndo(undo: Undo): Hex {
  return wordsHash(wordsOfUndo(undo));
}

/** The six words that undoing a frame goes back to. */
export function wordsOfUndo({ state, scratch, refund, logs, bloom }: Undo): readonly Word[] {
  const refunded = BigInt.asUintN(256, refund);
  return [state.root(), scratch.root(), refunded, logs.commitment(), logs.size, bloom.hash()];
}
