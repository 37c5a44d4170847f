import { operationOf } from "../../../../../packages/executor/src/index.js";
import { MachineStore } from "../../../../../packages/executor/src/vm/machine/MachineStore.js";
import { Pages } from "../../../../../packages/executor/src/vm/machine/Pages.js";
import { noView } from "../../../../../packages/executor/src/vm/machine/View.js";
import { keccak256 } from "../../../../../packages/protocol/src/index.js";
import { bytesOf, callee, deepState, longCode } from "./deepState.js";
import { makeState, type StateChoices, viewOf } from "./makeState.js";
import { Stepped } from "./stepped.js";

/** A step, or some that follow each other, of which each is measured. */
export interface WorstStep {
  readonly name: string;
  readonly machine: Stepped;
  readonly steps: number;
}

/** Bytes of a frame's memory, of call data and of logs at most (EXEC-20, EXEC-28). */
const full = bytesOf(131_072);
/** Bytes of an instruction's region at most (EXEC-21), and of init code: the longest code that runs. */
const region = 49_152n;
const initCode = bytesOf(49_152);
/** Ends within a page, begins within another. */
const far = 131_072n - region - 1n;
const target = BigInt(callee);
/** Page 7 of the code: JUMP leads there. */
const destination = 7 * 1024;

/** Operands, the first one on top, of instructions that do not take just any words. */
const operands: Readonly<Record<string, readonly bigint[]>> = {
  KECCAK256: [1n, region],
  BALANCE: [target],
  CALLDATALOAD: [5n * 1024n - 7n],
  CALLDATACOPY: [1n, 1n, region],
  CODECOPY: [1n, 1n, region],
  EXTCODESIZE: [target],
  EXTCODECOPY: [target, 1n, 1n, region],
  RETURNDATACOPY: [1n, 1n, region],
  EXTCODEHASH: [target],
  BLOCKHASH: [987_653n],
  MLOAD: [5n * 1024n - 7n],
  MSTORE: [5n * 1024n - 7n, 2n ** 256n - 1n],
  MSTORE8: [5n * 1024n, 255n],
  SLOAD: [1n],
  SSTORE: [1n, 0n],
  JUMP: [BigInt(destination)],
  JUMPI: [BigInt(destination), 1n],
  TLOAD: [1n],
  TSTORE: [1n, 0n],
  MCOPY: [far, 1n, region],
  CREATE: [5n, 7n, region],
  CREATE2: [5n, 7n, region, 9n],
  CALL: [10n ** 6n, target, 5n, 0n, region, 0n, 131_072n],
  CALLCODE: [10n ** 6n, target, 5n, 0n, region, 0n, 131_072n],
  DELEGATECALL: [10n ** 6n, target, 0n, region, 0n, 131_072n],
  STATICCALL: [10n ** 6n, target, 0n, region, 0n, 131_072n],
  RETURN: [1n, 131_071n],
  REVERT: [1n, 131_071n],
  SELFDESTRUCT: [target],
  ...Object.fromEntries(
    [0, 1, 2, 3, 4].map((topics) => [
      `LOG${String(topics)}`,
      [1n, region, ...Array.from({ length: topics }, () => 2n ** 256n - 1n)],
    ]),
  ),
};

/** A state before an instruction, as large as one may be; the instruction lies at a page's end. */
function stateBefore(opcode: number, words: readonly bigint[], more: Partial<StateChoices> = {}) {
  const at = 1023;
  const code = initCode.slice();
  code[at] = opcode;
  // What lies between is no PUSH whose data hide the destination.
  code.fill(0x5b, destination - 64, destination + 1);
  return deepState({
    ...{ code, at, stack: [...words].reverse(), memory: full },
    ...{ callData: viewOf(full), returnData: viewOf(full), logs: bytesOf(81_700), ...more },
  }).machine;
}

/** Each opcode in the dearest state that was found for it; of calls and creations the steps that follow too. */
export function worstInstructions(): WorstStep[] {
  const isCall = /^(CALL|CALLCODE|DELEGATECALL|STATICCALL|CREATE|CREATE2)$/;
  const all = Array.from({ length: 256 }, (_, opcode): WorstStep[] => {
    const operation = operationOf(opcode, "osaka");
    if (operation === undefined) return [];
    const { name, pops } = operation;
    const words = operands[name] ?? Array.from({ length: pops }, () => 2n ** 256n - 1n);
    const steps = !isCall.test(name) ? 1 : name.startsWith("CREATE") ? 2 : 3;
    return [{ name, machine: stateBefore(opcode, words), steps }];
  }).flat();
  const more: [name: string, opcode: number, words: bigint[], choices?: Partial<StateChoices>][] = [
    ["SSTORE of a new slot", 0x55, [0n, 9n]],
    ["MSTORE into no memory", 0x52, [131_040n, 1n], { memory: new Uint8Array(0) }],
    ["CALLDATACOPY into no memory", 0x37, [81_919n, 1n, region], { memory: new Uint8Array(0) }],
    ["STOP past the code", 0x00, [], { at: 49_152 }],
  ];
  return [
    ...all,
    ...more.map(([name, opcode, words, choices]): WorstStep => ({
      ...{ name, machine: stateBefore(opcode, words, choices), steps: 1 },
    })),
  ];
}

