import type { Handler } from "./Handler.js";

const bits = 256;
const modulus = 1n << 256n;

const word = (value: bigint): bigint => BigInt.asUintN(bits, value);
const signed = (value: bigint): bigint => BigInt.asIntN(bits, value);
const truth = (value: boolean): bigint => (value ? 1n : 0n);

function unary(compute: (a: bigint) => bigint): Handler {
  return (step) => {
    step.push(compute(step.pop()));
    return true;
  };
}

function binary(compute: (a: bigint, b: bigint) => bigint): Handler {
  return (step) => {
    const a = step.pop();
    step.push(compute(a, step.pop()));
    return true;
  };
}

function ternary(compute: (a: bigint, b: bigint, c: bigint) => bigint): Handler {
  return (step) => {
    const a = step.pop();
    const b = step.pop();
    step.push(compute(a, b, step.pop()));
    return true;
  };
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const digit of exponent.toString(2)) {
    result = word(result * result);
    if (digit === "1") result = word(result * base);
  }
  return result;
}

const exponentiate: Handler = (step) => {
  const base = step.pop();
  const exponent = step.pop();
  const digits = exponent === 0n ? 0 : Math.ceil(exponent.toString(16).length / 2);
  step.frame.gas -= 50n * BigInt(digits);
  step.push(power(base, exponent));
  return step.frame.gas >= 0n;
};

function signExtend(index: bigint, value: bigint): bigint {
  return index > 30n ? value : word(BigInt.asIntN(8 * (Number(index) + 1), value));
}

/** Instructions on words alone (spec/vm.md, VM-1, VM-2). */
export const arithmetic: Readonly<Record<string, Handler>> = {
  ADD: binary((a, b) => word(a + b)),
  MUL: binary((a, b) => word(a * b)),
  SUB: binary((a, b) => word(a - b)),
  DIV: binary((a, b) => (b === 0n ? 0n : a / b)),
  SDIV: binary((a, b) => (b === 0n ? 0n : word(signed(a) / signed(b)))),
  MOD: binary((a, b) => (b === 0n ? 0n : a % b)),
  SMOD: binary((a, b) => (b === 0n ? 0n : word(signed(a) % signed(b)))),
  ADDMOD: ternary((a, b, n) => (n === 0n ? 0n : (a + b) % n)),
  MULMOD: ternary((a, b, n) => (n === 0n ? 0n : (a * b) % n)),
  EXP: exponentiate,
  SIGNEXTEND: binary(signExtend),
  LT: binary((a, b) => truth(a < b)),
  GT: binary((a, b) => truth(a > b)),
  SLT: binary((a, b) => truth(signed(a) < signed(b))),
  SGT: binary((a, b) => truth(signed(a) > signed(b))),
  EQ: binary((a, b) => truth(a === b)),
  ISZERO: unary((a) => truth(a === 0n)),
  AND: binary((a, b) => a & b),
  OR: binary((a, b) => a | b),
  XOR: binary((a, b) => a ^ b),
  NOT: unary((a) => modulus - 1n - a),
  BYTE: binary((index, a) => (index > 31n ? 0n : (a >> (8n * (31n - index))) & 0xffn)),
  SHL: binary((shift, a) => (shift > 255n ? 0n : word(a << shift))),
  SHR: binary((shift, a) => (shift > 255n ? 0n : a >> shift)),
  SAR: binary((shift, a) => word(signed(a) >> (shift > 255n ? 255n : shift))),
  CLZ: unary((a) => BigInt(a === 0n ? bits : bits - a.toString(2).length)),
};
