import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Derivation, DirectoryArchive } from "@muniment/derivation";
import { batchDigest, type Hex, keccak256, predeploys, toHex, utf8 } from "@muniment/protocol";
import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { lane } from "../L1/helpers/deployL1.js";
import { caught } from "../helpers/caught.js";
import { rejected } from "../helpers/rejected.js";
import { accountOf, ether, lower, other, signed } from "../executor/transition/helpers/chain.js";
import { contracts } from "../executor/batches/helpers/lane.js";
import { follow, noArchive, takeAll } from "./helpers/follow.js";
import { RealLane } from "./helpers/RealLane.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

const newArchive = () => new DirectoryArchive(mkdtempSync(join(tmpdir(), "muniment-blobs-")));
const holder: Hex = "0x00000000000000000000000000000000000a11ce";

/** 4,000 bytes that nothing makes shorter. */
function noise(seed: number): Hex {
  const words = Array.from({ length: 125 }, (_, at) => keccak256(utf8(`${seed} ${at}`)).slice(2));
  return `0x${words.join("")}`;
}

async function openLane() {
  return RealLane.open(connection);
}

/** A lane without a batch; what the batcher had made before is forgotten. */
async function emptyLane(): Promise<RealLane> {
  const real = await networkHelpers.loadFixture(openLane);
  real.undoTo(0n);
  return real;
}

/** A lane with a deposit, forced transactions, signed ones, a batch in calldata and one in blobs. */
async function busyLane() {
  const real = await openLane();
  const archive = newArchive();
  await real.deposit(holder, 3n * ether);
  await real.force({ recipient: contracts.hasher });
  await real.force({ recipient: contracts.refuser });
  const message = signed({ to: predeploys.messenger, nonce: 0, data: toHex(utf8("hello, L1")) });
  const calls = [signed({ to: contracts.asker, nonce: 1 }), signed({ to: contracts.hasher, nonce: 9 })];
  await real.produce({ blocks: [{ transactions: [message] }, { transactions: calls }], cursor: 2n });
  const transfers = Array.from({ length: 40 }, (_, nonce) =>
    signed({ to: other.address, nonce: nonce + 2, value: 1n, data: noise(nonce) }),
  );
  await real.produce({ blocks: [{ transactions: transfers }], cursor: 3n, as: "blobs" }, archive);
  return { real, archive };
}

