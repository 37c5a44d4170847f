import { readFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { CompiledCircuit, InputMap } from "@noir-lang/noir_js";
import { Noir } from "@noir-lang/noir_js";
import { BatchProver } from "../../bb/BatchProver.js";
import { readSrs } from "../../srs/readSrs.js";
import type { BatchSize } from "../batches/BatchSize.js";
import type { CircuitFiles, ProverFiles } from "./ProverFiles.js";
import type { ProverOrder, ProverQuestion, ProverReply } from "./ProverQuestion.js";

interface Solver {
  readonly noir: Noir;
  readonly prover: BatchProver;
  readonly key: Uint8Array;
}

/** The life of the thread that makes witnesses and runs the native prover: one question after the other. */
export function runProvingThread(data: unknown): void {
  const files = data as ProverFiles;
  const srs = readSrs(files.srs, files.levels);
  const solvers = new Map<BatchSize, Solver>();
  const stop = new AbortController();
  const solverOf = (size: BatchSize): Solver => {
    const known = solvers.get(size);
    if (known !== undefined) return known;
    const { circuit, key } = files.circuits.find((each) => each.size === size) as CircuitFiles;
    const noir = new Noir(JSON.parse(readFileSync(circuit, "utf8")) as CompiledCircuit);
    const { timeout, work } = files;
    const options = { work, signal: stop.signal, ...(timeout === undefined ? {} : { timeout }) };
    const solver = { noir, key, prover: new BatchProver(circuit, srs, options) };
    solvers.set(size, solver);
    return solver;
  };
  const answer = async (question: ProverQuestion): Promise<Uint8Array> => {
    const { noir, prover, key } = solverOf(question.size);
    if (question.kind === "witness") return solve(noir, question.inputs as InputMap);
    return (await prover.prove(question.witness, key)).proof;
  };
  let last: Promise<void> = Promise.resolve();
  parentPort?.on("message", (order: ProverOrder) => {
    if (order.kind === "ask") {
      const { id, question } = order;
      last = last.then(async () => parentPort?.postMessage(await replyTo(id, () => answer(question))));
      return;
    }
    stop.abort();
    // What runs ends first, and takes its files away.
    void last.then(() => parentPort?.close());
  });
}

async function solve(noir: Noir, inputs: InputMap): Promise<Uint8Array> {
  try {
    return (await noir.execute(inputs)).witness;
  } catch (cause) {
    // Words of the circuit, which name a rule and no number.
    const problem = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "it has no solution";
    throw new ProtocolError("SETTLEMENT_WITNESS_REFUSED", { problem }, { cause });
  }
}

async function replyTo(id: number, answer: () => Promise<Uint8Array>): Promise<ProverReply> {
  try {
    return { id, value: await answer() };
  } catch (error) {
    if (isProtocolError(error)) return { id, code: error.code, context: error.context };
    return { id, problem: error instanceof Error ? error.message : String(error) };
  }
}
