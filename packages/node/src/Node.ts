import { largeCapacity, openProducer, RecoveryPool } from "@muniment/executor";
import type { OpenedProducer } from "@muniment/executor";
import { predeploys, ProtocolError } from "@muniment/protocol";
import { pino } from "pino";
import type { Logger } from "pino";
import { closeAll } from "./closeAll.js";
import { ChainStore } from "./chain/ChainStore.js";
import { MessageIndex } from "./chain/MessageIndex.js";
import { SenderRecovery } from "./chain/SenderRecovery.js";
import { StateReader } from "./chain/state/StateReader.js";
import { batchCapacity } from "./batcher/batchCapacity.js";
import { batchTermsOf } from "./batcher/batchTermsOf.js";
import type { FeeTeller } from "./l1/fees/FeeTeller.js";
import { OraclePrice } from "./l1/fees/OraclePrice.js";
import { postingTermsOf } from "./l1/fees/postingTermsOf.js";
import type { ToldFees } from "./l1/fees/ToldFees.js";
import { startTeller } from "./l1/fees/startTeller.js";
import { LaneService } from "./l1/LaneService.js";
import { Metrics } from "./metrics/Metrics.js";
import type { NodeOptions, NodeParts } from "./NodeOptions.js";
import { advisedTip } from "./pool/advisedTip.js";
import { Intake } from "./pool/Intake.js";
import type { LeastPrice } from "./pool/LeastPrice.js";
import { Pool } from "./pool/Pool.js";
import { defaultRpcLimits } from "./rpc/defaultRpcLimits.js";
import { Dispatcher } from "./rpc/Dispatcher.js";
import { Filters } from "./rpc/Filters.js";
import { methods } from "./rpc/methods.js";
import type { RpcContext } from "./rpc/RpcContext.js";
import { RpcServer } from "./rpc/server/RpcServer.js";
import { ItemQueue } from "./sequencer/ItemQueue.js";
import { BlockSigner } from "./sequencer/BlockSigner.js";
import type { Clock } from "./sequencer/Clock.js";
import { ReceiptProofs } from "./sequencer/ReceiptProofs.js";
import { Sequencer } from "./sequencer/Sequencer.js";
import { systemClock } from "./sequencer/systemClock.js";

const clientVersion = "Muniment/0.1.0";
/** More than a block's records take besides those that the runtime wrote. */
const sealedBytes = 65_536;
/** Transactions whose signatures one thread checks in a row: to wake another costs about what checking two takes. */
const smallestShare = 16;
const defaultStateBlocks = 128;
const defaultStateBytes = 256 * 1024 * 1024;

/**
 * A sequencer node of one lane: its chain on disk, the pool, the sequencer, and JSON-RPC over them.
 * @example
 * const node = await Node.open({ directory, chainId: 777n, lane: 1, epoch: 1n, genesis });
 * console.log(node.url);
 */
export class Node {
  readonly chain: ChainStore;
  readonly state: StateReader;
  readonly pool: Pool;
  readonly sequencer: Sequencer;
  /** Absent on a node that was told nothing of L1. */
  readonly lane: LaneService | undefined;
  readonly #server: RpcServer;
  /** What is to be closed, in this order. */
  readonly #l1Fees: () => ToldFees;
  readonly #closers: readonly (() => unknown)[];

  private constructor(parts: Assembled, server: RpcServer, closers: readonly (() => unknown)[]) {
    this.chain = parts.chain;
    this.state = parts.state;
    this.pool = parts.pool;
    this.sequencer = parts.sequencer;
    this.lane = parts.lane;
    this.#l1Fees = parts.l1Fees;
    this.#server = server;
    this.#closers = closers;
  }

  /**
   * Opens the lane's directory and serves.
   * @throws what openProducer throws; SIGNATURE_JOURNAL_INVALID, LANE_NOT_ARCHIVED, BATCH_JOURNAL_DAMAGED, RPC_FAILED,
   * PORT_IN_USE
   */
  static async open(options: NodeOptions, parts: NodeParts = {}): Promise<Node> {
    const { log = pino({ level: "silent" }), clock = systemClock } = parts;
    const closers: (() => unknown)[] = [];
    try {
      const opened = await openLane(options);
      closers.unshift(() => opened.close());
      const chain = new ChainStore({ directory: options.directory }, opened.header.number);
      closers.unshift(() => chain.close());
      const state = await openReader(options, opened.header.number);
      closers.unshift(() => state.close());
      const recovery = await RecoveryPool.start({
        chainId: Number(options.chainId),
        rules: { kind: "muniment" },
        smallestShare,
        ...(options.workers === undefined ? {} : { workers: options.workers }),
      });
      closers.unshift(() => recovery.close());
      const signing = await openSigning(options, chain);
      if (signing !== undefined) closers.unshift(() => signing.signer.close());
      const made = assemble(options, { chain, state, opened, recovery, signing, log, clock });
      closers.unshift(() => made.sequencer.close());
      closers.unshift(() => made.lane?.close());
      closers.unshift(() => made.teller?.close());
      const server = await serve(options, made, log);
      closers.unshift(() => server.close());
      log.info({ url: server.url, block: Number(chain.latest.header.number) }, "serving");
      return new Node(made, server, closers);
    } catch (error) {
      await closeAll(closers).catch(() => undefined);
      throw error;
    }
  }

