// The instructions of Osaka: their numbers, and a table of what each asks of gas and stack before it runs. Rules:
// spec/vm.md, VM-8 to VM-10.
import { STACK_LIMIT } from "../../src/vm/runtime/layout";

export const STOP: u32 = 0x00;
export const ADD: u32 = 0x01;
export const MUL: u32 = 0x02;
export const SUB: u32 = 0x03;
export const DIV: u32 = 0x04;
export const SDIV: u32 = 0x05;
export const MOD: u32 = 0x06;
export const SMOD: u32 = 0x07;
export const ADDMOD: u32 = 0x08;
export const MULMOD: u32 = 0x09;
export const EXP: u32 = 0x0a;
export const SIGNEXTEND: u32 = 0x0b;
export const LT: u32 = 0x10;
export const GT: u32 = 0x11;
export const SLT: u32 = 0x12;
export const SGT: u32 = 0x13;
export const EQ: u32 = 0x14;
export const ISZERO: u32 = 0x15;
export const AND: u32 = 0x16;
export const OR: u32 = 0x17;
export const XOR: u32 = 0x18;
export const NOT: u32 = 0x19;
export const BYTE: u32 = 0x1a;
export const SHL: u32 = 0x1b;
export const SHR: u32 = 0x1c;
export const SAR: u32 = 0x1d;
export const CLZ: u32 = 0x1e;
export const KECCAK256: u32 = 0x20;
export const ADDRESS: u32 = 0x30;
export const BALANCE: u32 = 0x31;
export const ORIGIN: u32 = 0x32;
export const CALLER: u32 = 0x33;
export const CALLVALUE: u32 = 0x34;
export const CALLDATALOAD: u32 = 0x35;
export const CALLDATASIZE: u32 = 0x36;
export const CALLDATACOPY: u32 = 0x37;
export const CODESIZE: u32 = 0x38;
export const CODECOPY: u32 = 0x39;
export const GASPRICE: u32 = 0x3a;
export const EXTCODESIZE: u32 = 0x3b;
export const EXTCODECOPY: u32 = 0x3c;
export const RETURNDATASIZE: u32 = 0x3d;
export const RETURNDATACOPY: u32 = 0x3e;
export const EXTCODEHASH: u32 = 0x3f;
export const BLOCKHASH: u32 = 0x40;
export const COINBASE: u32 = 0x41;
export const TIMESTAMP: u32 = 0x42;
export const NUMBER: u32 = 0x43;
export const PREVRANDAO: u32 = 0x44;
export const GASLIMIT: u32 = 0x45;
export const CHAINID: u32 = 0x46;
export const SELFBALANCE: u32 = 0x47;
export const BASEFEE: u32 = 0x48;
export const BLOBHASH: u32 = 0x49;
export const BLOBBASEFEE: u32 = 0x4a;
export const POP: u32 = 0x50;
export const MLOAD: u32 = 0x51;
export const MSTORE: u32 = 0x52;
export const MSTORE8: u32 = 0x53;
export const SLOAD: u32 = 0x54;
export const SSTORE: u32 = 0x55;
export const JUMP: u32 = 0x56;
export const JUMPI: u32 = 0x57;
export const PC: u32 = 0x58;
export const MSIZE: u32 = 0x59;
export const GAS: u32 = 0x5a;
export const JUMPDEST: u32 = 0x5b;
export const TLOAD: u32 = 0x5c;
export const TSTORE: u32 = 0x5d;
export const MCOPY: u32 = 0x5e;
export const PUSH0: u32 = 0x5f;
export const PUSH1: u32 = 0x60;
export const PUSH2: u32 = 0x61;
export const PUSH3: u32 = 0x62;
export const PUSH8: u32 = 0x67;
export const PUSH9: u32 = 0x68;
export const PUSH32: u32 = 0x7f;
export const DUP1: u32 = 0x80;
export const DUP16: u32 = 0x8f;
export const SWAP1: u32 = 0x90;
export const SWAP16: u32 = 0x9f;
export const LOG0: u32 = 0xa0;
export const LOG4: u32 = 0xa4;
export const CREATE: u32 = 0xf0;
export const CALL: u32 = 0xf1;
export const CALLCODE: u32 = 0xf2;
export const RETURN: u32 = 0xf3;
export const DELEGATECALL: u32 = 0xf4;
export const CREATE2: u32 = 0xf5;
export const STATICCALL: u32 = 0xfa;
export const REVERT: u32 = 0xfd;
export const SELFDESTRUCT: u32 = 0xff;

// Cases of the interpreter's switch that serve a family high up in the opcodes. Numbered close to the others, because
// Binaryen makes a jump table of a switch only when its cases are dense; otherwise it compares with one after the other.
export const CASE_SWAP: u32 = 0x81;
export const CASE_LOG: u32 = 0x82;
export const CASE_CALL: u32 = 0x83;
export const CASE_END: u32 = 0x84;
export const CASE_DESTROY: u32 = 0x85;

/**
 * One entry of 8 bytes per opcode: u16 constant gas, u16 least height of the stack in bytes, u16 by how many bytes it may
 * be higher, u16 which case of the interpreter's switch runs it: mostly the opcode itself. An unknown opcode asks for a
 * height that is no multiple of a word, so it fails the height check.
 */
export const OPCODES = memory.data(2048, 8);

/** The height that no stack has. */
const NEVER: u32 = 0xffff;

