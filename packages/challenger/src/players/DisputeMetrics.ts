import { Counter, Gauge, Registry } from "prom-client";

/** Which side of disputes a player is on. */
export type PlayerRole = "challenger" | "defender";

/** A player's figures in the form Prometheus reads. */
export class DisputeMetrics {
  readonly #registry = new Registry();
  readonly #open: Gauge;
  readonly #stake: Gauge;
  readonly #moves: Counter;
  readonly #wrong: Counter;
  readonly #troubles: Counter;
  readonly #ended: Counter;

  constructor(role: PlayerRole) {
    const registers = [this.#registry];
    const name = (what: string): string => `muniment_${role}_${what}`;
    this.#open = new Gauge({ name: name("disputes"), help: "Open disputes of the player", registers });
    this.#stake = new Gauge({
      ...{ name: name("stake_ether"), help: "Bonds that open disputes may cost, ether", registers },
    });
    this.#moves = new Counter({
      ...{ name: name("moves_total"), help: "Moves sent since the start", registers },
      labelNames: ["move"],
    });
    this.#wrong = new Counter({
      ...{ name: name("wrong_batches_total"), help: "Wrong batches found since the start", registers },
    });
    this.#troubles = new Counter({
      ...{ name: name("troubles_total"), help: "Troubles since the start", registers },
      labelNames: ["code"],
    });
    this.#ended = new Counter({
      ...{ name: name("ended_total"), help: "Ends of disputes seen since the start", registers },
      labelNames: ["outcome"],
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  async text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** @param stake wei */
  standing(open: number, stake: bigint): void {
    this.#open.set(open);
    this.#stake.set(Number(stake / 10n ** 9n) / 1e9);
  }

  moved(move: string): void {
    this.#moves.inc({ move });
  }

  foundWrong(): void {
    this.#wrong.inc();
  }

  trouble(code: string): void {
    this.#troubles.inc({ code });
  }

  ended(outcome: string): void {
    this.#ended.inc({ outcome });
  }
}
