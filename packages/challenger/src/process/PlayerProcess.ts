import { join } from "node:path";
import { Derivation, type DerivedBatch, L1Client, L1Reader } from "@muniment/derivation";
import { batchDigest, type ErrorCode, type Hex, isProtocolError } from "@muniment/protocol";
import { FileSendJournal, ReliableSender } from "@muniment/sdk";
import { Wallet } from "ethers";
import { pino, type Logger } from "pino";
import { DisputeLog } from "../disputes/DisputeLog.js";
import { FinalLog } from "../lane/FinalLog.js";
import { LaneWatch } from "../lane/LaneWatch.js";
import { Challenger } from "../players/Challenger.js";
import { Defender } from "../players/Defender.js";
import { DisputeMetrics } from "../players/DisputeMetrics.js";
import type { PlayerParts } from "../players/PlayerParts.js";
import type { PlayerProcessOptions, PlayerProcessParts } from "./PlayerProcessOptions.js";
import { type MetricsServer, serveMetrics } from "./serveMetrics.js";

const defaultInterval = 4_000;
const defaultFeeLimit = 500n * 10n ** 9n;

/** After these what was derived does not fit L1 any more: the lane is followed anew from what is FINAL. */
const broken: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "L1_LOGS_INCONSISTENT",
  "BATCH_NOT_HELD",
  "BATCH_INPUT_INCONSISTENT",
]);

type Player = Pick<Challenger, "tick">;

/**
 * A challenger or a defender that looks at L1 again and again, until it is closed. What it needs to go on after a crash is
 * on L1 and in its directory.
 * @example
 * const player = await PlayerProcess.start({ side: { role: "challenger" }, directory, l1, key, … }, { log });
 * process.once("SIGTERM", () => void player.close());
 */
export class PlayerProcess {
  readonly #options: PlayerProcessOptions;
  readonly #told: PlayerProcessParts;
  readonly #log: Logger;
  readonly #final: FinalLog;
  readonly #parts: Omit<PlayerParts, "lane">;
  readonly #client: L1Client;
  #server: MetricsServer | undefined;
  #player: Player | undefined;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #trouble: string | undefined;

  private constructor(
    { options, told }: { options: PlayerProcessOptions; told: PlayerProcessParts },
    { final, sender }: { final: FinalLog; sender: ReliableSender },
  ) {
    const { l1, contracts, fromBlock, side } = options;
    this.#options = options;
    this.#told = told;
    this.#final = final;
    this.#log = told.log ?? pino({ level: "silent" });
    this.#client = told.client ?? new L1Client(l1, { attempts: 1 });
    this.#parts = {
      ...{ l1, sender, log: this.#log, metrics: new DisputeMetrics(side.role) },
      disputes: new DisputeLog({ game: contracts.game, fromBlock }, { l1: this.#client }),
      ...(told.onTrouble === undefined ? {} : { onTrouble: told.onTrouble }),
    };
  }

  /**
   * Starts to play at once; what it cannot do yet it tries again.
   * @throws LOG_LOCKED, LOG_CORRUPT, SEND_JOURNAL_DAMAGED, PORT_IN_USE; what the provider throws
   */
  static async start(options: PlayerProcessOptions, told: PlayerProcessParts = {}): Promise<PlayerProcess> {
    const { directory, genesis, capacity, l1, key, metrics } = options;
    const final = FinalLog.open({
      ...{ directory: join(directory, "lane"), genesis },
      ...(capacity === undefined ? {} : { capacity }),
    });
    try {
      const sender = await ReliableSender.open({
        ...{ provider: l1, wallet: new Wallet(key, l1), confirmations: options.confirmations ?? 2 },
        journal: await FileSendJournal.open(join(directory, "sent")),
        feeLimit: options.feeLimit ?? defaultFeeLimit,
        onTrouble: (trouble) => told.onTrouble?.(trouble),
      });
      const made = new PlayerProcess({ options, told }, { final, sender });
      if (metrics !== undefined) {
        made.#server = await serveMetrics(made.#parts.metrics, () => made.#trouble, metrics);
      }
      made.#log.info(
        { role: options.side.role, account: made.account, metrics: made.metricsUrl },
        "player started",
      );
      made.#turn();
      return made;
    } catch (error) {
      final.close();
      throw error;
    }
  }

  /** Who moves. */
  get account(): Hex {
    return new Wallet(this.#options.key).address.toLowerCase() as Hex;
  }

  /** Where figures are served. */
  get metricsUrl(): string | undefined {
    return this.#server?.url;
  }

  get metrics(): DisputeMetrics {
    return this.#parts.metrics;
  }

  /** What keeps it from its work now. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Ends when what is under way has ended. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#server?.close();
    this.#final.close();
    this.#log.info("player stopped");
  }

  #turn(): void {
    this.#running = this.#tick().finally(() => {
      if (this.#isClosed) return;
      this.#timer = setTimeout(() => this.#turn(), this.#options.pollInterval ?? defaultInterval);
    });
  }

  async #tick(): Promise<void> {
    try {
      this.#player ??= this.#open();
      await this.#player.tick();
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = error instanceof Error ? error.message : String(error);
      if (isProtocolError(error) && broken.has(error.code)) this.#player = undefined;
      this.#told.onTrouble?.(error);
    }
    this.#told.onTick?.();
  }

  #open(): Player {
    const { side, lane, contracts, proveLevel, blobProofs } = this.#options;
    const parts = { ...this.#parts, lane: this.#watch() };
    const options = {
      ...{ lane, game: contracts.game, account: this.account },
      ...(proveLevel === undefined ? {} : { proveLevel }),
      ...(blobProofs === undefined ? {} : { blobProofs }),
    };
    if (side.role === "challenger") return new Challenger(parts, options);
    const { committer, batchBond } = side;
    return new Defender(parts, { ...options, committer, batchBond });
  }

  #watch(): LaneWatch {
    const { side, lane, chainId, contracts, fromBlock, archive, genesis } = this.#options;
    const { rollup, queue } = contracts;
    const l1 = this.#client;
    const reader = new L1Reader({ rollup, queue, lane, fromBlock, depth: 0n }, { l1 });
    const known = this.#final.known;
    const place = { chainId: Number(chainId), queue, genesis: batchDigest(genesis.header), known };
    const { onWrong } = this.#told;
    return new LaneWatch({
      derivation: new Derivation(place, { l1, reader, archive }),
      replica: this.#final.newReplica(),
      final: this.#final,
      // A challenger disputes what is wrong, a defender defends its committer's.
      isAskedFor: ({ committed }: DerivedBatch, isRight) =>
        !isRight || (side.role === "defender" && committed.committer === side.committer),
      ...(onWrong === undefined ? {} : { onWrong }),
    });
  }
}
