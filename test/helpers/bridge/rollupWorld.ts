import {
  batchDigest,
  encodeBatchHeader,
  type BatchHeader,
  type Hex,
  keccak256,
  toHex,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import { getBytes, ZeroAddress, ZeroHash } from "ethers";
import type { network } from "hardhat";
import { npmContract } from "../npmContract.js";
import { type BridgeMessage, messageTree } from "./messageTree.js";

export type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;
export type RollupWorld = Awaited<ReturnType<typeof rollupWorld>>;

/** The lane of the tests. */
export const lane = 1;
/** wei for a unit of gas on L2. */
export const gasPrice = 1_000_000n;
/** Seconds after which the escape opens, and the timelock's delay, which is longer. */
export const escapeDelay = 10 * 86_400;
const timelockDelay = 20 * 86_400;
const ATTESTED = 1;
/** FinalityClass.Bulk: what ATTESTED alone is enough for here. */
export const bulk = 1;
const anyHash = keccak256(utf8("any"));

/** What a batch brings besides its place in the chain. */
export interface BatchOutput {
  /** Leaves of messages that it adds. */
  readonly messages?: readonly string[];
  readonly stateRoot?: Hex;
  /** The tree of messages after it, when it is not that of the messages. */
  readonly tree?: { readonly root: string; readonly count: number };
  /** Items that it consumes. */
  readonly items?: number;
  /** Blocks that it has, one without it. */
  readonly blocks?: number;
}

/** What stands where there is no item. */
export const noItem = {
  sender: ZeroAddress,
  recipient: ZeroAddress,
  isCreation: false,
  mint: 0n,
  value: 0n,
  gasLimit: 0n,
  dataHash: ZeroHash,
  time: 0n,
  gasBefore: 0n,
};

/** The chain on L1 with one lane whose batches are FINAL when a quorum of one attested them and a second has passed. */
export async function rollupWorld({ ethers, networkHelpers }: Pick<Connection, "ethers" | "networkHelpers">) {
  const [deployer, operator, council, guardianKey, committer, attester, ...people] =
    await ethers.getSigners();
  const from = deployer!;
  const timelock = await npmContract(
    "@openzeppelin/contracts/build/contracts/TimelockController.json",
    from,
    [timelockDelay, [from.address], [from.address], ZeroAddress],
  );
  const slowAddress = await timelock.getAddress();
  const guardian = await ethers.deployContract("Guardian", [
    slowAddress,
    escapeDelay,
    [guardianKey!],
    [council!],
  ]);
  const policy = await ethers.deployContract("FinalityPolicy", [slowAddress, false, escapeDelay, [council!]]);
  const attesters = await ethers.deployContract("AttesterRegistry", [
    slowAddress,
    { leastDelay: escapeDelay, isProduction: false, greatestAge: 2n ** 38n, activationDelay: 0 },
    1,
    [operator!],
    [council!],
  ]);
  const queue = await ethers.deployContract("MessageQueue", [slowAddress, escapeDelay, [operator!]]);
  const components = { policy, queue, guardian };
  const rollup = await ethers.deployContract("Rollup", [slowAddress, components, [operator!], [council!]]);

  // Contracts of ethers have a "connect" of their own.
  for (const to of [policy, guardian]) {
    const data = to.interface.encodeFunctionData("connect", [await rollup.getAddress()]);
    await from.sendTransaction({ to, data });
  }
  const measurement = anyHash;
  await attesters.allowMeasurement(measurement);
  const now = await networkHelpers.time.latest();
  await attesters.connect(operator).register({
    key: attester!.address,
    measurement,
    quotedAt: now,
    expiresAt: now + 2 ** 37,
    isDebug: false,
    isSimulated: true,
    quoteHash: anyHash,
  });
  await policy.setVerifier(lane, ATTESTED, attesters);
  await policy.setLaneRule(lane, { evidence: ATTESTED, window: 1 });
  await policy.setClassRule(bulk, { lane, evidence: ATTESTED });
  await queue.setTerms(lane, { gasPrice, deadline: 86_400, gasLimit: 16_777_216 });
  const slow = await ethers.getImpersonatedSigner(slowAddress);
  await networkHelpers.setBalance(slowAddress, 10n ** 20n);

  const leaves: string[] = [];
  const genesis: BatchHeader = {
    l1ChainId: (await ethers.provider.getNetwork()).chainId,
    rollup: (await rollup.getAddress()) as Hex,
    lane,
    epoch: 0n,
    index: 0n,
    parent: zeroHash,
    firstBlock: 0n,
    blocks: 1,
    time: BigInt(now),
    dataKind: 1,
    blobs: 0,
    dataSize: 0,
    dataHash: keccak256(),
    queueCursor: 0n,
    queueHash: zeroHash,
    queueGas: 0n,
    rules: keccak256(utf8("muniment")),
    lastBlock: anyHash,
    stateRoot: anyHash,
    messageRoot: messageTree([]).root as Hex,
    messageCount: 0n,
    steps: 1_000,
    traceRoot: anyHash,
  };
  let parent = genesis;
  /** Messages that the bridge of a test has noted, by place. */
  const sent: BridgeMessage[] = [];
  let kept = { parent, leaves: [...leaves], sent: [...sent] };
  /** Remembers where the chain stands, and goes back there: a fixture takes back the chain alone. */
  const keep = (): void => {
    kept = { parent, leaves: [...leaves], sent: [...sent] };
  };
  const restore = (): void => {
    parent = kept.parent;
    leaves.splice(0, Infinity, ...kept.leaves);
    sent.splice(0, Infinity, ...kept.sent);
  };

  /** The item at a place of the queue, as its event tells it. */
  const itemAt = async (place: number) => {
    const [found] = await queue.queryFilter(queue.filters.ItemQueued(lane, place));
    if (found === undefined) return noItem;
    const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } =
      found.args.item;
    return { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
  };

  /** The quorum's signature for a batch. */
  const sign = async (header: BatchHeader): Promise<string> =>
    attester!.signTypedData(
      {
        name: "Muniment AttesterRegistry",
        version: "1",
        chainId: header.l1ChainId,
        verifyingContract: await attesters.getAddress(),
      },
      { Batch: [{ name: "digest", type: "bytes32" }] },
      { digest: getBytes(batchDigest(header)) },
    );

  /** Commits a batch and has it attested. */
  const commit = async ({
    messages = [],
    stateRoot = anyHash,
    items = 0,
    blocks = 1,
    tree,
  }: BatchOutput): Promise<BatchHeader> => {
    leaves.push(...messages);
    const cursor = Number(parent.queueCursor) + items;
    const next = await itemAt(cursor);
    // A block takes two bytes of data at least.
    const data = new Uint8Array(2 * (blocks - 1));
    const header: BatchHeader = {
      ...parent,
      ...{ blocks, dataSize: data.length, dataHash: keccak256(data), steps: 1_000 + 2 * blocks },
      index: parent.index + 1n,
      parent: batchDigest(parent),
      firstBlock: parent.firstBlock + BigInt(parent.blocks),
      queueCursor: BigInt(cursor),
      queueHash: (await queue.rollingHash(lane, cursor)) as Hex,
      queueGas: next.time === 0n ? await queue.totalGas(lane) : next.gasBefore,
      stateRoot,
      messageRoot: (tree?.root ?? messageTree(leaves).root) as Hex,
      messageCount: BigInt(tree?.count ?? leaves.length),
    };
    const witness = {
      expectedDigest: batchDigest(header),
      first: await itemAt(Number(parent.queueCursor)),
      next,
    };
    const [bytes, parentBytes] = [toHex(encodeBatchHeader(header)), toHex(encodeBatchHeader(parent))];
    await rollup.connect(committer).commitBatch(bytes, parentBytes, witness, toHex(data));
    await rollup.attest(lane, header.index, await sign(header));
    parent = header;
    return header;
  };
  /** Commits a batch and makes it FINAL, with all before it. */
  const finalize = async (output: BatchOutput = {}): Promise<BatchHeader> => {
    const header = await commit(output);
    await networkHelpers.time.increase(2);
    await rollup.finalize(toHex(encodeBatchHeader(header)));
    return header;
  };

  /** Has the attesters contradict themselves: the lane is frozen. */
  const freeze = async (): Promise<void> => {
    const other = { ...parent, stateRoot: keccak256(utf8("another")) };
    const [one, two] = [parent, other].map((header) => toHex(encodeBatchHeader(header)));
    await rollup.reportContradiction(ATTESTED, one!, await sign(parent), two!, await sign(other));
  };
  /** Lets the lane stall for so long that it can be ended; commits a batch that nobody finalizes. */
  const stall = async (): Promise<BatchHeader> => {
    const final = parent;
    await commit({});
    await networkHelpers.time.increase(escapeDelay + 1);
    return final;
  };

  /** Opens the lane; what its genesis holds may depend on the addresses of the bridge. */
  const open = async (): Promise<void> => {
    for (const part of [policy, queue, guardian, attesters]) await part.seal();
    await rollup.openLane(toHex(encodeBatchHeader(genesis)), 0);
    await rollup.seal();
    await rollup.connect(operator).grantRole(await rollup.COMMITTER_ROLE(), committer!);
  };
  const headerOf = (header: BatchHeader): Hex => toHex(encodeBatchHeader(header));
  const place = { rollup, guardian, lane };
  return {
    ...components,
    attesters,
    rollup,
    place,
    timelock: slowAddress,
    slow,
    deployer: from,
    operator: operator!,
    council: council!,
    guardianKey: guardianKey!,
    committer: committer!,
    people,
    genesis,
    leaves,
    sent,
    keep,
    restore,
    open,
    headerOf,
    freeze,
    stall,
    commit,
    finalize,
    itemAt,
  };
}
