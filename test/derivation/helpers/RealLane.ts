import {
  genesisBatch,
  LaneReplica,
  planHeader,
  type ReplicaGenesis,
  sealGenesis,
  State,
} from "@muniment/executor";
import { type DirectoryArchive, L1Client, L1Reader, versionedHashOf } from "@muniment/derivation";
import {
  batchDigest,
  type BatchHeader,
  type BatchInput,
  type BlockContent,
  encodeBatchData,
  encodeBatchHeader,
  type Hex,
  packBlobs,
  type QueueItem,
  toHex,
  unpackBlobs,
} from "@muniment/protocol";
import { DasContextJs } from "@crate-crypto/node-eth-kzg";
import { keccak256, parseEther, toBeHex, Transaction, Wallet } from "ethers";
import { commitArguments } from "../../L1/helpers/batches.js";
import type { QueueItemStruct } from "../../../typechain-types/contracts/L1/rollup/IRollup.js";
import { deployL1, type L1, type L1Connection, lane } from "../../L1/helpers/deployL1.js";
import { nowOn, registerEnclaves, setUpPolicy } from "../../L1/helpers/setUpL1.js";
import { developmentParameters, type L1Parameters } from "../../L1/helpers/l1Parameters.js";
import { allocations, rules } from "../../executor/batches/helpers/lane.js";
import { chainId, lower } from "../../executor/transition/helpers/chain.js";

const kzg = DasContextJs.create({ usePrecomp: false });

/** What a batch is made of; its items are those of the queue up to `cursor`. */
export interface RealContents {
  readonly blocks?: readonly Pick<BlockContent, "transactions">[];
  readonly cursor?: bigint;
  readonly data?: Uint8Array;
  readonly count?: number;
  readonly as?: "calldata" | "blobs";
  /** Whether the first element of the blob is made none of data (BATCH-2). */
  readonly tamperBlob?: boolean;
  /** What is committed instead of what was executed. */
  readonly change?: Partial<BatchHeader>;
}

/** A batch that was made and not committed yet. */
export interface MadeBatch {
  readonly input: BatchInput;
  readonly as: "calldata" | "blobs";
  readonly blobs: readonly Uint8Array[];
}

/** A lane on a simulated L1 with the real contracts, and who batches for it. */
export class RealLane {
  readonly l1: L1;
  readonly queue: Hex;
  readonly rollup: Hex;
  readonly genesis: BatchHeader;
  readonly deployedAt: bigint;
  /** The batcher's. */
  readonly replica: LaneReplica;
  readonly #genesisTime: bigint;
  readonly #committer: Wallet;

  private constructor(
    l1: L1,
    addresses: { queue: Hex; rollup: Hex },
    genesisTime: bigint,
    deployedAt: bigint,
  ) {
    this.l1 = l1;
    this.queue = addresses.queue;
    this.rollup = addresses.rollup;
    this.deployedAt = deployedAt;
    this.#genesisTime = genesisTime;
    this.#committer = new Wallet(keccak256("0x01"), l1.connection.ethers.provider);
    this.replica = this.newReplica();
    this.genesis = this.replica.header;
  }

