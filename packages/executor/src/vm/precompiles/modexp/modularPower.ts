/** Exponents up to this many bytes go bit by bit: a table of 16 powers would cost more than it saves. */
const SHORT = 8;

/**
 * base^exponent mod modulus, from the most significant digit down: four squarings and at most one product a digit.
 * @param base Below the modulus.
 * @param exponent Big-endian bytes; they are read in place, because shifting a long integer is quadratic.
 * @param modulus At least 1.
 */
export function modularPower(base: bigint, exponent: Uint8Array, modulus: bigint): bigint {
  const start = exponent.findIndex((byte) => byte !== 0);
  if (start < 0) return 1n % modulus;
  const digits = exponent.subarray(start);
  return digits.length <= SHORT ? byBits(base, digits, modulus) : byNibbles(base, digits, modulus);
}

function byBits(base: bigint, exponent: Uint8Array, modulus: bigint): bigint {
  let result = 1n % modulus;
  for (const byte of exponent) {
    for (let bit = 7; bit >= 0; bit--) {
      if (result !== 1n) result = (result * result) % modulus;
      if ((byte >> bit) & 1) result = (result * base) % modulus;
    }
  }
  return result;
}

function byNibbles(base: bigint, exponent: Uint8Array, modulus: bigint): bigint {
  const powers = [1n % modulus];
  for (let power = 1n; powers.length < 16; powers.push(power)) power = (power * base) % modulus;
  let result = 1n % modulus;
  const append = (digit: number): void => {
    for (let bit = 0; bit < 4; bit++) result = (result * result) % modulus;
    if (digit !== 0) result = (result * (powers[digit] ?? 0n)) % modulus;
  };
  for (const byte of exponent) {
    append(byte >> 4);
    append(byte & 15);
  }
  return result;
}
