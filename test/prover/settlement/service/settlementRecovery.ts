import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, keccak256, toHex } from "@muniment/protocol";
import { noItem } from "@muniment/sdk";
import { expect } from "chai";
import { concat } from "ethers";
import { network } from "hardhat";
import { assets, farAway } from "../../../helpers/settlement/SettlementWorld.js";
import { rejected } from "../../../helpers/rejected.js";
import { settlementLane, settlementNetwork } from "../../../L1/helpers/settlement/setUpSettlement.js";
import { nowOn, passTime } from "../../../L1/helpers/setUpL1.js";
import { ConformanceProver } from "./helpers/ConformanceProver.js";
import { operator, type ServiceBench } from "./helpers/ServiceBench.js";
import { serviceOn } from "./helpers/serviceOn.js";

const connection = await network.create(settlementNetwork);
const openBench = serviceOn(connection);

describe("prover > SettlementService > recovery", () => {
  let bench: ServiceBench;
  let prover: ConformanceProver;

  beforeEach(async () => {
    prover = new ConformanceProver();
    bench = await openBench({ prover });
  });

  afterEach(() => bench.close());

  const statusOf = (id: `0x${string}`) => bench.statusOf(id);

  it("SETTLE-121: what was taken in waits again after the service was lost", async () => {
    await bench.restart({ greatestWait: 1_000 });
    const id = await bench.fund(bench.world.alice, assets.bond, 5n);
    const file = join(bench.directory, "journal", "settlement.jsonl");
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    writeFileSync(file, `${readFileSync(file, "utf8")}{"kind":"tak`);
    await bench.start({ greatestWait: 1_000 });
    expect(statusOf(id)).to.equal("queued");
    bench.clock += 1_000;
    await bench.settle();
    expect(statusOf(id)).to.equal("final");
    await bench.start();
    expect(statusOf(id)).to.equal("final");
    writeFileSync(file, "{}\n");
    expect((await rejected(bench.start())).code).to.equal("PROVER_JOURNAL_DAMAGED");
    writeFileSync(file, "");
    await bench.start();
  });

  it("SETTLE-121: is lost while it proves, and while its transaction is on its way", async () => {
    const id = await bench.fund(bench.world.alice, assets.bond, 5n);
    await bench.service.tick();
    expect(statusOf(id)).to.equal("proving");
    await bench.start();
    await bench.provider.send("evm_setAutomine", [false]);
    await bench.service.proven();
    await bench.service.tick();
    expect(statusOf(id)).to.equal("posted");
    await bench.start();
    await bench.service.tick();
    expect(statusOf(id)).to.equal("queued");
    await bench.provider.send("evm_setAutomine", [true]);
    await bench.provider.send("evm_mine", []);
    await bench.settle();
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
    expect(await bench.lastFinal()).to.equal(1n);
  });

  it("SETTLE-125: another operator's batch comes in between: what is not in it is made anew", async () => {
    await bench.fundBoth();
    const { alice, bob } = bench.world;
    const other = await bench.beside();
    await other.tick();
    let open: () => void = () => undefined;
    prover.gate = new Promise((resolve) => (open = resolve));
    const bonds = { asset: assets.bond, notes: alice.notes, paid: 1n };
    const mine = await bench.submit(bench.world.operation({ parties: [alice, bob], legs: [bonds] }));
    await bench.service.tick();
    expect(statusOf(mine)).to.equal("proving");
    const shield = bench.world.shield(bob, assets.cash, 7n);
    await bench.payIn(shield);
    const { id: theirs } = await other.submitOperation(bench.document(shield));
    await bench.drive(other);
    open();
    await bench.settle();
    expect(bench.service.operation(theirs)).to.include({ status: "final", batch: 2n });
    expect(bench.service.operation(mine)).to.include({ status: "final", batch: 3n });
    await other.close();
  });

  /** A stranger's batch without data, in enforced mode: committed, and that is all. */
  async function strangersBatch(): Promise<BatchHeader> {
    const { rollup, queue, actors, parameters, settlementGenesis: parent } = bench.l1;
    await bench.payIn(bench.world.shield(bench.world.bob, assets.cash, 5n));
    await passTime(bench.l1, 2n * parameters.deadline + 10n);
    await renewRoster();
    const header = {
      ...{ ...parent, index: 1n, parent: batchDigest(parent), firstBlock: parent.firstBlock + 1n },
      ...{ blocks: 1, time: await nowOn(bench.l1), dataSize: 0, dataHash: keccak256(new Uint8Array()) },
      ...{ dataKind: 1, queueCursor: 1n, queueGas: 2_000_000n, steps: 3 },
      queueHash: (await queue.rollingHash(settlementLane, 1n)) as Hex,
    };
    const [queued] = await queue.queryFilter(queue.filters.ItemQueued(settlementLane));
    const { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore } =
      queued!.args.item;
    const first = { sender, recipient, isCreation, mint, value, gasLimit, dataHash, time, gasBefore };
    const stranger = rollup.connect(actors.council);
    await stranger.depositBond({ value: parameters.bondGwei * 10n ** 9n });
    await stranger.commitBatch(
      encodeBatchHeader(header),
      encodeBatchHeader(parent),
      { expectedDigest: batchDigest(header), first, next: noItem },
      "0x",
    );
    return header;
  }

  /** Holders whose claims outlast every batch of a test. */
  const renewRoster = () =>
    bench.setRoster((roster) => ({
      ...roster,
      holders: roster.holders.map((holder) => ({ ...holder, expiresAt: farAway })),
    }));

  /** A deposit of Alice's, for which there is time. */
  async function fundLate(): Promise<Hex> {
    const { world } = bench;
    const legs = [{ asset: assets.bond, paid: 5n }] as const;
    const late = world.operation({ parties: [world.bank(), world.alice], legs, shield: 5n }, (same) => ({
      ...same,
      expiresAt: farAway,
    }));
    await bench.payIn(late);
    return bench.submit(late);
  }

  it("SETTLE-125, SETTLE-130: a batch that came without the portal is followed, and settled for whoever left it", async () => {
    const { rollup, gateway, settlementGenesis: parent } = bench.l1;
    const header = await strangersBatch();
    const id = await fundLate();
    await bench.settle();
    expect(bench.service.trouble?.code).to.equal("PROVER_LANE_BLOCKED");
    const [own, parents] = [encodeBatchHeader(header), encodeBatchHeader(parent)].map(toHex);
    await rollup.prove(settlementLane, 1n, concat([own!, parents!, `0x${"00".repeat(32)}`]));
    await rollup.finalize(own!);
    expect((await gateway.progress()).index).to.equal(0n);
    await bench.settle();
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 2n });
    expect((await gateway.progress()).index).to.equal(2n);
  });

  it("SETTLE-130: one that is proven, and that nobody made FINAL, it makes FINAL and settles at once", async () => {
    const { rollup, gateway, settlementGenesis: parent } = bench.l1;
    const header = await strangersBatch();
    const id = await fundLate();
    const [own, parents] = [encodeBatchHeader(header), encodeBatchHeader(parent)].map(toHex);
    await rollup.prove(settlementLane, 1n, concat([own!, parents!, `0x${"00".repeat(32)}`]));
    await bench.settle();
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 2n });
    expect((await gateway.progress()).index).to.equal(2n);
  });

  it("SETTLE-130: one that is not proven is taken back when the portal's patience is over, and not before", async () => {
    const { rollup, portal, parameters } = bench.l1;
    const kept = (parameters.bondGwei * 10n ** 9n) / 8n;
    await strangersBatch();
    await passTime(bench.l1, 3_000n);
    await renewRoster();
    await bench.settle();
    expect(await rollup.lastBatch(settlementLane)).to.equal(1n);
    await passTime(bench.l1, 601n);
    await bench.settle();
    const [event] = await portal.queryFilter(portal.filters.BatchTakenBack());
    expect(event?.args).to.deep.equal([1n, operator.address, 7n * kept, kept]);
    await renewRoster();
    const id = await fundLate();
    await bench.settle();
    expect(bench.service.trouble).to.equal(undefined);
    expect(statusOf(id)).to.equal("final");
  });

  it("SETTLE-131: away for more than two deadlines, it first consumes what is due, and then settles what waits", async () => {
    const { world, l1 } = bench;
    const { queue, parameters } = l1;
    const legs = [{ asset: assets.bond, paid: 9n }] as const;
    const shield = world.operation({ parties: [world.bank(), world.alice], legs, shield: 9n }, (same) => ({
      ...same,
      expiresAt: farAway,
    }));
    await bench.payIn(shield);
    await passTime(l1, 2n * parameters.deadline + 1n);
    await renewRoster();
    await bench.service.tick();
    const passed = await bench.submit(shield);
    const id = await fundLate();
    await bench.settle();
    expect(bench.service.trouble).to.equal(undefined);
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 2n });
    expect(await queue.length(settlementLane)).to.equal(2n);
    await bench.provider.send("hardhat_mine", ["0x40"]);
    await bench.service.tick();
    await bench.provider.send("hardhat_mine", ["0x20"]);
    await bench.service.tick();
    expect(bench.service.operation(passed).problem?.code).to.equal("SHIELD_ITEM_UNKNOWN");
  });

  it("SETTLE-100: answers nothing about the lane before L1 was read", async () => {
    const other = await bench.beside();
    const shield = bench.document(bench.world.shield(bench.world.bob, assets.cash, 5n));
    expect((await rejected(other.submitOperation(shield))).code).to.equal("PROVER_NOT_READY");
    await other.close();
  });

  it("SETTLE-123: another operator passes a shield over: its operation is refused after some time", async () => {
    const { alice, bob } = bench.world;
    await bench.restart({ greatestWait: 1_000_000_000 });
    const other = await bench.beside();
    const mine = await bench.fund(alice, assets.bond, 5n);
    await other.tick();
    const shield = bench.world.shield(bob, assets.cash, 7n);
    await bench.payIn(shield);
    const { id: theirs } = await other.submitOperation(bench.document(shield));
    await passTime(bench.l1, 301n);
    await bench.drive(other);
    await bench.service.tick();
    expect([statusOf(theirs), statusOf(mine)]).to.deep.equal(["final", "waiting"]);
    await bench.provider.send("hardhat_mine", ["0x20"]);
    await bench.service.tick();
    expect(bench.service.operation(mine)).to.deep.equal({
      status: "refused",
      problem: { code: "SHIELD_ITEM_UNKNOWN", context: {} },
    });
    await other.close();
  });

  it("SETTLE-125: L1 takes a batch back and does not answer: items that it had consumed wait again", async () => {
    await bench.fundBoth();
    const id = await bench.fund(bench.world.alice, assets.bond, 5n);
    const snapshot = (await bench.provider.send("evm_snapshot", [])) as string;
    await bench.settle();
    expect(statusOf(id)).to.equal("final");
    await bench.provider.send("hardhat_mine", ["0x50"]);
    await bench.service.tick();
    await bench.provider.send("evm_revert", [snapshot]);
    bench.provider.getLogs = () => {
      Reflect.deleteProperty(bench.provider, "getLogs");
      return Promise.reject(new TypeError("no connection"));
    };
    const problem = await bench.service.tick().catch((error: unknown) => (error as Error).message);
    expect(problem).to.equal("no connection");
    await bench.service.tick();
    expect(statusOf(id)).to.equal("proving");
    await bench.provider.send("evm_mine", []);
    await bench.settle();
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 2n });
  });

  it("SETTLE-125: L1 takes a batch back: its operations are settled again", async () => {
    const id = await bench.fund(bench.world.alice, assets.bond, 5n);
    const snapshot = (await bench.provider.send("evm_snapshot", [])) as string;
    await bench.settle();
    expect(statusOf(id)).to.equal("final");
    await bench.provider.send("evm_revert", [snapshot]);
    await bench.service.tick();
    expect(statusOf(id)).to.not.equal("final");
    for (let block = 0; block < 6; block++) {
      await bench.provider.send("evm_mine", []);
      await bench.settle();
    }
    expect(bench.service.operation(id)).to.include({ status: "final", batch: 1n });
    expect(await bench.lastFinal()).to.equal(1n);
  });
});
