import hre from "hardhat";
import type { Output } from "../../tasks/output/Output.js";
import type { Bench } from "../Bench.js";
import type { BenchArguments } from "../cli/BenchArguments.js";
import { toReport } from "../report/toReport.js";
import type { Report } from "../report/Report.js";
import { LaneStage } from "./lane/LaneStage.js";
import { measureSize } from "./measure/measureSize.js";
import { plainGas } from "./measure/plainGas.js";
import { parseSettlementBenchOptions, settlementBenchOptions } from "./parseSettlementBenchOptions.js";
import type { SettlementFigures, SizeFigures } from "./report/SettlementFigures.js";
import { toSettlementResults } from "./report/toSettlementResults.js";
import type { SettlementBenchOptions } from "./SettlementBenchOptions.js";

const NAME = "settlement";

/** One size after the other; the notes for the greater one are made by batches of the smaller one, which are cheap. */
async function measureSizes(
  stage: LaneStage,
  { sizes }: SettlementBenchOptions,
  output: Output,
): Promise<SizeFigures[]> {
  const { root } = hre.config.paths;
  const figures: SizeFigures[] = [];
  for (const [place, size] of sizes.entries()) {
    await stage.startProver(size);
    if (place === 0) await stage.fund();
    await stage.grow(size, size);
    figures.push(await measureSize(stage, size, { root, output }));
    await stage.grow(sizes[place + 1] ?? 0, size);
  }
  return figures;
}

async function measureAll(options: SettlementBenchOptions, output: Output): Promise<SettlementFigures> {
  const stage = await LaneStage.open(hre, output);
  try {
    const sizes = await measureSizes(stage, options, output);
    output.progress("a plain DvP");
    return { sizes, plainGas: await plainGas(stage.devnet.l1.connection) };
  } finally {
    await stage.close();
  }
}

async function measure(args: BenchArguments, output: Output): Promise<Report> {
  const options = parseSettlementBenchOptions(args.own ?? {});
  const results = toSettlementResults(await measureAll(options, output));
  return toReport({ bench: NAME, seed: 0, results, isRecorded: options.isRecorded }, output);
}

/** What a confidential DvP takes: of the prover, of L1, and until it is FINAL. */
export const settlement: Bench = {
  name: NAME,
  says: "confidential DvP: gates, proving time and memory, gas on L1, from accept to FINAL",
  options: settlementBenchOptions,
  run: measure,
};
