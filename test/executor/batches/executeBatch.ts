import {
  checkBatch,
  executeBatch,
  nextBlockInput,
  sealBlock,
  smallCapacity,
  transition,
} from "@muniment/executor";
import {
  type BatchHeader,
  type BlockHeader,
  blockHash,
  deriveBlocks,
  encodeReceipt,
  type Hex,
  itemHash,
  keccak256,
  messageRoot,
  emptyMessages,
  predeploys,
  queueHash,
  receiptAccumulator,
  toHex,
  type TraceLeaf,
  traceBoundary,
  traceLeafHash,
  traceRoot,
  traceSteps,
  traceTree,
  utf8,
  zeroHash,
} from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { code, keep } from "../transition/helpers/bytecode.js";
import { chainId, other, signed, slotOf } from "../transition/helpers/chain.js";
import {
  contracts,
  depositItem,
  draftInput,
  genesisTime,
  produce,
  replicaAtGenesis,
} from "./helpers/lane.js";

const message = (text: string, nonce: number) =>
  signed({ to: predeploys.messenger, nonce, data: toHex(utf8(text)) });

/** Two blocks with all that a step can be: a deposit, messages, precompile calls, a revert, what is passed over. */
function mixed() {
  const first = [
    message("one", 0),
    signed({ to: contracts.hasher, nonce: 1 }),
    // The nonce is not the sender's.
    signed({ to: contracts.hasher, nonce: 7 }),
    signed({ to: contracts.refuser, nonce: 2 }),
    // Nobody can pay for it.
    signed({ to: contracts.hasher, nonce: 2, value: 10n ** 30n }, other),
    message("two", 3),
  ];
  const second = [signed({ to: contracts.asker, nonce: 4 }), message("three", 5)];
  return {
    blocks: [
      { time: genesisTime + 2n, transactions: first },
      { time: genesisTime + 3n, transactions: [] },
      { time: genesisTime + 3n, transactions: second },
    ],
    items: [depositItem(0n), depositItem(100_000n, { recipient: contracts.refuser, mint: 1n, value: 0n })],
  };
}

