import type { Measurement } from "../measure/Measurement.js";
import { percentile } from "./percentile.js";

const mega = 1_000_000;
const perSecond = 1000;
const fewAccounts = 500_000;

/** Microseconds of processor time for each transaction. */
export interface ProcessorTime {
  readonly all: number;
  readonly recovery: number;
  readonly decoding: number;
  readonly execution: number;
  /** Handing chunks and blocks from thread to thread. */
  readonly handing: number;
  readonly tree: number;
  readonly sealing: number;
  readonly log: number;
  /** All but recovery and decoding. */
  readonly beside: number;
}

/** A measurement in the figures that are shown. */
export interface Summary {
  /** Transactions a second on the wall: everything, recovery alone, and with a root per transaction. */
  readonly throughput: number;
  readonly limit: number;
  readonly markedThroughput: number;
  /** Microseconds of processor time for each transaction when there is recovery only. */
  readonly cpuLimit: number;
  readonly cpu: ProcessorTime;
  readonly gas: number;
  readonly failed: number;
  /** Milliseconds. */
  readonly blockTime: { readonly p50: number; readonly p99: number };
  readonly resident: number;
  /** Bytes, slots included; undefined for so few accounts that pages and garbage weigh more. */
  readonly perAccount: number | undefined;
  /** Transactions a second when they are only executed: here, and by the peers. */
  readonly alone: {
    readonly here: number;
    readonly reference: number;
    /** undefined where it is not installed. */
    readonly anvil: number | undefined;
  };
  /** Milliseconds of the slowest contract; undefined when none was compiled. */
  readonly compile: number | undefined;
}

interface Taken {
  readonly transactions: number;
  readonly wall: number;
  readonly cpu: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const rate = (runs: readonly Taken[]): number =>
  (sum(runs.map(({ transactions }) => transactions)) * perSecond) / sum(runs.map(({ wall }) => wall));
const cpuOf = (runs: readonly Taken[]): number =>
  sum(runs.map(({ cpu }) => cpu)) / sum(runs.map(({ transactions }) => transactions));

/** Puts the parts of a measurement together. */
export function summarise(measurement: Measurement): Summary {
  const { runs, limits, marked, footprint, compilations, peers } = measurement;
  const times = runs.flatMap(({ blockTimes }) => blockTimes);
  const transactions = sum(runs.map((run) => run.transactions));
  return {
    throughput: rate(runs),
    limit: rate(limits),
    markedThroughput: rate([marked]),
    cpuLimit: cpuOf(limits),
    cpu: processorTime(measurement),
    gas: Number(runs.reduce((total, { gasUsed }) => total + gasUsed, 0n)) / transactions,
    failed: sum([...runs, marked].map(({ failed }) => failed)),
    blockTime: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    resident: footprint.resident / mega,
    perAccount: footprint.accounts < fewAccounts ? undefined : footprint.growth / footprint.accounts,
    alone: {
      here: mega / peers.execution,
      reference: mega / peers.reference,
      anvil: peers.anvil === undefined ? undefined : mega / peers.anvil,
    },
    compile: compilations.length === 0 ? undefined : Math.max(...compilations.map(({ time }) => time)),
  };
}

function processorTime({ runs, decoding }: Measurement): ProcessorTime {
  const transactions = sum(runs.map((run) => run.transactions));
  const stage = (name: keyof (typeof runs)[number]["stages"]): number =>
    sum(runs.map(({ stages }) => stages[name])) / transactions;
  const [execution, handing, tree, sealing, log] = [
    stage("execution"),
    stage("handing"),
    stage("tree"),
    stage("sealing"),
    stage("log"),
  ];
  const all = cpuOf(runs);
  const beside = execution + handing + tree + sealing + log;
  return { all, decoding, execution, handing, tree, sealing, log, beside, recovery: all - beside - decoding };
}
