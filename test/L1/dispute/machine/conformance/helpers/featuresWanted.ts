import { operationOf } from "../../../../../../packages/executor/src/index.js";

/** What no case may lack: every opcode, precompile, halt, phase and kind of transaction. */
export function featuresWanted(): string[] {
  const opcodes = Array.from({ length: 256 }, (_, opcode) => opcode).filter((opcode) =>
    operationOf(opcode, "osaka"),
  );
  const numbers = [...Array.from({ length: 17 }, (_, index) => index + 1), 0x100];
  return [
    ...opcodes.map((opcode) => `opcode 0x${opcode.toString(16).padStart(2, "0")}`),
    ...numbers.flatMap((number) => {
      const name = `precompile 0x${number.toString(16)}`;
      return [`${name} returned`, `${name} failed`];
    }),
    ...halts.map((halt) => `halt: ${halt}`),
    ...phases.map((phase) => `phase ${phase}`),
    ...[0, 1, 2, 4, 0x7e].map((type) => `type ${type}`),
    ...others,
  ];
}

const halts = [
  ...["out of gas", "stack underflow", "stack overflow", "bad jump", "invalid opcode", "static violation"],
  ...[
    "return data out of bounds",
    "init code too large",
    "sstore with the stipend alone",
    "memory beyond its bound",
  ],
  ...[
    "region beyond its bound",
    "out of gas in phase CALL",
    "code too large",
    "out of gas for code",
    "code begins with 0xef",
  ],
];

/** From START to the leaf; those before and behind are a batch's (wholeBatches.ts). */
const phases = [
  ...[
    "start",
    "access",
    "authorize",
    "launch",
    "call",
    "enter",
    "run",
    "precompile",
    "leave",
    "deliver",
    "settle",
  ],
  ...["clear", "record"],
];

const others = [
  ...[
    "passed over",
    "authorization good",
    "authorization bad",
    "deposit that may not run",
    "deliver in parts",
  ],
  ...[
    "transaction's creation over an occupied account",
    "transaction to no code",
    "first creation stores code",
  ],
  ...[
    "CREATE answered: occupied",
    "CREATE2 answered: occupied",
    "CREATE answered: nonce",
    "CREATE answered: balance",
  ],
  ...["CALL answered: balance", "CALLCODE answered: balance", "STOP past the code", "full stack", "depth 16"],
  ...["JUMPI goes on", "JUMPI jumps", "large memory"],
];