  /** Where JSON-RPC is served over HTTP, for example http://127.0.0.1:8545; the same port takes WebSockets. */
  get url(): string {
    return this.#server.url;
  }

  /** What the L1 fee oracle was told last, by which the pool asks for tips (NODE-35). */
  get l1Fees(): ToldFees {
    return this.#l1Fees();
  }

  /** Ends when everything under way is on disk. @throws what went wrong first; all is closed then too */
  async close(): Promise<void> {
    await closeAll(this.#closers);
  }
}

async function openLane(options: NodeOptions): Promise<OpenedProducer> {
  const { directory, chainId, genesis, capacity = largeCapacity, isArchive = true } = options;
  const { snapshotEvery, segmentBytes } = options;
  return openProducer({
    directory,
    chainId,
    genesis,
    withContent: true,
    snapshots: { keepLog: isArchive },
    ...(snapshotEvery === undefined ? {} : { snapshotEvery }),
    ...(segmentBytes === undefined ? {} : { log: { segmentBytes } }),
    capacity,
  });
}

async function openReader(options: NodeOptions, last: bigint): Promise<StateReader> {
  const { directory, capacity = largeCapacity, withProofs = true } = options;
  return StateReader.start({
    directory,
    last,
    withProofs,
    leastBlocks: options.stateBlocks ?? defaultStateBlocks,
    historyBytes: options.stateBytes ?? defaultStateBytes,
    // Who sealed a block added the record of its parent's hash to all that fitted there.
    capacity: { ...capacity, workBytes: capacity.workBytes + sealedBytes },
  });
}

async function openSigning(
  { directory, lane, epoch, signing }: NodeOptions,
  chain: ChainStore,
): Promise<RpcContext["signing"]> {
  if (signing === undefined) return undefined;
  const signer = await BlockSigner.open({ directory, lane, epoch, ...signing });
  await signer.catchUp(chain);
  return { signer, proofs: new ReceiptProofs(), address: signer.address };
}

interface Assembly {
  readonly chain: ChainStore;
  readonly state: StateReader;
  readonly opened: OpenedProducer;
  readonly recovery: RecoveryPool;
  readonly signing: RpcContext["signing"];
  readonly log: Logger;
  readonly clock: Clock;
}

interface Assembled {
  readonly chain: ChainStore;
  readonly state: StateReader;
  readonly pool: Pool;
  readonly sequencer: Sequencer;
  readonly lane: LaneService | undefined;
  readonly teller: FeeTeller | undefined;
  readonly l1Fees: () => ToldFees;
  readonly context: RpcContext;
  readonly metrics: Metrics;
}

function assemble(options: NodeOptions, parts: Assembly): Assembled {
  const { chain, state, opened, recovery, signing, log, clock } = parts;
  const { producer } = opened;
  const oracleWord = (): bigint => producer.runtime.accounts.slot(predeploys.l1FeeOracle, 0n);
  const oracle = oracleOf(options, oracleWord);
  const leastPrice = (): LeastPrice => ({ tip: options.leastTip?.() ?? 0n, posting: oracle.posting });
  const blockBytes = blockBytesOf(options);
  const pool = new Pool({
    standing: (address) => producer.runtime.accounts.standing(address),
    leastPrice,
    limits: { ...options.poolLimits, ...(blockBytes === undefined ? {} : { transactionBytes: blockBytes }) },
  });
  const intake = new Intake(recovery);
  const limits = { ...defaultRpcLimits, ...options.rpcLimits };
  const filters = new Filters(limits, clock);
  const metrics = new Metrics({
    block: () => chain.latest.header.number,
    poolSize: () => pool.size,
    stateQuestions: () => state.waiting,
    filters: () => filters.size,
    fees: () => oracle.fees,
    advisedTip: () => advisedTip(leastPrice()),
  });
  const items = itemQueueOf(options, chain);
  const sequencer = new Sequencer(
    {
      ...{ producer, pool, chain, state, clock },
      ...(items === undefined ? {} : { items }),
      onBlock: (block) => {
        oracle.refresh();
        metrics.block(block.transactions.offsets.length - 1, block.header.gasUsed);
        // Whoever asks for it later is told why there is none.
        signing?.signer.statementOf(block).catch((error: unknown) => log.error({ err: error }, "not signed"));
      },
      onFailure: (error) => log.fatal({ err: error }, "the sequencer stopped"),
    },
    { ...options.sequencer, ...(blockBytes === undefined ? {} : { blockBytes }) },
  );
  const lane = items === undefined ? undefined : startLane(options, { chain, items, clock, log, sequencer });
  const context: RpcContext = {
    ...{ chain, state, pool, intake, filters, limits, clock, clientVersion },
    advisedTip: () => advisedTip(leastPrice()),
    chainId: options.chainId,
    messages: new MessageIndex(options.lane, chain),
    get levels() {
      return lane?.levels ?? { safe: 0n, finalized: 0n };
    },
    get lane() {
      return lane && { record: lane.watch.confirmed, isSimulated: lane.isSimulated };
    },
    senders: new SenderRecovery(options.chainId, async (raw) => (await intake.prepare(raw)).sender),
    submit: (transaction) => {
      if (sequencer.problem !== undefined) throw sequencer.problem;
      pool.add(transaction);
    },
    ...(signing === undefined ? {} : { signing }),
  };
  const teller = startTeller(options, { context, producer, oracleWord, metrics, log });
  return { chain, state, pool, sequencer, lane, teller, l1Fees: () => oracle.fees, context, metrics };
}

/** What the L1 fee oracle's figures ask of the pool. */
function oracleOf({ l1, posting }: NodeOptions, word: () => bigint): OraclePrice {
  return new OraclePrice(word, posting ?? postingTermsOf(l1?.batcher?.terms?.kind ?? "blobs"));
}

/** Bytes that the transactions of a block may have, where a batch must have room for them. */
function blockBytesOf({ l1 }: NodeOptions): number | undefined {
  if (l1?.batcher === undefined) return undefined;
  // Beside them the data have a preamble, and few bytes for each.
  return Math.floor(batchCapacity(batchTermsOf(l1.batcher.terms)) * 0.95);
}

/** @throws LANE_NOT_ARCHIVED */
function itemQueueOf({ l1, chainId, lane }: NodeOptions, chain: ChainStore): ItemQueue | undefined {
  if (l1 === undefined) return undefined;
  if (chain.first !== 0n) throw new ProtocolError("LANE_NOT_ARCHIVED", { oldest: chain.first });
  const origin = { l1ChainId: l1.chainId, queue: l1.contracts.queue, lane };
  return new ItemQueue({ chainId, origin, cursor: chain.itemCount });
}

interface LaneAssembly extends Pick<Assembly, "chain" | "log" | "clock"> {
  readonly items: ItemQueue;
  readonly sequencer: Sequencer;
}

function startLane(
  { l1, directory, lane, chainId, capacity, signing, epoch }: NodeOptions,
  { chain, items, clock, log, sequencer }: LaneAssembly,
): LaneService | undefined {
  if (l1 === undefined) return undefined;
  return LaneService.start(
    {
      ...{ ...l1, directory, lane, chainId },
      ...(capacity === undefined ? {} : { capacity }),
      ...(signing === undefined ? {} : { epoch }),
    },
    {
      ...{ chain, items, clock },
      onTrouble: (trouble) => log.warn({ err: trouble }, "L1"),
      onFailure: (failure) => {
        log.fatal({ err: failure }, "the lane cannot go on");
        sequencer.stop(failure);
      },
    },
  );
}

async function serve(
  { host, port }: NodeOptions,
  { context, metrics, sequencer, lane }: Assembled,
  log: Logger,
): Promise<RpcServer> {
  const dispatcher = new Dispatcher({
    context,
    methods,
    onAnswered: (answered) => metrics.answered(answered),
    onUnforeseen: (method, error) => log.error({ method, err: error }, "unforeseen error"),
  });
  return RpcServer.start({
    ...{ dispatcher, limits: context.limits, metrics },
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    problem: () => sequencer.problem?.message,
    trouble: () => lane?.trouble,
    ...(lane === undefined ? {} : { blobs: lane.archive }),
  });
}
