import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ProvingPhase } from "./proving/CircuitProver.js";

/** Figures that are read when somebody asks for them. */
export interface ServiceSources {
  readonly waiting: () => number;
  readonly offers: () => number;
  /** Index of the last batch on L1. */
  readonly batch: () => bigint;
  /** Seconds that the present phase of proving has taken; 0 when nothing is proven. */
  readonly proving: () => number;
}

/** The service's figures in the form Prometheus reads; none of them is about who or how much. */
export class ServiceMetrics {
  readonly #registry = new Registry();
  readonly #taken = new Counter({
    name: "muniment_settlement_operations_total",
    help: "Operations, legs and signatures that were taken in",
    registers: [this.#registry],
  });
  readonly #refused = new Counter({
    name: "muniment_settlement_refused_total",
    help: "Operations that were refused, when they came or later",
    labelNames: ["code"],
    registers: [this.#registry],
  });
  readonly #posted = new Counter({
    name: "muniment_settlement_batches_total",
    help: "Batches sent to L1",
    labelNames: ["size"],
    registers: [this.#registry],
  });
  readonly #troubles = new Counter({
    name: "muniment_settlement_troubles_total",
    help: "What kept the service from going on",
    labelNames: ["code"],
    registers: [this.#registry],
  });
  readonly #proving = new Histogram({
    name: "muniment_settlement_proving_seconds",
    help: "Time that witnesses and proofs took",
    labelNames: ["phase", "size"],
    buckets: [1, 2, 5, 10, 20, 40, 80, 160, 320],
    registers: [this.#registry],
  });

  constructor({ waiting, offers, batch, proving }: ServiceSources) {
    this.#gauge("muniment_settlement_waiting", "Operations that wait for a batch", waiting);
    this.#gauge("muniment_settlement_offers", "Trades that are open", offers);
    this.#gauge("muniment_settlement_batch", "Index of the last batch on L1", () => Number(batch()));
    this.#gauge("muniment_settlement_phase_seconds", "How long the present proving takes", proving);
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  taken(): void {
    this.#taken.inc();
  }

  refused(code: string): void {
    this.#refused.inc({ code });
  }

  /** @param size Operations of the batch; 0 without data. */
  posted(size: number): void {
    this.#posted.inc({ size: String(size) });
  }

  troubled(code: string): void {
    this.#troubles.inc({ code });
  }

  proved(phase: ProvingPhase, size: number, seconds: number): void {
    this.#proving.observe({ phase, size: String(size) }, seconds);
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
