import type { Hex } from "@muniment/protocol";
import { AbiCoder } from "ethers";

const at = (byte: string): Hex => `0x${"00".repeat(17)}${byte.repeat(3)}` as Hex;
const hex = (value: number | bigint, bytes: number): string => value.toString(16).padStart(2 * bytes, "0");
const push = (value: number | bigint, bytes = 1): string => `${hex(0x5f + bytes, 1)}${hex(value, bytes)}`;
const address = (to: string): string => `73${to.slice(2)}`;

/** One call of an assembled contract: its result is dropped. */
function call(opcode: "f1" | "f2" | "f4" | "fa", to: string, more: { value?: number; size?: number } = {}) {
  const { value = 0, size = 4 } = more;
  const pays = opcode === "f1" || opcode === "f2" ? push(value) : "";
  // Output at 0x80, 32 bytes of it; input the memory's first bytes.
  return `${push(32)}${push(0x80)}${push(size)}${push(0)}${pays}${address(to)}${push(100_000, 3)}${opcode}50`;
}

const reason = AbiCoder.defaultAbiCoder().encode(["string"], ["not today"]).slice(2);
const reverting = `08c379a0${reason}`;
/** Puts bytes into memory at 0 by code that carries them behind it. */
const withData = (body: (size: number, from: number) => string, data: string): string => {
  const size = data.length / 2;
  const length = body(size, 0).length / 2;
  return `${body(size, length)}${data}`;
};
const reverterCode = withData(
  (size, from) => `${push(size)}${push(from)}${push(0)}39${push(size)}${push(0)}fd`,
  reverting,
);

/** Init code that gives `code`. */
export const creating = (code: string): string =>
  withData((size, from) => `${push(size)}${push(from)}${push(0)}39${push(size)}${push(0)}f3`, code);

const counterCode = "5f54600101805f555f52600760205fa160205ff3";
/** Puts init code into memory at 0x100 and creates of it twice, by both ways. */
const creator = withData((size, from) => {
  const load = `${push(size)}61${hex(from, 2)}61010039`;
  const plain = `${push(size)}610100${push(3)}f050`;
  const salted = `${push(7)}${push(size)}610100${push(0)}f550`;
  return `${load}${plain}${salted}5f5ff3`;
}, creating("6001"));

/** Contracts that do what tracers must tell, by their addresses. */
export const tracedContracts: ReadonlyMap<Hex, string> = new Map([
  [at("c1"), counterCode],
  [at("c2"), reverterCode],
  [at("c3"), "fe"],
  [at("c4"), "6001565b"],
  [at("c5"), "5b5f56"],
  // SSTORE(1, 5), LOG2 of six bytes, then reverts without a word.
  [at("c6"), "60056001556001600260065fa25f5ffd"],
  [at("c7"), creator],
  // SSTORE within a static call.
  [at("c8"), "60016000555f5ff3"],
  [
    at("c9"),
    [
      `${push(0x12345678, 4)}5f52`,
      call("f1", at("c1")),
      call("fa", `0x${"00".repeat(19)}04`, { size: 32 }),
      call("fa", `0x${"00".repeat(19)}02`, { size: 32 }),
      call("f4", at("c1")),
      call("f2", at("c1")),
      call("f1", `0x${"ab".repeat(20)}`, { value: 1 }),
      call("f1", at("c2")),
      call("f1", at("c3")),
      call("f1", at("c4")),
      call("f1", at("c6")),
      call("f1", at("c7"), { value: 9 }),
      call("fa", at("c8")),
      call("f1", at("c1"), { value: 200 }),
      "600160025560206080f3",
    ].join(""),
  ],
  // ecadd of what is no point: the precompile fails.
  [at("ca"), `${push(3)}5f52${call("f1", `0x${"00".repeat(19)}06`, { size: 128 })}00`],
  // Frees a slot: a refund.
  [at("cb"), "60055f555f5f5500"],
  // Calls itself until the gas is gone.
  [at("cc"), `5f5f5f5f5f${address(at("cc"))}5af100`],
]);

/** Addresses of the contracts, by what they do. */
export const traced = {
  counter: at("c1"),
  reverter: at("c2"),
  invalid: at("c3"),
  badJump: at("c4"),
  endless: at("c5"),
  undone: at("c6"),
  creator: at("c7"),
  everything: at("c9"),
  badPrecompile: at("ca"),
  refunding: at("cb"),
  recursive: at("cc"),
} as const;
