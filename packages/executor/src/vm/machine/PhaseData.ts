import type { CompactHead, Hex } from "@muniment/protocol";
import type { Frame } from "./Frame.js";
import type { Pages } from "./Pages.js";
import type { View } from "./View.js";

/** How a frame ended. */
export const frameStatus = { returned: 0, reverted: 1, halted: 2 } as const;
export type FrameStatus = (typeof frameStatus)[keyof typeof frameStatus];

/** The phase of a machine and what it needs besides: the words a to d (spec/dispute.md, DISPUTE-33, DISPUTE-39). */
export type PhaseData =
  | { readonly phase: "begin" | "item" | "launch" | "run" | "done" }
  | {
      readonly phase: "open";
      /** Bytes of the data up to which they are seen to be there. */
      readonly seen: number;
    }
  | {
      readonly phase: "read";
      /** Next byte of the data. */
      readonly at: number;
      /** Where the transaction's bytes end; 0 before its size is read. */
      readonly end: number;
      /** Its bytes so far; undefined when they are too many to be kept. */
      readonly entry: Pages | undefined;
    }
  | {
      readonly phase: "build";
      readonly entry: Pages;
      /** Next byte of the entry; 0 before its head is read. */
      readonly at: number;
      /** Undefined before it is read. */
      readonly head: CompactHead | undefined;
      /** The head's page, and the transaction's data so far. */
      readonly content: Pages;
    }
  | { readonly phase: "start"; readonly raw: Pages; readonly isDeposit: boolean }
  | {
      readonly phase: "access";
      /** Where in the raw bytes the next entry lies, and how many are left. */
      readonly at: number;
      readonly left: number;
      /** The address whose keys are being read, and where they end. */
      readonly address: Hex | undefined;
      readonly end: number;
    }
  | { readonly phase: "authorize"; readonly at: number; readonly left: number }
  | {
      readonly phase: "call";
      /** The callee as far as its caller says, gas that is wanted included. */
      readonly draft: Frame;
      /** The account called; CREATE2's salt. */
      readonly operand: bigint;
      readonly opcode: number;
    }
  | {
      readonly phase: "enter";
      /** Of the code to run; undefined when it is init code, in the view. */
      readonly codeHash: Hex | undefined;
      readonly initCode: View;
      /** Of init code that the frame has a part of: bytes behind it that are data of a PUSH; otherwise 0. */
      readonly hidden: number;
    }
  | { readonly phase: "precompile"; readonly number: number }
  | { readonly phase: "leave"; readonly status: FrameStatus; readonly output: View }
  | {
      readonly phase: "deliver";
      /** Bytes that are copied, of how many, and where in memory they begin. */
      readonly copied: number;
      readonly to: number;
      readonly size: number;
    }
  | { readonly phase: "settle"; readonly status: FrameStatus; readonly gasLeft: bigint }
  | {
      readonly phase: "clear";
      readonly status: FrameStatus;
      readonly gasUsed: bigint;
      /** Destroyed accounts left: a list. */
      readonly accounts: Hex;
      /** Slots left of the last of them: a list, zeroHash before it is known. */
      readonly slots: Hex;
    }
  | { readonly phase: "record"; readonly status: FrameStatus; readonly gasUsed: bigint }
  | {
      readonly phase: "seal";
      /** The receipt accumulator before those that were taken. */
      readonly accumulator: Hex;
      /** Transactions and receipts that are left: with an odd number the last one's receipt comes next. */
      readonly left: number;
    }
  | { readonly phase: "close" };
