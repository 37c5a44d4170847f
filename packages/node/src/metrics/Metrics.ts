import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ToldFees } from "../l1/fees/ToldFees.js";
import type { Answered } from "../rpc/Dispatcher.js";

/** Figures that are read when somebody asks for them. */
export interface MetricSources {
  readonly block: () => bigint;
  readonly poolSize: () => number;
  readonly stateQuestions: () => number;
  readonly filters: () => number;
  /** What the L1 fee oracle was told. */
  readonly fees: () => ToldFees;
  readonly advisedTip: () => bigint;
}

/** The node's figures in the form Prometheus reads. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: "muniment_rpc_seconds",
    help: "Time to answer a JSON-RPC request",
    labelNames: ["method"],
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
    registers: [this.#registry],
  });
  readonly #errors = new Counter({
    name: "muniment_rpc_errors_total",
    help: "JSON-RPC requests answered with an error",
    labelNames: ["method", "code"],
    registers: [this.#registry],
  });
  readonly #transactions = new Counter({
    name: "muniment_transactions_total",
    help: "Transactions in blocks since the start",
    registers: [this.#registry],
  });
  readonly #gas = new Counter({
    name: "muniment_gas_total",
    help: "Gas used in blocks since the start",
    registers: [this.#registry],
  });

  readonly #feesSent = new Counter({
    name: "muniment_l1_fees_sent_total",
    help: "Transactions to the L1 fee oracle since the start",
    registers: [this.#registry],
  });

  constructor(sources: MetricSources) {
    this.#gauge("muniment_block", "Number of the latest block", () => Number(sources.block()));
    this.#gauge("muniment_pool_transactions", "Transactions in the pool", sources.poolSize);
    this.#gauge(
      "muniment_state_questions",
      "Questions that wait for the state thread",
      sources.stateQuestions,
    );
    this.#gauge("muniment_rpc_filters", "Filters of clients", sources.filters);
    this.#feeGauges(sources);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  answered({ method, milliseconds, error }: Answered): void {
    this.#requests.observe({ method }, milliseconds / 1000);
    if (error !== undefined) this.#errors.inc({ method, code: String(error) });
  }

  block(transactions: number, gasUsed: bigint): void {
    this.#transactions.inc(transactions);
    this.#gas.inc(Number(gasUsed));
  }

  /** The L1 fee oracle was told something. */
  feesSent(): void {
    this.#feesSent.inc();
  }

  #feeGauges({ fees, advisedTip }: MetricSources): void {
    const gauge = this.#gauge.bind(this);
    gauge("muniment_l1_base_fee_wei", "L1's base fee, as L2's oracle has it", () => Number(fees().baseFee));
    gauge("muniment_l1_blob_base_fee_wei", "L1's blob base fee, as L2's oracle has it", () =>
      Number(fees().blobBaseFee),
    );
    gauge("muniment_l1_fees_time_seconds", "When the oracle was told last, Unix time", () =>
      Number(fees().updatedAt),
    );
    gauge("muniment_advised_tip_wei", "Tip that clients are advised, per gas", () => Number(advisedTip()));
  }

  #gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.#registry],
      collect() {
        this.set(read());
      },
    });
  }
}
