import { bounds } from "@muniment/protocol";
import { type MachineState, operationOf } from "../../../../../../packages/executor/src/index.js";
import { heightOf } from "../../../../../../packages/executor/src/vm/machine/Stack.js";

/** Instructions that change the state. */
const changing = new Set([0x55, 0x5d, 0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xf0, 0xf5, 0xff]);
/** Where on the stack offset and size of a region of memory are. */
const regions: Readonly<Record<number, readonly (readonly [offset: number, size: number | undefined])[]>> = {
  0x20: [[0, 1]],
  0x37: [[0, 2]],
  0x39: [[0, 2]],
  0x3c: [[1, 3]],
  0x3e: [[0, 2]],
  0x51: [[0, undefined]],
  0x52: [[0, undefined]],
  0x53: [[0, undefined]],
  0x5e: [
    [0, 2],
    [1, 2],
  ],
  ...Object.fromEntries([0xa0, 0xa1, 0xa2, 0xa3, 0xa4].map((opcode) => [opcode, [[0, 1]]])),
  ...Object.fromEntries([0xf0, 0xf5].map((opcode) => [opcode, [[1, 2]]])),
  ...Object.fromEntries(
    [0xf1, 0xf2].map((opcode) => [
      opcode,
      [
        [3, 4],
        [5, 6],
      ],
    ]),
  ),
  ...Object.fromEntries(
    [0xf4, 0xfa].map((opcode) => [
      opcode,
      [
        [2, 3],
        [4, 5],
      ],
    ]),
  ),
  ...Object.fromEntries([0xf3, 0xfd].map((opcode) => [opcode, [[0, 1]]])),
};
/** Regions that are looked at or handed out, but not read by the instruction. */
const unbounded = new Set([0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xf5, 0xfa, 0xfd]);
const mostInitCode = 49_152n;
const stipend = 2300n;

/** Why the instruction that comes next halts its frame, given that it does: found without the machine's own code. */
export function haltOf({ frame }: Readonly<MachineState>): string {
  const opcode = frame?.code?.bytes[frame.programCounter] ?? 0;
  const operation = operationOf(opcode, "osaka");
  if (frame === undefined || operation === undefined) return "invalid opcode";
  const height = heightOf(frame.stack);
  if (height < operation.pops) return "stack underflow";
  if (height - operation.pops + operation.pushes > 1024) return "stack overflow";
  if (frame.gas < BigInt(operation.gas)) return "out of gas";
  const at = (depth: number): bigint => {
    let stack = frame.stack;
    for (; depth > 0; depth--) stack = stack?.below;
    return stack?.word ?? 0n;
  };
  if (opcode === 0x56 || opcode === 0x57) return "bad jump";
  if (frame.isStatic && (changing.has(opcode) || (opcode === 0xf1 && at(2) > 0n))) return "static violation";
  if (opcode === 0x3e && at(1) + at(2) > BigInt(frame.returnData.size)) return "return data out of bounds";
  if (opcode === 0x55 && frame.gas <= stipend) return "sstore with the stipend alone";
  for (const [offset, size] of regions[opcode] ?? []) {
    const length = size === undefined ? 1n : at(size);
    if (length === 0n) continue;
    if (!unbounded.has(opcode) && length > BigInt(bounds.region)) return "region beyond its bound";
    if (at(offset) + length > BigInt(bounds.frameMemory)) return "memory beyond its bound";
  }
  if ((opcode === 0xf0 || opcode === 0xf5) && at(2) > mostInitCode) return "init code too large";
  return "out of gas";
}
