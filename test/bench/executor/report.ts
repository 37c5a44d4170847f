import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Measurement } from "../../../bench/executor/measure/Measurement.js";
import { planOf } from "../../../bench/executor/measure/planOf.js";
import type { PipelineRun } from "../../../bench/executor/pipeline/PipelineRun.js";
import { percentile } from "../../../bench/executor/report/percentile.js";
import { record } from "../../../bench/report/record.js";
import { summarise } from "../../../bench/executor/report/summarise.js";
import { toGrowth } from "../../../bench/executor/report/toGrowth.js";
import { toResults } from "../../../bench/executor/report/toResults.js";
import { zeroHash } from "../../../packages/protocol/src/index.js";

/** 1,000 transactions in half a second, 60 microseconds each: 20 beside recovery. */
const run: PipelineRun = {
  ...{ transactions: 1000, blocks: 2, wall: 500, cpu: 60_000, gasUsed: 80_000_000n, failed: 0 },
  stages: { execution: 6000, handing: 2000, tree: 7000, sealing: 4000, log: 1000 },
  blockTimes: [10, 30],
  stateRoot: zeroHash,
};
const measurement: Measurement = {
  ...{ workload: "permissioned", accounts: 100_000, library: "native", decoding: 5 },
  runs: [run, run],
  limits: [
    { transactions: 1000, wall: 300, cpu: 40_000 },
    { transactions: 1000, wall: 500, cpu: 40_000 },
  ],
  marked: { ...run, wall: 1000 },
  peers: { compared: 300, execution: 4, reference: 4000, anvil: 40 },
  footprint: { resident: 5e8, growth: 3e8, accounts: 1_000_000, slots: 3_000_000 },
  compilations: [
    { size: 100, wasmSize: 1000, time: 20 },
    { size: 200, wasmSize: 2000, time: 90 },
  ],
};
const check = { transactions: 100, leaves: 500 };
const rowOf = (given: Measurement, metric: string) =>
  toResults(given, check).find((result) => result.metric === metric);

describe("bench > executor > report", () => {
  it("adds up runs before it divides", () => {
    const summary = summarise(measurement);
    expect(summary.throughput).to.equal(2000);
    expect(summary.limit).to.equal(2500);
    expect(summary.markedThroughput).to.equal(1000);
    expect(summary.cpuLimit).to.equal(40);
    expect(summary.gas).to.equal(80_000);
    expect(summary.perAccount).to.equal(300);
  });

  it("gives every microsecond to one stage", () => {
    const { cpu } = summarise(measurement);
    expect(cpu).to.deep.equal({
      ...{
        all: 60,
        decoding: 5,
        execution: 6,
        handing: 2,
        tree: 7,
        sealing: 4,
        log: 1,
        beside: 20,
        recovery: 35,
      },
    });
  });

  it("judges the targets of the workload", () => {
    expect(rowOf(measurement, "share of the limit")).to.include({
      value: 0.8,
      target: 0.7,
      bound: "least",
      met: true,
    });
    expect(rowOf(measurement, "processor time beside recovery")).to.include({
      value: 20,
      target: 30,
      met: true,
    });
    const times = rowOf(measurement, "execution alone, times @ethereumjs/vm");
    expect(times).to.include({ value: 1000, target: 500, met: true });
    expect(rowOf(measurement, "slowest compilation")).to.include({ value: 90, target: 150, met: true });
    const erc20 = { ...measurement, workload: "erc20" };
    expect(rowOf(erc20, "share of the limit")).to.include({ target: 0.85, met: false });
    const mixed = { ...measurement, workload: "mixed" };
    expect(rowOf(mixed, "throughput")).to.include({ value: 2000, target: 12_000, met: false });
  });

  it("holds throughput against the limit of the same run", () => {
    const reference = { name: "recovery only, native", value: 2500 };
    expect(rowOf(measurement, "throughput")).to.deep.include({ reference, ratio: 0.8 });
    expect(rowOf(measurement, "throughput, root per transaction")).to.deep.include({ reference, ratio: 0.4 });
  });

  it("leaves out what was not measured", () => {
    const { anvil: _, ...peers } = measurement.peers;
    const few = { ...measurement.footprint, accounts: 10_000 };
    const bare = { ...measurement, peers, compilations: [], footprint: few };
    const metrics = toResults(bare, check).map(({ metric }) => metric);
    expect(metrics).to.not.include("execution alone, beside anvil");
    expect(metrics).to.not.include("slowest compilation");
    expect(metrics).to.not.include("memory per account, slots included");
  });

  it("compares larger sizes with 100,000 accounts", () => {
    const slow = { ...run, wall: 1000, stages: { ...run.stages, tree: 27_000 } };
    const large = { ...measurement, accounts: 1_000_000, runs: [slow, slow] };
    const [throughput, time] = toGrowth([{ ...measurement, accounts: 10_000 }, measurement, large]);
    expect(throughput).to.include({
      case: "permissioned, 1,000,000 accounts",
      value: 0.5,
      target: 0.6,
      met: false,
    });
    expect(time).to.include({ value: 2 });
    expect(toGrowth([large])).to.deep.equal([]);
  });

  it("takes percentiles by rank", () => {
    const values = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentile(values, 0.5)).to.equal(100);
    expect(percentile(values, 0.99)).to.equal(198);
    expect(percentile([3], 0.99)).to.equal(3);
    expect(percentile([], 0.5)).to.equal(0);
  });

  it("plans whole blocks that neither overlap nor leave a gap", () => {
    const plan = planOf(100_000, 1000);
    const ends = [plan.warmUp, ...plan.parts.map(({ to }) => to), plan.sample.to];
    const starts = [...plan.parts, plan.sample, plan.alone].map(({ from }) => from);
    expect(starts).to.deep.equal(ends);
    expect(plan.alone.to).to.equal(plan.total);
    expect(plan.parts.map(({ from, to }) => to - from)).to.deep.equal([25_000, 25_000, 25_000, 25_000]);
    for (const { from, to } of planOf(1234, 500).parts) expect((to - from) % 500).to.equal(0);
  });

  it("records a report under its name and minute", () => {
    const folder = mkdtempSync(join(tmpdir(), "muniment-record-"));
    try {
      const report = {
        ...{ bench: "executor", commit: "c0ffee", date: "2026-12-01T10:00:00.000Z", machine: "m", seed: 1 },
        results: toResults(measurement, check),
      };
      const file = record(report, pathToFileURL(`${folder}/`));
      expect(file).to.equal(join(folder, "executor-2026-12-01T1000.json"));
      expect(JSON.parse(readFileSync(file, "utf8"))).to.deep.equal(report);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
