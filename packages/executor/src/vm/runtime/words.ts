import type { Hex } from "@muniment/protocol";

const limbs = [0, 8, 16, 24] as const;

/** Writes a 256-bit value as four little-endian limbs. */
export function writeWord(view: DataView, at: number, value: bigint): void {
  for (const limb of limbs)
    view.setBigUint64(at + limb, (value >> BigInt(limb * 8)) & 0xffffffffffffffffn, true);
}

export function readWord(view: DataView, at: number): bigint {
  return limbs.reduce((sum, limb) => sum | (view.getBigUint64(at + limb, true) << BigInt(limb * 8)), 0n);
}

/** The address in the limbs (u64, u64, u32) at `at`. */
export function readAddress(view: DataView, at: number): Hex {
  const value =
    view.getBigUint64(at, true) |
    (view.getBigUint64(at + 8, true) << 64n) |
    (BigInt(view.getUint32(at + 16, true)) << 128n);
  return `0x${value.toString(16).padStart(40, "0")}`;
}
