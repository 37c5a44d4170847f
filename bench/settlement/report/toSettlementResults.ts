import { judge } from "../../report/judge.js";
import type { Yardstick } from "../../report/judge.js";
import type { Result } from "../../report/Result.js";
import type { SettlementFigures, SizeFigures } from "./SettlementFigures.js";

/** DvPs a second at least, by the batch's size. */
const leastSpeed = new Map([[24, 0.4]]);
/** Gas of L1 for a DvP at most, by the batch's size. */
const mostGas = new Map([
  [8, 180_000],
  [24, 95_000],
]);
/** Seconds from accept to FINAL at most, by the batch's size. */
const mostSeconds = new Map([[8, 45]]);
/** Gas of a verification, and of each public input besides. */
const [verification, publicInput] = [800_000, 1_000];
const mebibyte = 2 ** 20;

/** Decimals of a unit. */
const decimals: Readonly<Record<string, number>> = { s: 2, "DvP/s": 3 };

type Row = readonly [metric: string, unit: string, value: number | undefined, yardstick?: Yardstick];

/** The figures as rows. */
export function toSettlementResults({ sizes, plainGas }: SettlementFigures): Result[] {
  const plain = toResult("plain DvP", ["L1 gas: DvpSettlement.settle", "gas", plainGas]);
  return [
    ...sizes.flatMap((figures) =>
      [...timeRows(figures), ...gasRows(figures, plainGas)].map((row) =>
        toResult(`confidential DvP, N = ${String(figures.size)}`, row),
      ),
    ),
    plain,
  ];
}

function timeRows({ size, gates, times, use }: SizeFigures): Row[] {
  const { witness, proof, toFinal, turn } = times;
  const speed = { atLeast: leastSpeed.get(size) };
  return [
    ["circuit", "gates", gates],
    ["witness", "s", witness],
    ["proof, by the wall", "s", proof],
    ["proof, processor time", "s", use?.processor],
    ["proof, peak resident memory", "MiB", use && use.memory / mebibyte],
    ["proven: witness and proof", "DvP/s", size / (witness + proof), speed],
    ["proven: as the service works, until L1 has it", "DvP/s", size / turn, speed],
    [
      `accept to FINAL, ${String(size)} at once, the slowest`,
      "s",
      toFinal,
      { target: mostSeconds.get(size) },
    ],
  ];
}

function gasRows({ size, posted }: SizeFigures, plainGas: number): Row[] {
  const { proofBytes, dataBytes, gas } = posted;
  const { transaction, execution, publicInputs } = posted.verification;
  const reference = { name: "DvpSettlement", value: plainGas };
  return [
    ["proof", "bytes", proofBytes],
    ["data of a DvP", "bytes", dataBytes / size],
    ["L1 gas: SettlementPortal.post, full batch", "gas", gas],
    ["L1 gas of a DvP", "gas", gas / size, { reference, target: mostGas.get(size) }],
    [
      "L1 gas: verification, a transaction of its own",
      "gas",
      transaction,
      { target: verification + publicInput * publicInputs },
    ],
    ["L1 gas: verification, without its bytes", "gas", execution],
  ];
}

function toResult(name: string, [metric, unit, value, yardstick = {}]: Row): Result {
  const figure = { case: name, metric, unit };
  if (value === undefined) return { ...figure, value: null, note: "only Linux tells" };
  return judge({ ...figure, value: Number(value.toFixed(decimals[unit] ?? 0)) }, yardstick);
}
