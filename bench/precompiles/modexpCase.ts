import type { PrecompileCase } from "./PrecompileCase.js";

/** Base and modulus of `size` bytes and an exponent of `exponent` bytes, all of their bits set but the modulus's last. */
export function modexpCase({ size, exponent }: { size: number; exponent: number }): PrecompileCase {
  const length = (value: number): Uint8Array => {
    const word = new Uint8Array(32);
    new DataView(word.buffer).setUint32(28, value);
    return word;
  };
  const modulus = new Uint8Array(size).fill(0xfe);
  modulus[size - 1] = 0xfd;
  return {
    name: `0x05 modexp, ${size} bytes to ${exponent}`,
    address: 5,
    input: Uint8Array.from(
      Buffer.concat([
        ...[length(size), length(exponent), length(size)],
        ...[new Uint8Array(size).fill(0xfb), new Uint8Array(exponent).fill(0xff), modulus],
      ]),
    ),
  };
}