describe("Follower of a lane on L1", () => {
  it("NODE-20, QUEUE-6, QUEUE-10: from nothing it reaches the root of who produced, over calldata and blobs", async () => {
    const { real, archive } = await networkHelpers.loadFixture(busyLane);
    const follower = real.newReplica();
    const steps = await follow(real, follower, { archive });
    expect(steps.map(({ kind }) => kind)).to.deep.equal(["batch", "batch"]);
    expect(real.made.map(({ input: { header } }) => [header.dataKind, header.blobs])).to.deep.equal([
      [1, 0],
      [0, 2],
    ]);
    expect(follower.header).to.deep.equal(real.replica.header);
    expect(follower.state.root).to.equal(real.replica.state.root);
    expect(follower.header.queueCursor).to.equal(3n);
    expect(accountOf(follower.state, holder)?.balance).to.equal(3n * ether);
    expect(accountOf(follower.state, lower(other.address))?.balance).to.equal(ether + 40n);
    expect(follower.header.messageCount).to.equal(1n);
  });

  it("BATCH-16: two followers derive the same from data that say nothing a batch should", async () => {
    const real = await emptyLane();
    const good = signed({ to: other.address, nonce: 0, value: 7n });
    const hostile = Uint8Array.from([
      // A block that announces 200 transactions: one of no bytes, a deposit, a signed one, noise, and no end.
      ...[1, 0, 0, 0, 0, 0, 200, 1, 0, 3, 0x7e, 0xc0, 0x80],
      ...[good.length, ...good],
      ...[5, 0xbf, 0xff, 0xff, 0xff, 0xff, 120, 1, 2],
    ]);
    await real.force({ recipient: contracts.hasher });
    await real.produce({ data: hostile, count: 3, cursor: 1n });
    await real.produce({ data: Uint8Array.from([9, 9, 9, 9]), count: 2 });
    const archive = newArchive();
    await real.produce({ data: new Uint8Array(500).fill(0xff), count: 1, as: "blobs" }, archive);
    const followers = [real.newReplica(), real.newReplica()];
    for (const follower of followers) await follow(real, follower, { archive });
    for (const follower of followers) {
      expect(follower.header).to.deep.equal(real.replica.header);
      expect(accountOf(follower.state, lower(other.address))?.balance).to.equal(ether + 7n);
    }
  });

  it("BATCH-2: reads a blob up to its first element that is none, whoever wrote it", async () => {
    const real = await emptyLane();
    const archive = newArchive();
    const transactions = [signed({ to: other.address, nonce: 0, value: 7n })];
    await real.produce({ blocks: [{ transactions }], as: "blobs", tamperBlob: true }, archive);
    const follower = real.newReplica();
    await follow(real, follower, { archive });
    expect(follower.header).to.deep.equal(real.replica.header);
    expect(accountOf(follower.state, lower(other.address))?.balance).to.equal(ether);
  });

  for (const [field, value] of Object.entries({
    lastBlock: keccak256(utf8("another block")),
    stateRoot: keccak256(utf8("another state")),
    messageRoot: keccak256(utf8("other messages")),
    messageCount: 5n,
    steps: 77,
    traceRoot: keccak256(utf8("another trace")),
  })) {
    it(`NODE-20: a committed batch with a wrong ${field} stops it, with the batch and both values`, async () => {
      const real = await emptyLane();
      await real.produce({ blocks: [{ transactions: [] }] });
      const { input } = await real.produce({ blocks: [{ transactions: [] }], change: { [field]: value } });
      const follower = real.newReplica();
      const error = await rejected(follow(real, follower));
      expect(error.code).to.equal("BATCH_OUTPUT_WRONG");
      expect(error.context).to.include({ index: 2n, field, actual: value });
      expect(follower.header.index, "it stands where it stood").to.equal(1n);
      expect(follower.state.root).to.equal(input.parent.stateRoot);
    });
  }

  it("NODE-21: what L1 reorganises away is undone, and what stands there instead is followed", async () => {
    const real = await emptyLane();
    const { provider } = connection.ethers;
    await real.produce({ blocks: [{ transactions: [signed({ to: other.address, nonce: 0, value: 1n })] }] });
    const snapshot: unknown = await provider.send("evm_snapshot", []);
    await real.force({ recipient: holder });
    await real.produce({
      blocks: [{ transactions: [signed({ to: other.address, nonce: 1, value: 1n })] }],
      cursor: 1n,
    });
    await real.produce({ blocks: [{ transactions: [] }] });
    const follower = real.newReplica();
    const tools = { l1: real.client(), reader: real.reader(), archive: noArchive };
    const derivation = new Derivation(real.derivationOptions, tools);
    expect(await takeAll(derivation, follower)).to.deep.equal(["batch 1", "batch 2", "batch 3"]);
    const gone = follower.header;

    await provider.send("evm_revert", [snapshot]);
    real.undoTo(1n);
    await real.deposit(holder, 9n);
    expect(await takeAll(derivation, follower), "L1 is shorter, and has only other blocks").to.deep.equal([
      "undone to 1",
    ]);
    expect(follower.state.root).to.equal(real.replica.state.root);
    await real.produce({
      blocks: [{ transactions: [signed({ to: other.address, nonce: 1, value: 5n })] }],
      cursor: 1n,
    });
    expect(await takeAll(derivation, follower)).to.deep.equal(["batch 2"]);
    expect(follower.header).to.deep.equal(real.replica.header);
    expect(batchDigest(follower.header)).not.to.equal(gone.parent);
    expect(accountOf(follower.state, holder)?.balance).to.equal(9n);
  });

  it("ROLLUP-21, NODE-21: a rollback takes batches away, and those of the next epoch follow", async () => {
    const real = await emptyLane();
    const { rollup, actors } = real.l1;
    await real.produce({ blocks: [{ transactions: [] }] });
    await real.produce({ blocks: [{ transactions: [signed({ to: other.address, nonce: 0, value: 1n })] }] });
    const follower = real.newReplica();
    const derivation = new Derivation(real.derivationOptions, {
      ...{ l1: real.client(), reader: real.reader(), archive: noArchive },
    });
    await takeAll(derivation, follower);
    await rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress);
    real.undoTo(1n);
    await real.produce({ blocks: [{ transactions: [signed({ to: other.address, nonce: 0, value: 2n })] }] });
    expect(await takeAll(derivation, follower)).to.deep.equal(["undone to 1", "batch 2"]);
    expect(follower.header.epoch).to.equal(1n);
    expect(follower.header).to.deep.equal(real.replica.header);
  });

  it("NODE-21: goes on behind the batches that it knows, or behind the last of them that L1 still has", async () => {
    const { real, archive } = await networkHelpers.loadFixture(busyLane);
    const follower = real.newReplica();
    follower.follow(real.made[0]!.input);
    const first = { index: 1n, digest: batchDigest(follower.header) };
    const lost = { index: 2n, digest: keccak256(utf8("a batch that L1 has not")) };
    const tools = { l1: real.client(), reader: real.reader(), archive };
    const known = new Derivation({ ...real.derivationOptions, known: [first] }, tools);
    expect(await takeAll(known, follower)).to.deep.equal(["batch 2"]);
    follower.undoTo(1n);
    const again = { ...tools, reader: real.reader() };
    const beyond = new Derivation({ ...real.derivationOptions, known: [first, lost] }, again);
    expect(await takeAll(beyond, follower)).to.deep.equal(["undone to 1", "batch 2"]);
    expect(follower.header).to.deep.equal(real.replica.header);
  });

  it("refuses a lane that began with another genesis", async () => {
    const real = await emptyLane();
    const options = { ...real.derivationOptions, genesis: keccak256(utf8("another genesis")) };
    const tools = { l1: real.client(), reader: real.reader(), archive: noArchive };
    const error = await rejected(new Derivation(options, tools).next());
    expect(error.code).to.equal("DERIVATION_GENESIS_WRONG");
  });

  it("BATCH_NOT_HELD: a replica does not go back to what it never had", async () => {
    const real = await emptyLane();
    expect(caught(() => real.newReplica().undoTo(4n)).code).to.equal("BATCH_NOT_HELD");
  });
});