describe("executeBatch", () => {
  it("BATCH-11: passes over what cannot be in a block, and says why", () => {
    const replica = replicaAtGenesis();
    const { execution } = produce(replica, mixed());
    expect(execution.blocks.map(({ steps }) => steps.map(({ refusal }) => refusal))).to.deep.equal([
      [
        ...[undefined, undefined],
        ...[undefined, undefined, "NONCE_TOO_HIGH", undefined, "FUNDS_TOO_LOW", undefined],
      ],
      [],
      [undefined, undefined],
    ]);
  });

  it("BATCH-4: comes to what transition comes to with the transactions that are in the blocks", () => {
    const replica = replicaAtGenesis();
    const { input, execution } = produce(replica, mixed());
    const peer = replicaAtGenesis();
    let parent: BlockHeader = peer.lastBlock;
    for (const [index, derived] of deriveBlocks(input).entries()) {
      const { transactions, header, hash, receipts, changes } = execution.blocks[index]!;
      const block = nextBlockInput(parent, { chainId, timestamp: derived.time, transactions });
      const result = transition(peer.state, block, { withTransactionRoots: true });
      const sealed = sealBlock(block, result);
      expect(header).to.deep.equal(sealed.header);
      expect(hash).to.equal(sealed.hash);
      expect(receipts).to.deep.equal(result.receipts);
      expect(execution.blocks[index]!.stateRoots.slice(1)).to.deep.equal(result.transactionRoots);
      expect(changes.length).to.equal(result.changes.length + 8, "one mark more, at the beginning");
      parent = sealed.header;
    }
    expect(execution.lastBlock).to.deep.equal(parent);
    expect(execution.outputs.stateRoot).to.equal(peer.state.root);
  });

  it("BATCH-18, BRIDGE-2: has the messenger's root and count after every step", () => {
    const replica = replicaAtGenesis();
    const { execution } = produce(replica, mixed());
    const [one, two, three] = ["one", "two", "three"].map((text) => keccak256(utf8(text)));
    const empty = messageRoot(emptyMessages);
    expect(execution.blocks[0]!.messages).to.deep.equal([
      ...[empty, empty, empty].map((root) => ({ root, count: 0n })),
      ...[one, one, one].map((root) => ({ root, count: 1n })),
      { root: two, count: 2n },
    ]);
    const { messageRoot: root, messageCount } = execution.outputs;
    expect({ root, messageCount }).to.deep.equal({ root: three, messageCount: 3n });
    expect(slotOf(replica.state, predeploys.messenger, 0n)).to.equal(BigInt(root));
    expect(slotOf(replica.state, predeploys.messenger, 1n)).to.equal(messageCount);
  });

  it("BATCH-17, BATCH-18, BATCH-19, BATCH-20: its trace is the spec's, leaf for leaf", () => {
    const replica = replicaAtGenesis();
    const genesis = { header: replica.parent, block: replica.lastBlock };
    const { input, execution } = produce(replica, mixed());
    const leaves = plainTrace(
      input.header,
      genesis,
      execution,
      deriveBlocks(input),
      input.items.map(itemHash),
    );
    expect(execution.leaves).to.deep.equal(leaves.map(traceLeafHash));
    expect(execution.outputs.steps).to.equal(traceSteps(deriveBlocks(input)));
    expect(execution.outputs.traceRoot).to.equal(traceRoot(traceTree(leaves.map(traceLeafHash))));
    expect(leaves.at(-1)).to.deep.equal(traceBoundary(input.header, execution.lastBlock));
    expect(leaves.some(({ precompileCount }) => precompileCount > 0)).to.equal(true);
  });

  it("BATCH-18: the first leaf of a batch is the last one of its parent, with no data read", () => {
    const replica = replicaAtGenesis();
    const first = produce(replica, mixed());
    const { execution } = produce(replica, { blocks: [{ time: genesisTime + 9n, transactions: [] }] });
    expect(execution.leaves[0]).to.equal(traceLeafHash({ ...first.execution.lastLeaf, dataOffset: 0 }));
  });

  it("EXEC-27: passes over a transaction for whose precompile calls the block has no room, and goes on", () => {
    const calls = Array.from({ length: 8 }, (_, nonce) =>
      signed({ to: contracts.pairing, nonce, gasLimit: 3_000_000n }),
    );
    const last = signed({ to: other.address, nonce: 6, value: 1n });
    const replica = replicaAtGenesis();
    const { execution } = produce(replica, {
      blocks: [{ time: genesisTime + 1n, transactions: [...calls, last] }],
    });
    const { steps } = execution.blocks[0]!;
    expect(steps.map(({ refusal }) => refusal)).to.deep.equal([
      ...Array.from({ length: 6 }, () => undefined),
      "PRECOMPILE_GAS_EXCEEDED",
      "NONCE_TOO_HIGH",
      undefined,
    ]);
    const counts = steps.map(({ precompileCount }) => precompileCount / 1_170_000);
    expect(counts).to.deep.equal([1, 2, 3, 4, 5, 6, 6, 6, 6]);
  });

  it("BATCH-11: signatures that recover no key, and deposits among the data, leave no trace", () => {
    const good = signed({ to: other.address, nonce: 0, value: 1n });
    const bad = good.slice();
    bad.fill(0, bad.length - 65, bad.length - 33);
    const forged = Uint8Array.of(0x7e, ...good.subarray(1));
    const data = Uint8Array.from([1, 0, 0, 0, 0, 1, 4, ...sized(bad), ...sized(forged), 0, ...sized(good)]);
    const replica = replicaAtGenesis();
    const { execution } = produce(replica, { data, count: 1 });
    const { steps, transactions } = execution.blocks[0]!;
    expect(steps.map(({ refusal }) => refusal === undefined)).to.deep.equal([false, false, false, true]);
    expect(transactions).to.deep.equal([good]);
  });

  it("QUEUE-14: an item whose call fails is consumed and recorded", () => {
    const replica = replicaAtGenesis();
    const { execution } = produce(replica, mixed());
    const [paid, failed] = execution.blocks[0]!.receipts;
    expect([paid?.isSuccess, failed?.isSuccess]).to.deep.equal([true, false]);
    expect(execution.lastLeaf.queueCursor).to.equal(2n);
  });

  it("EXEC-4: what this machine has no room for is an error and no verdict, and the state is what it was", () => {
    const replica = replicaAtGenesis({ ...smallCapacity, slots: 8 });
    const before = replica.state.root;
    const fill = Array.from({ length: 20 }, (_, slot) => keep(BigInt(slot), 1n));
    const filler = signed({ to: null, nonce: 0, data: toHex(code(...fill)) });
    const blocks = [{ time: genesisTime + 1n, transactions: [filler] }];
    const error = caught(() => produce(replica, { blocks }));
    expect(error.code).to.equal("EXECUTION_CAPACITY_EXCEEDED");
    expect(replica.state.root).to.equal(before);
  });
});