function set(opcode: u32, gas: u32, least: u32, room: u32, handler: u32): void {
  const entry = OPCODES + ((<usize>opcode) << 3);
  store<u16>(entry, <u16>gas);
  store<u16>(entry, <u16>least, 2);
  store<u16>(entry, <u16>room, 4);
  store<u16>(entry, <u16>handler, 6);
}

/** The opcodes first … last, run by the handler, cost `gas`, take `taken` words and leave `left`. */
function define(first: u32, last: u32, handler: u32, gas: u32, taken: u32, left: u32): void {
  const most = left > taken ? STACK_LIMIT - (left - taken) : STACK_LIMIT;
  for (let opcode = first; opcode <= last; opcode++)
    set(opcode, gas, taken << 5, (most - taken) << 5, handler);
}

/** One opcode with a case of its own. */
function one(opcode: u32, gas: u32, taken: u32, left: u32): void {
  define(opcode, opcode, opcode, gas, taken, left);
}

/** Consecutive opcodes, each with a case of its own. */
function each(first: u32, last: u32, gas: u32, taken: u32, left: u32): void {
  for (let opcode = first; opcode <= last; opcode++) one(opcode, gas, taken, left);
}

function defineComputation(): void {
  one(STOP, 0, 0, 0);
  one(ADD, 3, 2, 1);
  one(MUL, 5, 2, 1);
  one(SUB, 3, 2, 1);
  define(DIV, SMOD, DIV, 5, 2, 1);
  each(ADDMOD, MULMOD, 8, 3, 1);
  one(EXP, 10, 2, 1);
  one(SIGNEXTEND, 5, 2, 1);
  each(LT, EQ, 3, 2, 1);
  one(ISZERO, 3, 1, 1);
  each(AND, XOR, 3, 2, 1);
  one(NOT, 3, 1, 1);
  each(BYTE, SAR, 3, 2, 1);
  one(CLZ, 5, 1, 1);
  one(KECCAK256, 30, 2, 1);
}

function defineEnvironment(): void {
  one(ADDRESS, 2, 0, 1);
  one(BALANCE, 0, 1, 1);
  each(ORIGIN, CALLVALUE, 2, 0, 1);
  one(CALLDATALOAD, 3, 1, 1);
  one(CALLDATASIZE, 2, 0, 1);
  define(CALLDATACOPY, CALLDATACOPY, MCOPY, 3, 3, 0);
  one(CODESIZE, 2, 0, 1);
  define(CODECOPY, CODECOPY, MCOPY, 3, 3, 0);
  one(GASPRICE, 2, 0, 1);
  define(EXTCODESIZE, EXTCODESIZE, BALANCE, 0, 1, 1);
  one(EXTCODECOPY, 0, 4, 0);
  one(RETURNDATASIZE, 2, 0, 1);
  define(RETURNDATACOPY, RETURNDATACOPY, MCOPY, 3, 3, 0);
  define(EXTCODEHASH, EXTCODEHASH, BALANCE, 0, 1, 1);
  one(BLOCKHASH, 20, 1, 1);
  define(COINBASE, CHAINID, COINBASE, 2, 0, 1);
  one(SELFBALANCE, 5, 0, 1);
  one(BASEFEE, 2, 0, 1);
  one(BLOBHASH, 3, 1, 1);
  one(BLOBBASEFEE, 2, 0, 1);
}

function defineMemoryAndFlow(): void {
  one(POP, 2, 1, 0);
  one(MLOAD, 3, 1, 1);
  each(MSTORE, MSTORE8, 3, 2, 0);
  one(SLOAD, 0, 1, 1);
  one(SSTORE, 0, 2, 0);
  one(JUMP, 8, 1, 0);
  one(JUMPI, 10, 2, 0);
  each(PC, GAS, 2, 0, 1);
  one(JUMPDEST, 1, 0, 0);
  one(TLOAD, 100, 1, 1);
  one(TSTORE, 100, 2, 0);
  one(MCOPY, 3, 3, 0);
  one(PUSH0, 2, 0, 1);
  each(PUSH1, PUSH2, 3, 0, 1);
  define(PUSH3, PUSH8, PUSH8, 3, 0, 1);
  define(PUSH9, PUSH32, PUSH32, 3, 0, 1);
  for (let n: u32 = 0; n < 16; n++) {
    define(DUP1 + n, DUP1 + n, DUP1, 3, n + 1, n + 2);
    define(SWAP1 + n, SWAP1 + n, CASE_SWAP, 3, n + 2, n + 2);
  }
}

function defineSystem(): void {
  for (let n: u32 = 0; n < 5; n++) define(LOG0 + n, LOG0 + n, CASE_LOG, 375 * (n + 1), n + 2, 0);
  define(CREATE, CREATE, CASE_CALL, 32000, 3, 1);
  define(CREATE2, CREATE2, CASE_CALL, 32000, 4, 1);
  define(CALL, CALLCODE, CASE_CALL, 0, 7, 1);
  define(DELEGATECALL, DELEGATECALL, CASE_CALL, 0, 6, 1);
  define(STATICCALL, STATICCALL, CASE_CALL, 0, 6, 1);
  define(RETURN, RETURN, CASE_END, 0, 2, 0);
  define(REVERT, REVERT, CASE_END, 0, 2, 0);
  define(SELFDESTRUCT, SELFDESTRUCT, CASE_DESTROY, 5000, 1, 0);
}

for (let opcode: u32 = 0; opcode < 256; opcode++) set(opcode, 0, NEVER, 0, STOP);
defineComputation();
defineEnvironment();
defineMemoryAndFlow();
defineSystem();
