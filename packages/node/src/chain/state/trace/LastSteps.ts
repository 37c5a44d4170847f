import { operationOf } from "@muniment/executor";
import type { FrameReader } from "@muniment/executor";

interface Step {
  opcode: number;
  top: number;
  gas: bigint;
}

const stackLimit = 1024;
const opcodes = { call: 0xf1, jump: 0x56, jumpIf: 0x57, returnDataCopy: 0x3e, invalid: 0xfe } as const;
const writing = new Set([0x55, 0x5d, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xf0, 0xf5, 0xff]);

/** The last instruction of each frame that is open, and what it says of the frame's halt, in geth's words. */
export class LastSteps {
  readonly #frames: FrameReader;
  /** By depth. */
  readonly #steps: Step[] = [];

  constructor(frames: FrameReader) {
    this.#frames = frames;
  }

  note(frame: number, opcode: number, top: number, gas: bigint): void {
    const depth = this.#frames.depth(frame);
    const step = this.#steps[depth];
    if (step === undefined) this.#steps[depth] = { opcode, top, gas };
    else {
      step.opcode = opcode;
      step.top = top;
      step.gas = gas;
    }
  }

  /** The opcode of a frame's last instruction. */
  opcode(frame: number): number | undefined {
    return this.#steps[this.#frames.depth(frame)]?.opcode;
  }

  /** Why the frame halted. */
  reason(frame: number): string {
    const step = this.#steps[this.#frames.depth(frame)];
    if (step === undefined) return "out of gas";
    const { opcode, top, gas } = step;
    const operation = operationOf(opcode, "osaka");
    if (opcode === opcodes.invalid) return "invalid opcode: INVALID";
    if (operation === undefined) return `invalid opcode: opcode 0x${opcode.toString(16)} not defined`;
    const height = this.#frames.height(frame, top);
    if (height < operation.pops) return `stack underflow (${height} <=> ${operation.pops})`;
    const most = stackLimit - operation.pushes + operation.pops;
    if (height > most) return `stack limit reached ${stackLimit} (${height})`;
    if (gas < BigInt(operation.gas)) return "out of gas";
    return this.#reasonOfOperands(frame, step);
  }

  #reasonOfOperands(frame: number, { opcode, top }: Step): string {
    const frames = this.#frames;
    if (opcode === opcodes.jump || opcode === opcodes.jumpIf) return "invalid jump destination";
    const writes = writing.has(opcode) || (opcode === opcodes.call && frames.word(top, 2) !== 0n);
    if (frames.isStatic(frame) && writes) return "write protection";
    const isBeyond = frames.word(top, 1) + frames.word(top, 2) > BigInt(frames.returnData().length);
    if (opcode === opcodes.returnDataCopy && isBeyond) return "return data out of bounds";
    return "out of gas";
  }
}
