import { readFileSync } from "node:fs";
import { judge } from "../report/judge.js";
import type { Yardstick } from "../report/judge.js";
import type { Result } from "../report/Result.js";
import type { DisputeFigures, SegmentGas } from "./DisputeFigures.js";

/** Gas of the dearest step of each kind, by their names: a test measures them and keeps the table true. */
const steps = new URL("../../test/gas/steps.json", import.meta.url);
const precompiles = /SHA2|RIPEMD|identity|MODEXP|pairing|BLAKE|MSM/;

/** Published figures of others. */
const peers = {
  step: { name: "Specular, one step", value: 109_000 },
  opcode: { name: "solEVM, an opcode", value: 3_010 },
} as const;

/** The bound of a call on L1 (EIP-7825), and of what a game of 2^11 leaves and 2^24 steps takes. */
const bounds = { call: 16_777_215, open: 160_000, move: 110_000, opcode: 450, rounds: 12 } as const;

/** The figures as rows. */
export function toDisputeResults(figures: DisputeFigures): Result[] {
  const { transactions, seconds } = figures;
  const whole = `batch of ${String(transactions)} transfers`;
  return [
    ...gameRows(figures),
    ...figures.plain.flatMap((each) => segmentRows("loop without storage", each, true)),
    ...figures.transfer.flatMap((each) => segmentRows("ERC-3643 transfer", each, false)),
    ...worstRows(),
    row([whole, "challenger: executed, first wrong leaf named", "s"], seconds.find),
    row(["ERC-3643 transfer", "challenger: the seven states of a move", "s"], seconds.states),
  ];
}

function row(
  [name, metric, unit]: readonly [string, string, string],
  value: number,
  yardstick: Yardstick & { readonly note?: string } = {},
): Result {
  const { note } = yardstick;
  const figure = { case: name, metric, unit, value: Number(value.toFixed(unit === "s" ? 3 : 0)) };
  return judge(note === undefined ? figure : { ...figure, note }, yardstick);
}

function gameRows({ moves, rounds, transactions }: DisputeFigures): Result[] {
  // Start and end of a block are leaves too, and so is the one before the first step.
  const leaves = transactions + 3;
  const most = Math.ceil(Math.ceil(Math.log2(leaves)) / 3) + 8;
  return [
    ...[...moves].map(([name, gas]) => {
      const target = name === "open" ? bounds.open : name === "proveStep" ? bounds.call : bounds.move;
      const reference = name === "proveStep" ? { reference: peers.step } : {};
      return row(["game", name, "gas"], gas, { target, ...reference });
    }),
    row(["game", "rounds of this dispute, down to one step", "rounds"], rounds),
    row(["game", `rounds at most, ${String(leaves)} leaves and 2^24 steps`, "rounds"], most, {
      target: bounds.rounds,
      note: "DISPUTE-8",
    }),
  ];
}

function segmentRows(
  name: string,
  { steps: size, segments, opcodes, gas, dearest }: SegmentGas,
  isJudged: boolean,
): Result[] {
  const what = `K = ${size.toLocaleString("en")}`;
  return [
    row([name, `an opcode at ${what}`, "gas"], gas / Math.max(opcodes, 1), {
      reference: peers.opcode,
      ...(isJudged && size > 512 ? { target: bounds.opcode } : {}),
      note: `${String(opcodes)} opcodes in ${String(segments)} transactions of L1, calldata included`,
    }),
    row([name, `the dearest segment at ${what}`, "gas"], dearest, { target: bounds.call }),
  ];
}

function worstRows(): Result[] {
  const table = JSON.parse(readFileSync(steps, "utf8")) as Record<string, number>;
  const dearest = (isOf: (name: string) => boolean): number =>
    Math.max(...Object.entries(table).flatMap(([name, gas]) => (isOf(name) ? [gas] : [])));
  const note = "test/gas/steps.ts measures it";
  return [
    row(
      ["one step", "dearest opcode or step of a frame", "gas"],
      dearest((name) => !precompiles.test(name)),
      {
        target: 3_000_000,
        note,
      },
    ),
    row(
      ["one step", "dearest precompiled contract", "gas"],
      dearest((name) => precompiles.test(name)),
      {
        target: 8_000_000,
        note,
      },
    ),
  ];
}