  /** Deploys everything and opens the lane. */
  static async open(
    connection: L1Connection,
    parameters: L1Parameters = developmentParameters,
  ): Promise<RealLane> {
    const deployedAt = BigInt(await connection.ethers.provider.getBlockNumber());
    const l1 = await deployL1(connection, parameters);
    const { rollup, queue, policy, actors } = l1;
    // Stands for the gateway of ETH: a contract whose calls the tests make.
    await queue.getFunction("connect")(policy);
    await setUpPolicy(l1);
    const addresses = {
      queue: (await queue.getAddress()).toLowerCase() as Hex,
      rollup: (await rollup.getAddress()).toLowerCase() as Hex,
    };
    const real = new RealLane(l1, addresses, (await nowOn(l1)) - 60n, deployedAt);
    await rollup.openLane(encodeBatchHeader(real.genesis), parameters.bondGwei);
    await rollup.seal();
    const wallet = real.#committer;
    await actors.deployer.sendTransaction({ to: wallet.address, value: parseEther("100") });
    await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), wallet.address);
    await rollup.connect(wallet).depositBond({ value: parseEther("50") });
    await registerEnclaves(l1);
    return real;
  }

  /** What a replica begins with. */
  get genesisOfReplica(): ReplicaGenesis {
    const makeState = () => State.genesis({ rules: { kind: "muniment" } }, allocations);
    const state = makeState();
    const { header: block } = sealGenesis(state, this.#genesisTime);
    const place = { l1ChainId: 31_337n, rollup: this.rollup, lane: Number(lane), rules };
    return { header: genesisBatch(place, state, block), block, makeState };
  }

  /** A replica at genesis: who follows from nothing. */
  newReplica(): LaneReplica {
    return new LaneReplica(this.genesisOfReplica);
  }

  /** A forced transaction of `anyone`. */
  async force(request: { recipient: Hex; value?: bigint; data?: Hex; gasLimit?: bigint }): Promise<void> {
    const { queue, actors, parameters } = this.l1;
    const { gasLimit = 100_000n } = request;
    const whole = { isCreation: false, value: 0n, data: "0x", ...request, gasLimit };
    await queue.connect(actors.anyone).enqueue(lane, whole, { value: gasLimit * parameters.gasPrice });
  }

  /** A deposit of ETH for `recipient`. */
  async deposit(recipient: Hex, value: bigint): Promise<void> {
    const { queue, policy, connection } = this.l1;
    const { ethers } = connection;
    const gateway = await policy.getAddress();
    await ethers.provider.send("hardhat_impersonateAccount", [gateway]);
    await ethers.provider.send("hardhat_setBalance", [gateway, toBeHex(parseEther("10"))]);
    const signer = await ethers.getSigner(gateway);
    const request = { recipient, isCreation: false, value, gasLimit: 100_000n, data: "0x" };
    await queue.connect(signer).enqueueMint(lane, this.l1.actors.other.address, request);
  }

  /** The queue's items, read by the contracts' own types. */
  async items(): Promise<{ item: QueueItem; struct: QueueItemStruct }[]> {
    const { queue } = this.l1;
    const logs = await queue.queryFilter(queue.filters.ItemQueued(lane), Number(this.deployedAt));
    return logs.map(({ args: { item, data } }) => {
      const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } = item;
      const common = { isCreation, mint, value, gasLimit, time, gasBefore };
      return {
        item: { ...common, sender: lower(sender), recipient: lower(recipient), data: data as Hex },
        struct: { ...common, sender, recipient, dataHash },
      };
    });
  }

  /** Makes the next batch and executes it on the batcher's own replica. */
  async make(contents: RealContents): Promise<MadeBatch> {
    const { blocks = [], cursor, data, count, as = "calldata", change } = contents;
    const parent = this.replica.header;
    const time = await nowOn(this.l1);
    const whole = blocks.map(({ transactions }) => ({ time, transactions }));
    const bytes =
      data ?? encodeBatchData({ parentTime: parent.time, chainId: Number(chainId), blocks: whole });
    const items = (await this.items())
      .slice(Number(parent.queueCursor), Number(cursor ?? parent.queueCursor))
      .map(({ item }) => item);
    const blobs = as === "blobs" ? packBlobs(bytes) : [];
    if (contents.tamperBlob === true) blobs[0]![0] = 1;
    const versionedHashes = blobs.map(versionedHashOf);
    const carried = as === "blobs" ? unpackBlobs(blobs, bytes.length) : bytes;
    const draft = planHeader({
      parent,
      epoch: await this.l1.rollup.epochOf(lane),
      rules,
      blocks: count ?? Math.max(1, blocks.length),
      time,
      items,
      data:
        as === "calldata"
          ? { kind: "calldata", data: bytes }
          : { kind: "blobs", dataSize: bytes.length, versionedHashes },
    });
    const input = {
      header: draft,
      parent,
      data: carried,
      items,
      queue: this.queue,
      chainId: Number(chainId),
    };
    const { header } = this.replica.build(input);
    if (change === undefined) return { input: { ...input, header }, as, blobs };
    this.replica.undoTo(parent.index);
    return { input: { ...input, header: { ...header, ...change } }, as, blobs };
  }

  /** The batches that were committed and are right. */
  readonly made: MadeBatch[] = [];

  /** Commits a batch. */
  async commit(batch: MadeBatch, archive?: DirectoryArchive): Promise<void> {
    const { header, parent, data } = batch.input;
    const structs = (await this.items()).map(({ struct }) => struct);
    const [first, next] = [structs[Number(parent.queueCursor)], structs[Number(header.queueCursor)]];
    const witness = { ...(first === undefined ? {} : { first }), ...(next === undefined ? {} : { next }) };
    const calldata = batch.as === "calldata" ? { data } : {};
    const args = commitArguments(header, parent, { ...witness, ...calldata });
    if (batch.as === "calldata") await this.l1.rollup.connect(this.#committer).commitBatch(...args);
    else {
      const { blobs } = batch;
      for (const blob of archive === undefined ? [] : blobs) await archive?.put(blob);
      await this.#send(await this.l1.rollup.commitBatch.populateTransaction(...args), blobs);
    }
  }

  /** Makes a batch and commits it. */
  async produce(contents: RealContents, archive?: DirectoryArchive): Promise<MadeBatch> {
    const batch = await this.make(contents);
    await this.commit(batch, archive);
    if (contents.change === undefined) this.made.push(batch);
    return batch;
  }

  /** Forgets batches that L1 has taken away. */
  undoTo(index: bigint): void {
    this.replica.undoTo(index);
    this.made.length = Number(index);
  }

  client(): L1Client {
    return new L1Client(this.l1.connection.ethers.provider, { attempts: 1 });
  }

  reader(l1 = this.client(), range = 1_000n): L1Reader {
    const { rollup, queue, deployedAt: fromBlock } = this;
    return new L1Reader({ rollup, queue, lane: Number(lane), fromBlock, depth: 0n, range }, { l1 });
  }

  get derivationOptions() {
    return { chainId: Number(chainId), queue: this.queue, genesis: batchDigest(this.genesis) };
  }

  async #send({ to, data }: { to: string; data: string }, blobs: readonly Uint8Array[]): Promise<void> {
    const sidecars = blobs.map((blob) => {
      const commitment = kzg.blobToKzgCommitment(blob);
      const proof = kzg.computeBlobKzgProof(blob, commitment);
      return { data: toHex(blob), commitment: toHex(commitment), proof: toHex(proof) };
    });
    const transaction = Transaction.from({
      ...{ to, data, type: 3, chainId: 31_337n, nonce: await this.#committer.getNonce() },
      ...{ gasLimit: 1_000_000n, maxFeePerGas: 100n * 10n ** 9n, maxPriorityFeePerGas: 1n },
      maxFeePerBlobGas: 10n ** 10n,
      blobVersionedHashes: blobs.map(versionedHashOf),
      blobs: sidecars,
    });
    transaction.signature = this.#committer.signingKey.sign(transaction.unsignedHash);
    await this.l1.connection.ethers.provider.broadcastTransaction(transaction.serialized);
  }
}