describe("checkBatch", () => {
  it("NODE-20: a second state that follows comes to the same outputs", () => {
    const [producer, follower] = [replicaAtGenesis(), replicaAtGenesis()];
    const { input, execution } = produce(producer, mixed());
    const checked = checkBatch(follower.state, follower.lastBlock, input);
    expect(checked.outputs).to.deep.equal(execution.outputs);
    expect(follower.state.root).to.equal(producer.state.root);
  });

  const wrong: Partial<Record<keyof BatchHeader, BatchHeader[keyof BatchHeader]>> = {
    lastBlock: zeroHash,
    stateRoot: keccak256(),
    messageRoot: keccak256(),
    messageCount: 4n,
    steps: 99,
    traceRoot: keccak256(),
  };
  for (const [field, value] of Object.entries(wrong)) {
    it(`NODE-20: a wrong ${field} is refused with both values`, () => {
      const { input } = produce(replicaAtGenesis(), mixed());
      const follower = replicaAtGenesis();
      const header = { ...input.header, [field]: value };
      const error = caught(() => checkBatch(follower.state, follower.lastBlock, { ...input, header }));
      expect(error.code).to.equal("BATCH_OUTPUT_WRONG");
      expect(error.context).to.deep.equal({
        ...{ lane: 1, index: 1n, field, actual: value },
        expected: input.header[field as keyof BatchHeader],
      });
    });
  }

  it("ROLLUP-24: other data give other outputs, which the header does not name", () => {
    const { input } = produce(replicaAtGenesis(), mixed());
    const follower = replicaAtGenesis();
    const data = input.data.slice();
    data[data.length - 1]! ^= 1;
    const error = caught(() => checkBatch(follower.state, follower.lastBlock, { ...input, data }));
    expect(error.code).to.equal("BATCH_OUTPUT_WRONG");
  });

  it("refuses a state, or a last block, that is not the parent's", () => {
    const producer = replicaAtGenesis();
    const genesisBlock = producer.lastBlock;
    const { input } = produce(producer, mixed());
    const fields = [
      () => executeBatch(producer.state, genesisBlock, input),
      () => executeBatch(replicaAtGenesis().state, producer.lastBlock, input),
    ].map((run) => caught(run).context["field"]);
    expect(fields).to.deep.equal(["parent's stateRoot", "lastBlock"]);
  });

  it("BATCH-12: blocks that the data do not give are empty, at the header's time", () => {
    const replica = replicaAtGenesis();
    const data = Uint8Array.from([1, 0, 0, 0, 0, 1, 0, 1, 0]);
    const draft = draftInput(replica, { data, count: 5, time: genesisTime + 4n });
    const { blocks, outputs } = executeBatch(replica.state, replica.lastBlock, draft);
    expect(blocks.map(({ header }) => header.timestamp - genesisTime)).to.deep.equal([1n, 2n, 4n, 4n, 4n]);
    expect(outputs.steps).to.equal(11);
  });
});

function sized(raw: Uint8Array): number[] {
  expect(raw.length).to.be.lessThan(128);
  return [raw.length, ...raw];
}

/** The leaves by the table of the spec, from what the blocks' receipts and roots say. */
function plainTrace(
  header: BatchHeader,
  genesis: { header: BatchHeader; block: BlockHeader },
  execution: ReturnType<typeof produce>["execution"],
  derived: ReturnType<typeof deriveBlocks>,
  items: readonly Hex[],
): TraceLeaf[] {
  const leaves = [traceBoundary(genesis.header, genesis.block, 0)];
  const push = (change: Partial<TraceLeaf>) => void leaves.push({ ...leaves.at(-1)!, ...change });
  for (const [at, block] of execution.blocks.entries()) {
    const { number, timestamp: time, baseFeePerGas: baseFee } = block.header;
    const { announced: toCome, fieldsEnd: dataOffset, transactions, deposits, dataEnd } = derived[at]!;
    push({ blockNumber: number, time, baseFee, toCome, dataOffset, gasUsed: 0n, isInBlock: true });
    push({ ...leaves.pop()!, stateRoot: block.stateRoots[0]! });
    let included = 0;
    for (const [index, { refusal, precompileCount }] of block.steps.entries()) {
      const last = leaves.at(-1)!;
      if (index < deposits.length) {
        const hash = queueHash(last.queueHash, items[index]!);
        push({ queueCursor: last.queueCursor + 1n, queueHash: hash });
      } else {
        push({ toCome: last.toCome - 1, dataOffset: transactions[index - deposits.length]!.dataEnd });
      }
      if (refusal !== undefined) continue;
      const [raw, receipt] = [block.transactions[included]!, block.receipts[included]!];
      included++;
      const { root, count } = block.messages[included]!;
      push({
        ...leaves.pop()!,
        ...{ stateRoot: block.stateRoots[included]!, messageRoot: root, messageCount: count },
        ...{ gasUsed: receipt.cumulativeGasUsed, precompileCount, transactions: included },
        receipts: receiptAccumulator(last.receipts, raw, encodeReceipt(receipt)),
      });
    }
    push({ dataOffset: dataEnd, lastBlock: blockHash(block.header), isInBlock: false, receipts: zeroHash });
    push({ ...leaves.pop()!, precompileCount: 0, transactions: 0, toCome: 0 });
  }
  expect(leaves.at(-1)!.dataOffset).to.equal(header.dataSize);
  return leaves;
}
