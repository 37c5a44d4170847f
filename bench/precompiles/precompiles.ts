import { bounds } from "../../packages/protocol/src/index.js";
import { callPrecompile } from "../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { precompiles as contracts } from "../../packages/executor/src/vm/precompiles/precompiles.js";
import type { Bench } from "../Bench.js";
import { choose } from "../cli/choose.js";
import { circumstances } from "../report/circumstances.js";
import { judge } from "../report/judge.js";
import type { Result } from "../report/Result.js";
import type { PrecompileCase } from "./PrecompileCase.js";
import { precompileCases } from "./precompileCases.js";

const NAME = "precompiles";
const GAS = 1e9;
/** EXEC-26 in a second; recovery and the hashes count a quarter of their gas, copying nothing. */
const LEAST = bounds.blockPrecompiles / 1e6;
/** Each case is run for so long before it is measured, and for as long while it is; milliseconds. */
const SPAN = 150;

/** The gas that a precompiled contract takes in a second, with inputs that take it long. */
export const precompiles: Bench = {
  name: NAME,
  says: "millions of gas a second of every precompiled contract, with inputs that take it long",
  run: ({ cases }, output) => {
    const results = choose(precompileCases(), cases, "--case").flatMap((precompileCase) => {
      output.progress(precompileCase.name);
      return measureCase(precompileCase);
    });
    return Promise.resolve({ bench: NAME, ...circumstances(), seed: 0, results });
  },
};

function measureCase({ name, address, input }: PrecompileCase): Result[] {
  const call = { address, input, gas: GAS, fork: "osaka" } as const;
  const gas = contracts.get(address)?.gas(input, call.fork) ?? 0;
  repeatCall(call);
  const { calls, milliseconds } = repeatCall(call);
  const microseconds = (milliseconds * 1000) / calls;
  return [
    { case: name, metric: "time of a call", unit: "us", value: round(microseconds) },
    judge(
      { case: name, metric: "gas a second", unit: "Mgas/s", value: round(gas / microseconds) },
      { atLeast: address === 4 ? undefined : address < 4 ? 4 * LEAST : LEAST },
    ),
  ];
}

const round = (value: number): number => Math.round(value * 100) / 100;

function repeatCall(call: Parameters<typeof callPrecompile>[0]): { calls: number; milliseconds: number } {
  const start = performance.now();
  let calls = 0;
  let milliseconds = 0;
  do {
    callPrecompile(call);
    calls++;
    milliseconds = performance.now() - start;
  } while (milliseconds < SPAN);
  return { calls, milliseconds };
}
