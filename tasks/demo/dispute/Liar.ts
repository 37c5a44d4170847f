import { committerMoves } from "@muniment/challenger";
import { type BlobArchive, Derivation, L1Client, L1Reader } from "@muniment/derivation";
import { LaneReplica, type Machine, machineAt, planHeader, type State } from "@muniment/executor";
import { encodeCommit, openGenesis } from "@muniment/node";
import {
  batchDigest,
  type BatchInput,
  type BlockHeader,
  encodeBatchData,
  type Hex,
} from "@muniment/protocol";
import {
  connectRollup,
  getDisputes,
  type RollupContracts,
  type RollupManifest,
  sendCall,
} from "@muniment/sdk";
import { type JsonRpcApiProvider, NonceManager, Wallet } from "ethers";

import { LyingTrace } from "./LyingTrace.js";
import type { Tampering } from "./Tampering.js";

/** Whose lane a liar commits to. */
export interface LiarPlace {
  readonly manifest: RollupManifest;
  readonly l1: JsonRpcApiProvider;
  readonly archive: BlobArchive;
  /** The committer's. */
  readonly key: Hex;
}

/** What a lying batch is about. */
export interface LieContents {
  /** Signed transactions, of one block. */
  readonly transactions: readonly Hex[];
  /** Where the lie lies. @param machineAt The machine that begins a step of the right trace. */
  readonly tampering: (machineAt: (place: number) => Machine) => Tampering;
}

/** A batch that is not executed yet. */
export interface PreparedBatch {
  /** With the header that planHeader gave. */
  readonly draft: BatchInput;
  /** Header of the parent's last block. */
  readonly lastBlock: BlockHeader;
  /** The state that the parent left, each time anew. */
  readonly state: () => State;
}

/** Gas of a call to the game, or of a commit. */
const gasLimit = 5_000_000n;

/**
 * A committer that lies: it commits batches whose traces have one false step, and defends them as well as they can be
 * defended – with a trace that is coherent but for that step.
 */
export class Liar {
  readonly #place: LiarPlace;
  readonly #rollup: RollupContracts;
  readonly #signer: NonceManager;
  readonly #derivation: Derivation;
  readonly #replica: LaneReplica;
  readonly #lies = new Set<Hex>();

  constructor(place: LiarPlace) {
    const { manifest, l1, archive, key } = place;
    this.#place = place;
    this.#rollup = connectRollup(manifest, l1);
    this.#signer = new NonceManager(new Wallet(key, l1));
    const { lane, chainId, l1Block, contracts } = manifest;
    const [rollup, queue] = [contracts.Rollup, contracts.MessageQueue].map(
      ({ address }) => address.toLowerCase() as Hex,
    ) as [Hex, Hex];
    const genesis = openGenesis(manifest);
    const client = new L1Client(l1);
    this.#replica = new LaneReplica(genesis.replica);
    this.#derivation = new Derivation(
      { chainId, queue, genesis: batchDigest(genesis.header) },
      {
        ...{ l1: client, archive },
        reader: new L1Reader({ rollup, queue, lane, fromBlock: BigInt(l1Block), depth: 0n }, { l1: client }),
      },
    );
  }

  /** Takes in all that L1 has, but for what it knows to be false. */
  async follow(): Promise<void> {
    for (let step = await this.#derivation.next(); step; step = await this.#derivation.next()) {
      if (step.kind === "batch" && !this.#lies.has(step.batch.digest)) this.#replica.follow(step.batch.input);
      if (step.kind === "undone" && step.last < this.#replica.header.index) this.#replica.undoTo(step.last);
    }
  }

  /** Makes a batch behind the last one that is right: its data as calldata, with all items of the queue. */
  async prepare(transactions: readonly Hex[]): Promise<PreparedBatch> {
    await this.follow();
    const draft = await this.#draft(transactions);
    const { lastBlock } = this.#replica;
    return { draft, lastBlock, state: () => this.#replica.stateBehind(draft.parent.index) };
  }

  /**
   * Commits a batch behind the last one that is right.
   * @throws MACHINE_STEP_UNKNOWN when the lie has no place in it; what L1 refuses
   */
  async commit(contents: LieContents): Promise<LyingTrace> {
    const { draft, lastBlock, state } = await this.prepare(contents.transactions);
    const { parent, data, items } = draft;
    const tampering = contents.tampering((place) =>
      machineAt({ state: state(), lastBlock, input: draft }, place),
    );
    const source = { kind: "calldata", data } as const;
    const trace = LyingTrace.make({ state: state(), lastBlock, draft, source, tampering });
    this.#lies.add(trace.batch.digest);
    const [first] = items;
    const call = encodeCommit(trace.header, parent, first === undefined ? {} : { first }, data);
    const to = await this.#rollup.Rollup.getAddress();
    await sendCall(this.#signer, { to, data: call, value: 0n, label: "commitBatch" });
    return trace;
  }

  /** Makes a move in each dispute about a trace. @returns Whether there was one to make. */
  async answer(trace: LyingTrace): Promise<boolean> {
    const { l1, manifest } = this.#place;
    const game = manifest.contracts.DisputeGame.address.toLowerCase() as Hex;
    const { digest } = trace.batch;
    const verify = (): Promise<void> => Promise.resolve();
    // It shows states for as long as there are any to show: the step that does not follow it cannot prove.
    const tools = { game, machines: trace, verify, proveLevel: -1 };
    let isAnswered = false;
    for (const transcript of await getDisputes(l1, game, { digest, fromBlock: manifest.l1Block })) {
      if (transcript.end !== undefined) continue;
      const [move] = committerMoves(transcript, trace.batch, tools);
      if (move === undefined) continue;
      const { to, data } = await move.make();
      await (await this.#signer.sendTransaction({ to, data, gasLimit })).wait();
      isAnswered = true;
    }
    return isAnswered;
  }

  async #draft(transactions: readonly Hex[]): Promise<BatchInput> {
    const { l1, manifest } = this.#place;
    const { chainId, contracts, lane } = manifest;
    const parent = this.#replica.header;
    const now = BigInt((await l1.getBlock("latest"))?.timestamp ?? 0);
    const time = now > parent.time ? now : parent.time;
    const data = encodeBatchData({
      ...{ parentTime: parent.time, chainId },
      blocks: [{ time, transactions: transactions.map((raw) => Buffer.from(raw.slice(2), "hex")) }],
    });
    const items = this.#derivation.record.items.slice(Number(parent.queueCursor));
    const header = planHeader({
      ...{ parent, time, items, rules: parent.rules, blocks: 1 },
      epoch: await this.#rollup.Rollup.epochOf(lane),
      data: { kind: "calldata", data },
    });
    const queue = contracts.MessageQueue.address.toLowerCase() as Hex;
    return { header, parent, data, items, queue, chainId };
  }
}