/** Phase ENTER with a code by its hash, or with init code in the middle of a memory. */
export function enterFrame(code: Uint8Array, isInitCode: boolean, before = 0): Stepped {
  const state = makeState({ code });
  state.frame!.code = undefined;
  const memory = new Uint8Array(before + code.length + 40).fill(0x5b);
  memory.set(code, before);
  const view = code.length === 0 ? noView : { pages: Pages.of(memory), offset: before, size: code.length };
  state.data = isInitCode
    ? { phase: "enter", codeHash: undefined, initCode: view, hidden: 0 }
    : { phase: "enter", codeHash: keccak256(code), initCode: noView, hidden: 0 };
  const store = new MachineStore({ account: () => expectNone(), code: () => code });
  return new Stepped(state, store);
}

function expectNone(): never {
  throw new RangeError("no account is asked for");
}

/** Code of a size that repeats some bytes. */
export const repeated = (size: number, ...pattern: number[]): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => pattern[index % pattern.length]!);

/** Codes that are dear to analyse. */
export const dearCodes: Readonly<Record<string, readonly number[]>> = {
  ...{ zeros: [0], jumpDestinations: [0x5b], push1: [0x60], push1Data: [0x60, 0x5b], push2: [0x61] },
  ...{ push32: [0x7f], mixed: [0x60, 1, 0x5b, 0x5b], pushOne: [0x60, 0x5b, 0x5b] },
  ...{ push2Data: [0x61, 0x60, 0x5b], both: [0x60, 0x61, 0x61, 0x60, 0x61], push3: [0x62, 0x5b, 0x60, 0x5b] },
};

/** The dearest steps of frames in other phases. */
export function worstPhases(): WorstStep[] {
  const leaving = deepState({ code: longCode, isCreation: true });
  const pages = Pages.of(full);
  leaving.state.data = { phase: "leave", status: 0, output: { pages, offset: 3, size: 24_576 } };
  const delivering = deepState({ code: longCode, memory: full, returnData: viewOf(full, 5, 100_000) });
  delivering.state.data = { phase: "deliver", copied: 8192, to: 1001, size: 20_000 };
  return [
    { name: "LEAVE that stores code", machine: leaving.machine, steps: 1 },
    { name: "DELIVER", machine: delivering.machine, steps: 1 },
    ...Object.entries(dearCodes).map(([name, pattern]): WorstStep => ({
      ...{ name: `ENTER with ${name}`, steps: 2 },
      machine: enterFrame(repeated(49_152, ...pattern), true, 1),
    })),
  ];
}

/** The dearest calls of precompiled contracts. */
export function worstPrecompiles(): WorstStep[] {
  const pairs = (count: number, size: number) => new Uint8Array(count * size);
  const power = new Uint8Array(96 + 3 * 1024).fill(0xff);
  for (const at of [0, 32, 64]) power.set([...new Uint8Array(30), 4, 0], at);
  power.set([...new Uint8Array(30), 0, 40], 32);
  const rounds = new Uint8Array(213);
  rounds.set([0, 0x1e, 0x84, 0x80]);
  const calls: [name: string, number: number, input: Uint8Array][] = [
    ["SHA2-256", 2, full],
    ["RIPEMD-160", 3, full],
    ["identity", 4, full],
    ["MODEXP", 5, power],
    ["BN254 pairing", 8, pairs(57, 192)],
    ["BLAKE2F", 9, rounds],
    ["BLS12 G1 MSM", 0x0c, pairs(200, 160)],
    ["BLS12 G2 MSM", 0x0e, pairs(150, 288)],
    ["BLS12 pairing", 0x0f, pairs(60, 384)],
    // These fail, and take all that they are given.
    ["BLS12 pairing that fails", 0x0f, full.subarray(0, 384 * 60)],
    ["BN254 pairing that fails", 8, full.subarray(0, 192 * 57)],
  ];
  return calls.map(([name, number, input]): WorstStep => {
    const state = makeState({ code: new Uint8Array(0), gas: 10_000_000n, callData: viewOf(input) });
    state.data = { phase: "precompile", number };
    return { name, machine: new Stepped(state), steps: 1 };
  });
}
