import * as layout from "../../../../../packages/executor/src/vm/runtime/layout.js";
import { type RuntimeModule, writeWord } from "./module.js";

/** What a program runs with. */
export interface FrameInput {
  readonly code: Uint8Array;
  readonly gas: bigint;
  readonly data?: Uint8Array;
  readonly isStatic?: boolean;
  /** The entry of the account that the frame acts on; programs that touch no state need none. */
  readonly account?: number;
}

/** How a program ended. A halt leaves no gas and no output. */
export interface FrameOutcome {
  readonly status: "returned" | "reverted" | "halted";
  readonly gas: bigint;
  readonly output: string;
}

export const CALLER = 0xca11e4n;
export const SELF = 0x5e1fn;
export const VALUE = 0x7a1en;

/** The frame's code has no entry in the runtime's table. */
const NO_CODE = 0xffffffff;
/** Offsets into the region that the host writes its input to. */
const JUMPS = 0x100000;
const DATA = 0x200000;

const STATUSES = ["returned", "reverted", "halted"] as const;

/** Marks the code's jump destinations, one byte per byte of code. */
function jumpTable(code: Uint8Array): Uint8Array {
  const table = new Uint8Array(code.length);
  for (let at = 0; at < code.length; at++) {
    const opcode = code[at]!;
    if (opcode === 0x5b) table[at] = 1;
    if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f;
  }
  return table;
}

/** Interprets a program in a frame laid out by hand, at depth 0. */
export function runFrame({ runtime, memory, call }: RuntimeModule, input: FrameInput): FrameOutcome {
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);
  const data = input.data ?? new Uint8Array();
  const code = runtime.wasm.inputRegion() >>> 0;
  bytes.fill(0, code + input.code.length, code + input.code.length + 64);
  bytes.set(input.code, code);
  bytes.set(jumpTable(input.code), code + JUMPS);
  bytes.set(data, code + DATA);
  bytes.fill(0, layout.FRAMES, layout.FRAMES + layout.FRAME_SIZE);
  view.setBigInt64(layout.FRAMES + layout.FRAME_GAS, input.gas, true);
  const fields: readonly (readonly [number, number])[] = [
    [layout.FRAME_STACK, layout.STACKS],
    [layout.FRAME_MEMORY, layout.REGIONS],
    [layout.FRAME_CODE_BYTES, code],
    [layout.FRAME_CODE_SIZE, input.code.length],
    [layout.FRAME_JUMPS, code + JUMPS],
    [layout.FRAME_DATA, code + DATA],
    [layout.FRAME_DATA_SIZE, data.length],
    [layout.FRAME_ACCOUNT, input.account ?? 0],
    [layout.FRAME_CODE, NO_CODE],
    [layout.FRAME_STATIC, input.isStatic === true ? 1 : 0],
  ];
  for (const [offset, value] of fields) view.setUint32(layout.FRAMES + offset, value, true);
  view.setUint32(layout.RETURN_SIZE, 0, true);
  writeWord(memory, layout.FRAMES + layout.FRAME_CALLER, CALLER);
  writeWord(memory, layout.FRAMES + layout.FRAME_SELF, SELF);
  writeWord(memory, layout.FRAMES + layout.FRAME_VALUE, VALUE);
  const status = STATUSES[Number(call("interpret", layout.FRAMES))]!;
  const start = view.getUint32(layout.FRAMES + layout.FRAME_OUTPUT, true);
  const size = view.getUint32(layout.FRAMES + layout.FRAME_OUTPUT_SIZE, true);
  return {
    status,
    gas: view.getBigInt64(layout.FRAMES + layout.FRAME_GAS, true),
    output: size === 0 ? "" : Buffer.from(memory.buffer, start, size).toString("hex"),
  };
}
