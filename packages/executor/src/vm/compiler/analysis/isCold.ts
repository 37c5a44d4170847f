import type { DecodedCode } from "./decodeInstructions.js";

const opcode = {
  jump: 0x56,
  jumpIf: 0x57,
  revert: 0xfd,
  invalid: 0xfe,
  stop: 0x00,
  return: 0xf3,
  selfDestruct: 0xff,
};
/** How far to look. */
const INSTRUCTIONS = 80;

/** Whether the code from a position on surely reverts or halts: what a failed check runs into, seldom taken. */
export function isCold(code: DecodedCode, position: number): boolean {
  const known = code.cold.get(position);
  if (known !== undefined) return known;
  const found = endsCold(code, position);
  code.cold.set(position, found);
  return found;
}

function endsCold(code: DecodedCode, position: number): boolean {
  let at = position;
  for (let count = 0; count < INSTRUCTIONS; count++) {
    const instruction = code.at(at);
    const { opcode: current, operation } = instruction;
    if (operation === undefined || current === opcode.revert || current === opcode.invalid) return true;
    if (current === opcode.jumpIf || current === opcode.stop) return false;
    if (current === opcode.return || current === opcode.selfDestruct || current === opcode.jump) return false;
    const following = code.at(instruction.next);
    const isJump = following.opcode === opcode.jump && current >= 0x5f && current <= 0x7f;
    if (isJump && !code.jumpDestinations.has(Number(instruction.constant))) return true;
    at = isJump ? Number(instruction.constant) : instruction.next;
  }
  return false;
}
