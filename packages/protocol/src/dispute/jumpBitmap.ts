import { pageSize } from "./pageSize.js";

const jumpDestination = 0x5b;
const firstPush = 0x60;
const lastPush = 0x7f;

/**
 * Of each byte of a code whether a jump may lead to it, in whole pages of 128 bytes: bit 7 − (i mod 8) of byte i / 8
 * (spec/dispute.md, DISPUTE-22; spec/vm.md, VM-12).
 */
export function jumpBitmap(code: Uint8Array): Uint8Array {
  const bitmap = new Uint8Array((Math.ceil(code.length / pageSize) * pageSize) / 8);
  for (let at = 0; at < code.length; at++) {
    const opcode = code[at] as number;
    if (opcode === jumpDestination) bitmap[at >> 3] = (bitmap[at >> 3] as number) | (0x80 >> (at & 7));
    else if (opcode >= firstPush && opcode <= lastPush) at += opcode - firstPush + 1;
  }
  return bitmap;
}
