import { fromHex, type Hex } from "@muniment/protocol";
import { assemble, push } from "../../vm/runtime/helpers/program.js";

/** The opcodes that the tests' contracts use. */
export const op = {
  STOP: 0x00,
  ADD: 0x01,
  MUL: 0x02,
  SUB: 0x03,
  LT: 0x10,
  EQ: 0x14,
  ISZERO: 0x15,
  KECCAK256: 0x20,
  ADDRESS: 0x30,
  BALANCE: 0x31,
  CALLER: 0x33,
  CALLVALUE: 0x34,
  CALLDATALOAD: 0x35,
  CALLDATASIZE: 0x36,
  CALLDATACOPY: 0x37,
  CODESIZE: 0x38,
  CODECOPY: 0x39,
  GASPRICE: 0x3a,
  EXTCODESIZE: 0x3b,
  EXTCODECOPY: 0x3c,
  RETURNDATASIZE: 0x3d,
  RETURNDATACOPY: 0x3e,
  EXTCODEHASH: 0x3f,
  BLOCKHASH: 0x40,
  COINBASE: 0x41,
  TIMESTAMP: 0x42,
  NUMBER: 0x43,
  PREVRANDAO: 0x44,
  GASLIMIT: 0x45,
  SELFBALANCE: 0x47,
  BASEFEE: 0x48,
  BLOBHASH: 0x49,
  BLOBBASEFEE: 0x4a,
  POP: 0x50,
  MLOAD: 0x51,
  MSTORE: 0x52,
  MSTORE8: 0x53,
  SLOAD: 0x54,
  SSTORE: 0x55,
  JUMP: 0x56,
  JUMPI: 0x57,
  PC: 0x58,
  GAS: 0x5a,
  JUMPDEST: 0x5b,
  TLOAD: 0x5c,
  TSTORE: 0x5d,
  MCOPY: 0x5e,
  DUP1: 0x80,
  DUP2: 0x81,
  SWAP1: 0x90,
  SWAP2: 0x91,
  LOG0: 0xa0,
  LOG1: 0xa1,
  CREATE: 0xf0,
  CALL: 0xf1,
  CALLCODE: 0xf2,
  RETURN: 0xf3,
  DELEGATECALL: 0xf4,
  CREATE2: 0xf5,
  STATICCALL: 0xfa,
  REVERT: 0xfd,
  INVALID: 0xfe,
  SELFDESTRUCT: 0xff,
} as const;

/** An opcode's name; a number to be pushed; bytes as they are. */
export type Part = keyof typeof op | bigint | Uint8Array;

/** The code of the parts, in order. */
export function code(...parts: readonly Part[]): Uint8Array {
  return assemble(
    ...parts.map((part) =>
      typeof part === "string" ? op[part] : typeof part === "bigint" ? push(part) : part,
    ),
  );
}

/** Writes what the parts push to a slot. */
export function keep(slot: bigint, ...parts: readonly Part[]): Uint8Array {
  return code(...parts, slot, "SSTORE");
}

type CallOptions = { gas?: bigint; value?: bigint; input?: bigint };

/** Calls an address with `input` bytes of the memory's beginning and all gas unless told; pushes the result. */
export function callTo(to: Hex, { gas, value = 0n, input = 0n }: CallOptions = {}): Uint8Array {
  return code(0n, 0n, input, 0n, value, BigInt(to), gas ?? "GAS", "CALL");
}

/** The same with another opcode that moves no value. */
export function callBy(opcode: "DELEGATECALL" | "STATICCALL", to: Hex): Uint8Array {
  return code(0n, 0n, 0n, 0n, BigInt(to), "GAS", opcode);
}

/** Copies bytes to the memory's beginning, a word at a time. */
export function toMemory(bytes: Uint8Array): Uint8Array {
  const words = Math.ceil(bytes.length / 32);
  const padded = new Uint8Array(words * 32);
  padded.set(bytes);
  return code(
    ...Array.from({ length: words }, (_, index) => {
      const word = BigInt(`0x${Buffer.from(padded.subarray(index * 32, index * 32 + 32)).toString("hex")}`);
      return code(word, BigInt(index * 32), "MSTORE");
    }),
  );
}

/** Init code that returns `runtime`; at most 255 bytes of it. */
export function deployer(runtime: Uint8Array): Uint8Array {
  const size = BigInt(runtime.length);
  // PUSH1 size, PUSH1 12, PUSH1 0, CODECOPY, PUSH1 size, PUSH1 0, RETURN
  return code(size, 12n, 0n, "CODECOPY", size, 0n, "RETURN", runtime);
}

/** Creates a contract with the init code and pushes its address. */
export function createWith(init: Uint8Array, value = 0n, salt?: bigint): Uint8Array {
  const size = BigInt(init.length);
  return salt === undefined
    ? code(toMemory(init), size, 0n, value, "CREATE")
    : code(toMemory(init), salt, size, 0n, value, "CREATE2");
}

/** An address of the tests that is nobody's: the number's. */
export function at(number: number): Hex {
  return `0x${number.toString(16).padStart(40, "0")}`;
}

/** Bytes of hexadecimal text. */
export const bytes = (hex: Hex): Uint8Array => fromHex(hex);
