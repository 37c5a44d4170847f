import { performance } from "node:perf_hooks";
import { join } from "node:path";
import { ProtocolError } from "@muniment/protocol";
import { BatchProver, type BatchSize, circuitLevels, readSrs } from "@muniment/prover";
import { connectSettlement, type OperationStanding } from "@muniment/sdk";
import { developmentSrs } from "../../../tasks/settle/proving/developmentSrs.js";
import type { Output } from "../../../tasks/output/Output.js";
import type { LaneStage } from "../lane/LaneStage.js";
import type { BatchTimes, ProverUse, SizeFigures } from "../report/SettlementFigures.js";
import { provingSeconds } from "./provingSeconds.js";
import { ProverWatch } from "./ProverWatch.js";
import { readPosted } from "./readPosted.js";

/**
 * Settles a batch full of DvPs by the prover's service, and takes what it takes.
 * @param root The repository's.
 * @throws BENCH_INVALID when they do not settle, or in two batches
 */
export async function measureSize(
  stage: LaneStage,
  size: BatchSize,
  { root, output }: { readonly root: string; readonly output: Output },
): Promise<SizeFigures> {
  output.progress(`a batch of ${String(size)} DvPs`);
  const { times, use, standings } = await settle(stage, size);
  const [first] = standings;
  if (first?.transaction === undefined || standings.some(({ batch }) => batch !== first.batch))
    throw new ProtocolError("BENCH_INVALID", { problem: "the DvPs came in more than one batch" });
  const { SettlementVerifier } = connectSettlement(stage.manifest, stage.l1);
  const circuit = await SettlementVerifier.circuitOf(size);
  const { l1, domain, roster } = stage;
  const posted = await readPosted({ l1, domain, roster, circuit }, first.transaction);
  return { size, times, use, posted, gates: await gatesOf(size, root, output) };
}

interface Settled {
  readonly times: BatchTimes;
  readonly use: ProverUse | undefined;
  readonly standings: readonly OperationStanding[];
}

async function settle(stage: LaneStage, size: BatchSize): Promise<Settled> {
  const trades = await stage.prepare(size);
  const before = await provingSeconds(stage.url, size);
  const watch = new ProverWatch();
  const began = performance.now();
  const ids = await Promise.all(trades.map((trade) => trade.accept()));
  const accepted = performance.now();
  const standings = await stage.untilFinal(ids);
  const ended = performance.now();
  const use = watch.stop();
  const after = await provingSeconds(stage.url, size);
  const times = {
    ...{ witness: after.witness - before.witness, proof: after.proof - before.proof },
    ...{ toFinal: (ended - began) / 1000, turn: (ended - accepted) / 1000 },
  };
  return { times, use, standings };
}

function gatesOf(size: BatchSize, root: string, output: Output): Promise<number> {
  const name = `batch${size}` as const;
  const levels = circuitLevels[name];
  const srs = readSrs(developmentSrs(root, levels, output), levels);
  return new BatchProver(join(root, "circuits", "compiled", `${name}.json`), srs).gates();
}
