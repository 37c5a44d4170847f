import type { Hex, Word } from "@muniment/protocol";
import type { PersistentTree } from "../../state/tree/PersistentTree.js";
import type { AccountFields } from "./AccountFields.js";
import type { RecordedReceipt } from "./MachineStore.js";
import type { Pages } from "./Pages.js";

/** Which tree of the machine: words 2, 3 and 4 of its state. */
export type TreeName = "state" | "origin" | "scratch";

/** Which pages a step read or wrote. */
export type PagesName =
  "memory" | "code" | "callData" | "returnData" | "output" | "raw" | "entry" | "data" | "logs";

/**
 * Something that a step needed, in the order in which it needed it; all that it holds never changes, so that proofs and
 * bytes can be taken from it later.
 */
export type StepEvent =
  /** A key of a tree was read: `tree.prove(key)` shows it. */
  | { readonly kind: "read"; readonly name: TreeName; readonly tree: PersistentTree; readonly key: Hex }
  /** A key was given a value hash: `tree` is the tree before, `tree.prove(key, true)` shows what follows. */
  | {
      readonly kind: "write";
      readonly name: TreeName;
      readonly tree: PersistentTree;
      readonly key: Hex;
      readonly valueHash: Hex;
    }
  /** What the value hash of an account stands for. */
  | { readonly kind: "account"; readonly address: Hex; readonly account: AccountFields }
  /** A code whole, by its hash. */
  | { readonly kind: "code"; readonly hash: Hex; readonly code: Uint8Array }
  /** Bytes of pages were read, or written: `pages` are those before. */
  | {
      readonly kind: "pages";
      readonly name: PagesName;
      readonly pages: Pages;
      readonly offset: number;
      readonly size: number;
      readonly isWrite: boolean;
    }
  /** The code that runs was read: an instruction, what is behind a PUSH, a jump's destination. */
  | { readonly kind: "instruction"; readonly offset: number; readonly size: number }
  /** So many words of the running frame's stack were read, from the top. */
  | { readonly kind: "stack"; readonly depth: number }
  /** The last word of a list. */
  | { readonly kind: "list"; readonly before: Hex; readonly word: Word }
  /** Bytes of the batch's data, as blobs or calldata hold them. */
  | { readonly kind: "data"; readonly offset: number; readonly size: number }
  /** An item of the queue, by its place behind the parent's cursor. */
  | { readonly kind: "item"; readonly index: number }
  /** The last transaction and receipt of an accumulator; `block` lists them and all behind them in the block. */
  | {
      readonly kind: "receipt";
      readonly index: number;
      readonly recorded: RecordedReceipt;
      readonly block: () => readonly RecordedReceipt[];
    };

/** Told of what a step needs. */
export interface StepRecorder {
  note(event: StepEvent): void;
}
