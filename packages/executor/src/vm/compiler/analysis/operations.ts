import type { Fork } from "../../../rules/Fork.js";

/** What the compiler knows of an opcode before it looks at operands. */
export interface Operation {
  readonly name: string;
  readonly pops: number;
  readonly pushes: number;
  /** The constant part of its gas; the rest is charged by the runtime, or where the operation is emitted. */
  readonly gas: number;
}

const ZERO = 0;
const BASE = 2;
const VERY_LOW = 3;
const LOW = 5;
const MIDDLE = 8;
const HIGH = 10;

/** opcode, name, pops, pushes, constant gas. */
const table: readonly (readonly [number, string, number, number, number])[] = [
  [0x00, "STOP", 0, 0, ZERO],
  [0x01, "ADD", 2, 1, VERY_LOW],
  [0x02, "MUL", 2, 1, LOW],
  [0x03, "SUB", 2, 1, VERY_LOW],
  [0x04, "DIV", 2, 1, LOW],
  [0x05, "SDIV", 2, 1, LOW],
  [0x06, "MOD", 2, 1, LOW],
  [0x07, "SMOD", 2, 1, LOW],
  [0x08, "ADDMOD", 3, 1, MIDDLE],
  [0x09, "MULMOD", 3, 1, MIDDLE],
  [0x0a, "EXP", 2, 1, HIGH],
  [0x0b, "SIGNEXTEND", 2, 1, LOW],
  [0x10, "LT", 2, 1, VERY_LOW],
  [0x11, "GT", 2, 1, VERY_LOW],
  [0x12, "SLT", 2, 1, VERY_LOW],
  [0x13, "SGT", 2, 1, VERY_LOW],
  [0x14, "EQ", 2, 1, VERY_LOW],
  [0x15, "ISZERO", 1, 1, VERY_LOW],
  [0x16, "AND", 2, 1, VERY_LOW],
  [0x17, "OR", 2, 1, VERY_LOW],
  [0x18, "XOR", 2, 1, VERY_LOW],
  [0x19, "NOT", 1, 1, VERY_LOW],
  [0x1a, "BYTE", 2, 1, VERY_LOW],
  [0x1b, "SHL", 2, 1, VERY_LOW],
  [0x1c, "SHR", 2, 1, VERY_LOW],
  [0x1d, "SAR", 2, 1, VERY_LOW],
  [0x1e, "CLZ", 1, 1, LOW],
  [0x20, "KECCAK256", 2, 1, 30],
  [0x30, "ADDRESS", 0, 1, BASE],
  [0x31, "BALANCE", 1, 1, ZERO],
  [0x32, "ORIGIN", 0, 1, BASE],
  [0x33, "CALLER", 0, 1, BASE],
  [0x34, "CALLVALUE", 0, 1, BASE],
  [0x35, "CALLDATALOAD", 1, 1, VERY_LOW],
  [0x36, "CALLDATASIZE", 0, 1, BASE],
  [0x37, "CALLDATACOPY", 3, 0, VERY_LOW],
  [0x38, "CODESIZE", 0, 1, BASE],
  [0x39, "CODECOPY", 3, 0, VERY_LOW],
  [0x3a, "GASPRICE", 0, 1, BASE],
  [0x3b, "EXTCODESIZE", 1, 1, ZERO],
  [0x3c, "EXTCODECOPY", 4, 0, ZERO],
  [0x3d, "RETURNDATASIZE", 0, 1, BASE],
  [0x3e, "RETURNDATACOPY", 3, 0, VERY_LOW],
  [0x3f, "EXTCODEHASH", 1, 1, ZERO],
  [0x40, "BLOCKHASH", 1, 1, 20],
  [0x41, "COINBASE", 0, 1, BASE],
  [0x42, "TIMESTAMP", 0, 1, BASE],
  [0x43, "NUMBER", 0, 1, BASE],
  [0x44, "PREVRANDAO", 0, 1, BASE],
  [0x45, "GASLIMIT", 0, 1, BASE],
  [0x46, "CHAINID", 0, 1, BASE],
  [0x47, "SELFBALANCE", 0, 1, LOW],
  [0x48, "BASEFEE", 0, 1, BASE],
  [0x49, "BLOBHASH", 1, 1, VERY_LOW],
  [0x4a, "BLOBBASEFEE", 0, 1, BASE],
  [0x50, "POP", 1, 0, BASE],
  [0x51, "MLOAD", 1, 1, VERY_LOW],
  [0x52, "MSTORE", 2, 0, VERY_LOW],
  [0x53, "MSTORE8", 2, 0, VERY_LOW],
  [0x54, "SLOAD", 1, 1, ZERO],
  [0x55, "SSTORE", 2, 0, ZERO],
  [0x56, "JUMP", 1, 0, MIDDLE],
  [0x57, "JUMPI", 2, 0, HIGH],
  [0x58, "PC", 0, 1, BASE],
  [0x59, "MSIZE", 0, 1, BASE],
  [0x5a, "GAS", 0, 1, BASE],
  [0x5b, "JUMPDEST", 0, 0, 1],
  [0x5c, "TLOAD", 1, 1, 100],
  [0x5d, "TSTORE", 2, 0, 100],
  [0x5e, "MCOPY", 3, 0, VERY_LOW],
  [0x5f, "PUSH0", 0, 1, BASE],
  [0xf0, "CREATE", 3, 1, 32000],
  [0xf1, "CALL", 7, 1, ZERO],
  [0xf2, "CALLCODE", 7, 1, ZERO],
  [0xf3, "RETURN", 2, 0, ZERO],
  [0xf4, "DELEGATECALL", 6, 1, ZERO],
  [0xf5, "CREATE2", 4, 1, 32000],
  [0xfa, "STATICCALL", 6, 1, ZERO],
  [0xfd, "REVERT", 2, 0, ZERO],
  [0xff, "SELFDESTRUCT", 1, 0, 5000],
];

const LOG_GAS = 375;

/** Every opcode of the newest fork. An opcode that is not here halts. */
const operations: ReadonlyMap<number, Operation> = new Map([
  ...table.map(([opcode, name, pops, pushes, gas]) => [opcode, { name, pops, pushes, gas }] as const),
  ...family(0x60, 32, (n) => ({ name: `PUSH${n}`, pops: 0, pushes: 1, gas: VERY_LOW })),
  ...family(0x80, 16, (n) => ({ name: `DUP${n}`, pops: n, pushes: n + 1, gas: VERY_LOW })),
  ...family(0x90, 16, (n) => ({ name: `SWAP${n}`, pops: n + 1, pushes: n + 1, gas: VERY_LOW })),
  ...family(0xa0, 5, (n) => ({ name: `LOG${n - 1}`, pops: n + 1, pushes: 0, gas: LOG_GAS * n })),
]);

function family(first: number, count: number, make: (n: number) => Operation): [number, Operation][] {
  return Array.from({ length: count }, (_, index) => [first + index, make(index + 1)]);
}

/** What an opcode is under a fork's rules, undefined when it is none of the fork's. */
export function operationOf(opcode: number, fork: Fork): Operation | undefined {
  if (opcode === 0x1e && fork !== "osaka") return undefined;
  return operations.get(opcode);
}
