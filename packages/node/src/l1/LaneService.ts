import { join } from "node:path";
import { DirectoryArchive, L1Client } from "@muniment/derivation";
import type { RuntimeCapacity } from "@muniment/executor";
import { isProtocolError, lastBlockOf, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import {
  attesterRegistryInterface,
  FileSendJournal,
  messageQueueInterface,
  ReliableSender,
} from "@muniment/sdk";
import { Wallet } from "ethers";
import { BatchBuilder } from "../batcher/BatchBuilder.js";
import { Batcher } from "../batcher/Batcher.js";
import { BatchJournal } from "../batcher/BatchJournal.js";
import { batchTermsOf } from "../batcher/batchTermsOf.js";
import { Finalizer } from "../batcher/Finalizer.js";
import type { ChainStore } from "../chain/ChainStore.js";
import type { Levels } from "../chain/Levels.js";
import type { Clock } from "../sequencer/Clock.js";
import type { ItemQueue } from "../sequencer/ItemQueue.js";
import { checkCommitted, isCommitted } from "./checkCommitted.js";
import type { BatcherSettings, L1Options } from "./L1Options.js";
import { LaneWatch } from "./LaneWatch.js";

/** What the service works with. */
export interface LaneServiceParts {
  readonly chain: ChainStore;
  readonly items: ItemQueue;
  readonly clock: Clock;
  /** Told what went wrong and is tried again. */
  readonly onTrouble: (trouble: unknown) => void;
  /** Told what ends the lane's life on this node. */
  readonly onFailure: (failure: ProtocolError) => void;
}

/** Whose lane it is. */
export interface LaneServiceOptions extends Omit<L1Options, "chainId"> {
  /** The lane's directory. */
  readonly directory: string;
  readonly lane: number;
  /** The lane's chain on L2. */
  readonly chainId: bigint;
  readonly capacity?: RuntimeCapacity;
  /** For which the node signs receipts; absent when it signs none. */
  readonly epoch?: bigint;
}

/** What is used of what the queue says of a lane. */
interface LaneTerms {
  readonly deadline: bigint;
}

const defaultInterval = 4_000;
const defaultAge = 60_000;
const defaultInFlight = 3;
/** After these the node's chain is not the lane's, and nothing may be added to it. */
const fatal: ReadonlySet<string> = new Set(["LANE_DIVERGED", "LANE_AHEAD", "BATCH_REPLICA_DIFFERS"]);

/** What a node does with L1: reads it, offers its items to the sequencer, commits and finalizes batches. */
export class LaneService {
  readonly watch: LaneWatch;
  /** Blobs that the node has sent. */
  readonly archive: DirectoryArchive;
  readonly #options: LaneServiceOptions;
  readonly #parts: LaneServiceParts;
  readonly #l1: L1Client;
  #work:
    | { readonly batcher: Batcher; readonly finalizer: Finalizer; readonly close: () => Promise<void> }
    | undefined;
  #isSimulated: boolean | undefined;
  #running: Promise<void> | undefined;
  #cancel: (() => void) | undefined;
  #isClosed = false;
  #trouble: string | undefined;
  #toldEpoch: bigint | undefined;

  private constructor(options: LaneServiceOptions, parts: LaneServiceParts) {
    const { provider, contracts, fromBlock, confirmations, itemDepth, lane, directory } = options;
    this.#options = options;
    this.#parts = parts;
    this.#l1 = new L1Client(provider, { attempts: 1 });
    const { rollup, queue } = contracts;
    this.watch = new LaneWatch(
      { rollup, queue, lane, fromBlock, confirmations: BigInt(confirmations), itemDepth },
      this.#l1,
    );
    this.archive = new DirectoryArchive(join(directory, "blobs"));
  }

  /** Starts looking at L1 at once; what it cannot do yet it tries again. @throws BATCH_JOURNAL_DAMAGED */
  static start(options: LaneServiceOptions, parts: LaneServiceParts): LaneService {
    const service = new LaneService(options, parts);
    service.#turn();
    return service;
  }

  /** How far the chain has come on L1 (NODE-4). */
  get levels(): Levels {
    const { batches, lastFinal } = this.watch.confirmed;
    return { safe: this.#blockOf(batches.length - 1), finalized: this.#blockOf(Number(lastFinal)) };
  }

  /** Whether attestations are of SIMULATED keys; so it is taken to be until L1 has said otherwise. */
  get isSimulated(): boolean {
    return this.#isSimulated ?? true;
  }

  /** What keeps the service from its work now. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  /** Ends when what is under way has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel?.();
    await this.#running;
    await this.#work?.close();
  }

  /** The last block that a batch or one before it has in common with this node's chain. */
  #blockOf(index: number): bigint {
    const { batches } = this.watch.confirmed;
    for (let at = index; at > 0; at--) {
      const header = batches[at]?.header;
      if (header !== undefined && isCommitted(this.#parts.chain, header)) return lastBlockOf(header);
    }
    return 0n;
  }

  #turn(): void {
    this.#running = this.#tick().finally(() => {
      if (this.#isClosed) return;
      const { pollInterval = defaultInterval } = this.#options;
      this.#cancel = this.#parts.clock.after(pollInterval, () => this.#turn());
    });
  }

  async #tick(): Promise<void> {
    try {
      await this.watch.update();
      this.#checkEpoch();
      const last = this.watch.newest.batches.at(-1);
      if (last !== undefined) checkCommitted(this.#parts.chain, last.header);
      this.#isSimulated ??= await this.#askSimulated();
      this.#parts.items.offer(this.watch.final.items);
      const { batcher } = this.#options;
      if (batcher !== undefined) {
        this.#work ??= await this.#open(batcher);
        await this.#work.batcher.tick();
        await this.#work.finalizer.tick();
      }
      this.#trouble = undefined;
    } catch (error) {
      this.#hear(error);
      await this.#reopenAfter(error);
    }
  }

  /** Signatures of an epoch that has ended bind nobody: whoever runs the node is told, once. */
  #checkEpoch(): void {
    const { epoch: expected, lane } = this.#options;
    const actual = this.watch.confirmed.epoch;
    if (expected === undefined || actual <= (this.#toldEpoch ?? expected)) return;
    this.#toldEpoch = actual;
    this.#parts.onTrouble(new ProtocolError("LANE_EPOCH_WRONG", { lane, expected, actual }));
  }

  /** What was opened for a thread that has ended is opened again. */
  async #reopenAfter(error: unknown): Promise<void> {
    if (!isProtocolError(error) || error.code !== "BATCHER_FAILED") return;
    const work = this.#work;
    this.#work = undefined;
    await work?.close();
  }

  #hear(error: unknown): void {
    this.#trouble = error instanceof Error ? error.message : String(error);
    if (isProtocolError(error) && fatal.has(error.code)) {
      this.#isClosed = true;
      this.#parts.onFailure(error);
    } else this.#parts.onTrouble(error);
  }

  async #askSimulated(): Promise<boolean> {
    const data = attesterRegistryInterface.encodeFunctionData("isProduction") as Hex;
    const answer = await this.#l1.call(this.#options.contracts.attesters, data);
    return BigInt(answer) === 0n;
  }

  /** Seconds after which an item is due. */
  async #askDeadline(): Promise<bigint> {
    const { contracts, lane } = this.#options;
    const data = messageQueueInterface.encodeFunctionData("termsOf", [lane]) as Hex;
    const answer = await this.#l1.call(contracts.queue, data);
    const [{ deadline }] = messageQueueInterface.decodeFunctionResult(
      "termsOf",
      answer,
    ) as unknown as readonly [LaneTerms];
    return deadline;
  }

  async #open(settings: BatcherSettings) {
    const { provider, directory, contracts, lane, chainId, capacity, confirmations } = this.#options;
    const { chain, clock, onTrouble } = this.#parts;
    const { key, feeLimit, leastTip, raiseAfter } = settings;
    const sender = await ReliableSender.open({
      ...{ provider, feeLimit, onTrouble },
      wallet: new Wallet(key, provider),
      journal: await FileSendJournal.open(join(directory, "sent")),
      // A block that is so deep has as many blocks behind it, itself not counted.
      confirmations: confirmations + 1,
      ...(leastTip === undefined ? {} : { leastTip }),
      ...(raiseAfter === undefined ? {} : { raiseAfter }),
    });
    const journal = new BatchJournal(join(directory, "batches"));
    const builder = new BatchBuilder({
      ...{ directory, chainId: Number(chainId), queue: contracts.queue },
      terms: batchTermsOf(settings.terms),
      ...(capacity === undefined ? {} : { capacity }),
    });
    const { rollup, policy } = contracts;
    const { watch, archive } = this;
    return {
      batcher: new Batcher(
        { chain, watch, builder, sender, journal, archive, clock, onTrouble },
        {
          ...{ rollup, deadline: await this.#askDeadline(), greatestAge: settings.greatestAge ?? defaultAge },
          inFlight: settings.inFlight ?? defaultInFlight,
        },
      ),
      finalizer: new Finalizer({ watch, l1: this.#l1, sender }, { lane, rollup, policy }),
      close: async (): Promise<void> => {
        await builder.close();
        journal.close();
      },
    };
  }
}
