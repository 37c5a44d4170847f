import { expect } from "chai";
import { batchDigest, encodeBatchHeader, type Hex, toHex } from "@muniment/protocol";
import { parseEther } from "ethers";
import { MessageIndex } from "../../../packages/node/src/chain/MessageIndex.js";
import { lane } from "../../helpers/bridge/rollupWorld.js";
import { type BridgeLane, openBridgeLane } from "../helpers/bridgeLane.js";

interface Proof {
  readonly message: { lane: Hex; place: Hex; sender: Hex; target: Hex; gasLimit: Hex; data: Hex };
  readonly leaf: Hex;
  readonly block: Hex;
  readonly transaction: Hex;
  readonly root: { batch: Hex; before: Hex } | null;
  readonly siblings: Hex[] | null;
  readonly level: string;
}

const quantity = (value: bigint | number): string => `0x${value.toString(16)}`;

describe("node > rpc > lane", function () {
  const amounts = ["1", "2", "0.5", "0.25"].map(parseEther);
  const recipients = amounts.map((_, index) => `0x${(0xa11ce0 + index).toString(16).padStart(40, "0")}`);
  const sent: { hash: Hex; block: bigint }[] = [];
  let world: BridgeLane;
  let final: bigint;

  before(async () => {
    world = await openBridgeLane();
    const { l1, withdraw, commitUpTo, follow } = world;
    const [alice] = l1.people;
    const value = parseEther("10") + parseEther("1");
    await l1.ethGateway.connect(alice).deposit(alice!.address, parseEther("10"), 100_000, { value });
    for (let index = 0; index < 3; index++) sent.push(await withdraw(recipients[index]!, amounts[index]!));
    // The first FINAL root has one message, the second two more; the last message is committed alone.
    await commitUpTo(sent[0]!.block, true);
    final = sent[2]!.block;
    await commitUpTo(final, true);
    sent.push(await withdraw(recipients[3]!, amounts[3]!));
    await commitUpTo(sent[3]!.block, false);
    await follow();
  });
  after(async () => {
    await world.test.close();
    await world.connection.close();
  });

  const proofOf = async (place: number | string): Promise<Proof> =>
    (await world.ask("muniment_getWithdrawalProof", [place])) as Proof;
  const codeOf = async (...asked: Parameters<BridgeLane["ask"]>): Promise<unknown> =>
    ((await world.ask(...asked)) as { data?: { code?: string } }).data?.code;

  it("NODE-31: a batch is shown as L1 has it, by index, and by the tags that blocks have", async () => {
    const { record, ask } = world;
    const last = record.batches.at(-1)!;
    const { header, at } = last;
    expect(header.index).to.equal(sent[3]!.block);
    const shown = (await ask("muniment_getBatch", ["latest"])) as Record<string, unknown>;
    expect(shown).to.deep.equal({
      index: quantity(header.index),
      digest: batchDigest(header),
      header: toHex(encodeBatchHeader(header)),
      epoch: "0x0",
      firstBlock: quantity(header.firstBlock),
      blocks: "0x1",
      time: quantity(header.time),
      dataKind: "calldata",
      blobs: "0x0",
      dataSize: "0x0",
      dataHash: header.dataHash,
      queueCursor: "0x0",
      lastBlock: header.lastBlock,
      stateRoot: header.stateRoot,
      messageRoot: header.messageRoot,
      messageCount: "0x4",
      steps: quantity(header.steps),
      traceRoot: header.traceRoot,
      committer: world.l1.committer.address.toLowerCase(),
      l1: {
        transaction: at.transaction,
        block: quantity(at.block),
        blockHash: at.blockHash,
        time: quantity(at.time),
      },
      level: "COMMITTED",
      evidence: ["ATTESTED"],
      trust: "trusted",
    });
    expect((shown["header"] as string).length).to.equal(2 + 2 * 360);
    expect(await ask("muniment_getBatch", [shown["index"]])).to.deep.equal(shown);
    expect(await ask("muniment_getBatch", ["safe"])).to.deep.equal(shown);
    expect(await ask("muniment_getBatch", ["finalized"])).to.deep.include({
      index: quantity(final),
      level: "FINAL",
    });
    const genesis = { index: "0x0", committer: null, level: "FINAL", evidence: [], trust: null };
    expect(await ask("muniment_getBatch", ["0x0"])).to.deep.include(genesis);
    for (const beyond of [quantity(header.index + 1n), `0x${"f".repeat(64)}`])
      expect(await ask("muniment_getBatch", [beyond])).to.equal(null);
  });

  it("NODE-31: attestations of enclaves are told apart from those of SIMULATED keys", async () => {
    const { record } = world;
    const isSimulated = { lane: { record, isSimulated: false } };
    expect(await world.ask("muniment_getBatch", ["latest"], isSimulated)).to.include({ trust: "attested" });
    expect(await world.ask("muniment_getLevel", ["safe"], isSimulated)).to.include({ trust: "attested" });
  });

  it("NODE-4, NODE-31: a tag that stands within a batch gives the last batch that is whole", async () => {
    const { record } = world;
    const double = {
      ...record.batches[2]!,
      header: { ...record.batches[2]!.header, blocks: 2 },
    };
    const levels = { safe: double.header.firstBlock, finalized: 0n };
    const more = {
      lane: {
        record: {
          batches: [...record.batches.slice(0, 2), double],
          items: [],
          finalRoots: [0n],
          lastFinal: 0n,
        },
        isSimulated: true,
      },
      levels,
    };
    expect(await world.ask("muniment_getBatch", ["safe"], more)).to.deep.include({ index: "0x1" });
    expect(await world.ask("muniment_getBatch", ["0x2"], more)).to.deep.include({ level: "SEQUENCED" });
  });

  it("NODE-4, NODE-31: a block's level is that of the tags, by number, tag, transaction, hash and batch", async () => {
    const { ask, test } = world;
    const { chain } = test.node;
    const beyond = sent[3]!.block + 1n;
    // The block without transactions that follows the last one with some is not committed.
    while (chain.latest.header.number < beyond) await new Promise((resolve) => setTimeout(resolve, 10));
    const attested = { evidence: ["ATTESTED"], trust: "trusted" };
    const of = (block: bigint, level: string, more: object) => ({ block: quantity(block), level, ...more });
    const first = of(1n, "FINAL", { batch: "0x1", ...attested });
    const committed = of(sent[3]!.block, "COMMITTED", { batch: quantity(sent[3]!.block), ...attested });
    const none = { batch: null, evidence: [], trust: null };
    const asked: [unknown, object][] = [
      ["0x1", first],
      [1, first],
      [{ batch: "0x1" }, first],
      [chain.hashOf(1n), first],
      [{ blockHash: chain.hashOf(1n) }, first],
      [{ blockNumber: "0x1" }, first],
      ["finalized", of(final, "FINAL", { batch: quantity(final), ...attested })],
      [sent[2]!.hash, of(final, "FINAL", { batch: quantity(final), ...attested })],
      ["safe", committed],
      [sent[3]!.hash, committed],
      [quantity(beyond), of(beyond, "SEQUENCED", none)],
      ["earliest", of(0n, "FINAL", { batch: "0x0", evidence: [], trust: null })],
    ];
    for (const [name, expected] of asked)
      expect(await ask("muniment_getLevel", [name]), JSON.stringify(name)).to.deep.equal(expected);
    // Further blocks without transactions may follow meanwhile.
    const latest = (await ask("muniment_getLevel", ["latest"])) as { block: Hex };
    expect(latest).to.deep.equal(of(BigInt(latest.block), "SEQUENCED", none));
    expect(BigInt(latest.block) >= beyond && BigInt(latest.block) <= chain.latest.header.number).to.equal(
      true,
    );
    for (const name of [`0x${"ab".repeat(32)}`, { batch: "0x1000" }, "0x1000"])
      expect(await ask("muniment_getLevel", [name])).to.equal(null);
  });

  it("NODE-31: a node that was told nothing of L1 says so, and knows levels from the tags alone", async () => {
    const more = { lane: undefined } as never;
    expect(await codeOf("muniment_getBatch", ["latest"], more)).to.equal("LANE_UNKNOWN");
    expect(await codeOf("muniment_getLevel", [{ batch: "0x1" }], more)).to.equal("LANE_UNKNOWN");
    expect(await codeOf("muniment_getWithdrawalProof", ["0x0"], more)).to.equal("LANE_UNKNOWN");
    expect(await world.ask("muniment_getLevel", ["safe"], more)).to.deep.include({
      level: "COMMITTED",
      batch: null,
    });
  });

  it("NODE-32, BRIDGE-3, BRIDGE-12: what the node says of a withdrawal is a claim that L1 carries out", async () => {
    const { l1, ethers } = world;
    for (const place of [0, 1, 2]) {
      const { message, leaf, root, siblings, level, block, transaction } = await proofOf(place);
      expect(level).to.equal("FINAL");
      expect(BigInt(block)).to.equal(sent[place]!.block);
      expect(transaction).to.equal(sent[place]!.hash);
      expect(root).to.deep.equal(
        place === 0
          ? { batch: quantity(sent[0]!.block), before: "0x0" }
          : { batch: quantity(final), before: quantity(sent[0]!.block) },
      );
      const claim = l1.messenger.claimMessage(message, { ...root!, siblings: siblings! });
      await (await claim).wait();
      expect(await l1.messenger.isFailed(leaf)).to.equal(false);
      expect(await ethers.provider.getBalance(recipients[place]!)).to.equal(amounts[place]);
    }
  });

  it("NODE-32: before it is FINAL there is the message and no proof; of what was not sent there is nothing", async () => {
    const { message, root, siblings, level } = await proofOf(3);
    expect(message).to.include({ place: "0x3", lane: "0x1" });
    expect([root, siblings, level]).to.deep.equal([null, null, "COMMITTED"]);
    expect(await proofOf(4)).to.equal(null);
    expect(await proofOf(`0x${"f".repeat(10)}`)).to.equal(null);
  });

  it("NODE-32: a root that is not that of the node's messages is refused", async () => {
    const { record } = world;
    const batches = record.batches.map((batch) => ({
      ...batch,
      header: { ...batch.header, messageRoot: `0x${"5a".repeat(32)}` },
    }));
    const changed = (wrong: typeof batches) => ({
      lane: { record: { batches: wrong, finalRoots: record.finalRoots }, isSimulated: true },
    });
    const codeWith = (wrong: typeof batches) =>
      codeOf("muniment_getWithdrawalProof", ["0x0"], changed(wrong) as never);
    expect(await codeWith(batches)).to.equal("MESSAGES_DIFFER");
    const [genesis, ...rest] = batches;
    const ahead = rest.map((batch) => ({ ...batch, header: { ...batch.header, messageCount: 9n } }));
    expect(await codeWith([genesis!, ...ahead])).to.equal("MESSAGES_DIFFER");
  });

  it("NODE-32: the messages are found again in the log when the node is opened again", () => {
    const { chain } = world.test.node;
    const again = new MessageIndex(lane, chain);
    expect(again.count).to.equal(4n);
    expect(again.root(4n)).to.equal(world.record.batches.at(-1)!.header.messageRoot);
    expect(again.find(3n)?.message.place).to.equal(3n);
  });

  it("NODE-32: when blocks with messages are gone from the log, proofs are refused as pruned", () => {
    const { chain } = world.test.node;
    const first = sent[1]!.block;
    const cut = Object.create(chain, { first: { value: first } }) as typeof chain;
    Object.defineProperties(cut, {
      latest: { get: () => chain.latest },
      bloom: { value: (number: bigint) => chain.bloom(number) },
      byNumber: { value: (number: bigint) => chain.byNumber(number) },
      onBlock: { value: () => () => undefined },
    });
    const index = new MessageIndex(lane, cut);
    expect(() => index.find(1n))
      .to.throw()
      .with.property("code", "BLOCKS_PRUNED");
    expect(() => index.root(1n))
      .to.throw()
      .with.property("code", "BLOCKS_PRUNED");
    expect(() => index.siblings(1n, 2n))
      .to.throw()
      .with.property("code", "BLOCKS_PRUNED");
  });
});
