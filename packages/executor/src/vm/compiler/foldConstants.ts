const MODULUS = 1n << 256n;

const signed = (value: bigint): bigint => BigInt.asIntN(256, value);
const wrapped = (value: bigint): bigint => BigInt.asUintN(256, value);
const flag = (truth: boolean): bigint => (truth ? 1n : 0n);

/** What an opcode without effects makes of constants, operands in the order they are popped. */
const foldings: ReadonlyMap<number, (a: bigint, b: bigint, c: bigint) => bigint> = new Map([
  [0x01, (a, b) => a + b],
  [0x02, (a, b) => a * b],
  [0x03, (a, b) => a - b],
  [0x04, (a, b) => (b === 0n ? 0n : a / b)],
  [0x05, (a, b) => (b === 0n ? 0n : signed(a) / signed(b))],
  [0x06, (a, b) => (b === 0n ? 0n : a % b)],
  [0x07, (a, b) => (b === 0n ? 0n : signed(a) % signed(b))],
  [0x08, (a, b, n) => (n === 0n ? 0n : (a + b) % n)],
  [0x09, (a, b, n) => (n === 0n ? 0n : (a * b) % n)],
  [0x0a, (a, b) => power(a, b)],
  [0x0b, (index, value) => (index > 30n ? value : BigInt.asIntN(8 * (Number(index) + 1), value))],
  [0x10, (a, b) => flag(a < b)],
  [0x11, (a, b) => flag(a > b)],
  [0x12, (a, b) => flag(signed(a) < signed(b))],
  [0x13, (a, b) => flag(signed(a) > signed(b))],
  [0x14, (a, b) => flag(a === b)],
  [0x15, (a) => flag(a === 0n)],
  [0x16, (a, b) => a & b],
  [0x17, (a, b) => a | b],
  [0x18, (a, b) => a ^ b],
  [0x19, (a) => ~a],
  [0x1a, (index, value) => (index > 31n ? 0n : (value >> (8n * (31n - index))) & 0xffn)],
  [0x1b, (shift, value) => (shift > 255n ? 0n : value << shift)],
  [0x1c, (shift, value) => (shift > 255n ? 0n : value >> shift)],
  [0x1d, (shift, value) => signed(value) >> (shift > 255n ? 255n : shift)],
  [0x1e, (value) => BigInt(value === 0n ? 256 : 256 - value.toString(2).length)],
]);

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  let square = base;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % MODULUS;
    square = (square * square) % MODULUS;
  }
  return result;
}

/** The result of an opcode whose operands are all constants, as a number below 2^256; undefined if it has effects. */
export function foldConstants(opcode: number, operands: readonly bigint[]): bigint | undefined {
  const fold = foldings.get(opcode);
  return fold && wrapped(fold(operands[0] ?? 0n, operands[1] ?? 0n, operands[2] ?? 0n));
}
