import { expect } from "chai";
import type { Signer } from "ethers";
import { network } from "hardhat";
import { encodeBatchHeader } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import { commitArguments } from "../helpers/batches.js";
import { itemOf } from "../helpers/queueItems.js";
import { showing } from "../helpers/settlement/crossings.js";
import { hexWord } from "../helpers/settlement/hexWord.js";
import type { MadeBatch } from "../helpers/settlement/SettlementDesk.js";
import { proofBytes, restated, SettlementDesk, subjectOf } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const { ethers } = connection;
const fixture = async () => setUpSettlement(connection);

async function load() {
  const l1 = await connection.networkHelpers.loadFixture(fixture);
  const desk = await SettlementDesk.open(l1);
  const verify = (made: MadeBatch) => l1.verifier.verify(subjectOf(made), proofBytes(made));
  return { ...l1, desk, verify, alice: desk.world.alice, bob: desk.world.bob };
}

/** A lane on which Alice has 1,000 bonds and Bob 5,000 in cash. */
async function loadFunded() {
  const loaded = await load();
  const { desk, alice, bob } = loaded;
  await desk.advance(await desk.fundBoth());
  /** An operation by which Alice takes bonds out. */
  const unshield = (amount: bigint, target: bigint): SettlementOperation =>
    desk.world.operation({
      parties: [alice, bob],
      legs: [{ asset: 1n, notes: alice.notes.slice(-1) }],
      unshield: { amount, target },
    });
  return { ...loaded, unshield };
}

const addressWord = async (account: Signer): Promise<bigint> => BigInt(await account.getAddress());

describe("SettlementGateway > settle", () => {
  it("SETTLE-80: takes FINAL batches only, each once and in order", async () => {
    const { desk, gateway, actors, portal, rollup, alice } = await load();
    const shield = await desk.fund(actors.anyone, alice, 1n, 100n);
    const { batch } = await desk.advance([shield, desk.world.blank()]);
    expect([...(await gateway.progress())]).to.deep.equal([1n, 1n, 1n]);
    await expect(gateway.settle(encodeBatchHeader(batch.header), batch.data))
      .to.be.revertedWithCustomError(gateway, "SettlementOutOfOrder")
      .withArgs(2n, 1n);
    const next = await desk.make([desk.world.blank(), desk.world.blank()]);
    await expect(gateway.settle(encodeBatchHeader(next.header), next.data))
      .to.be.revertedWithCustomError(gateway, "SettlementNotFinal")
      .withArgs(1n, 2n);
    await rollup.connect(actors.committer).commitBatch(...commitArguments(next.header, next.parent, next));
    await expect(gateway.settle(encodeBatchHeader(next.header), next.data))
      .to.be.revertedWithCustomError(gateway, "SettlementNotFinal")
      .withArgs(1n, 2n);
    expect(await portal.getAddress()).to.not.equal(actors.committer.address);
  });

  it("SETTLE-80: with the header and the data that became FINAL, whoever brings them", async () => {
    const { desk, gateway, actors, rollup } = await load();
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await rollup.prove(settlementLane, 1n, proofBytes(batch));
    await rollup.finalize(encodeBatchHeader(batch.header));
    const other = encodeBatchHeader({ ...batch.header, stateRoot: hexWord(5n) });
    await expect(gateway.settle(other, batch.data)).to.be.revertedWithCustomError(
      gateway,
      "SettlementHeaderMismatch",
    );
    await expect(gateway.settle(encodeBatchHeader(batch.header), new Uint8Array(0)))
      .to.be.revertedWithCustomError(gateway, "SettlementDataMismatch")
      .withArgs(batch.header.dataHash, ethers.keccak256("0x"));
    await expect(gateway.connect(actors.anyone).settle(encodeBatchHeader(batch.header), batch.data))
      .to.emit(gateway, "BatchSettled")
      .withArgs(1n, [1n, 0n, 0n]);
  });

  it("SETTLE-81: uses up shields, and owes what was taken out", async () => {
    const { desk, gateway, bond, actors, alice, unshield } = await loadFunded();
    expect((await gateway.shieldOf(0n)).isUsed).to.equal(true);
    const target = await addressWord(actors.council);
    const { sent } = await desk.advance([unshield(400n, target), desk.world.blank()]);
    await expect(sent).to.emit(gateway, "Unshielded").withArgs(1n, target, 400n);
    expect(await gateway.owedTo(1n, target)).to.equal(400n);
    expect(await bond.balanceOf(gateway)).to.equal(1_000n);
    expect(alice.notes.at(-1)?.amount).to.equal(600n);
  });
});

describe("SettlementGateway > withdraw", () => {
  /** Alice has taken 400 bonds out, for the council. */
  async function loadOwed() {
    const loaded = await loadFunded();
    const { desk, actors, unshield } = loaded;
    const target = await addressWord(actors.council);
    await desk.advance([unshield(400n, target), desk.world.blank()]);
    return { ...loaded, target };
  }

  it("SETTLE-82: pays the target at anyone's word, once", async () => {
    const { gateway, bond, actors, target } = await loadOwed();
    const call = gateway.connect(actors.anyone).withdraw(1n, target);
    await expect(call).to.emit(gateway, "UnshieldWithdrawn").withArgs(1n, target, 400n);
    expect(await bond.balanceOf(actors.council)).to.equal(400n);
    expect(await bond.balanceOf(gateway)).to.equal(600n);
    await expect(gateway.withdraw(1n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementNothingOwed")
      .withArgs(1n, target);
    await expect(gateway.withdraw(2n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementNothingOwed")
      .withArgs(2n, target);
  });

  it("SETTLE-82: wei that are not needed come back", async () => {
    const { gateway, actors, target } = await loadOwed();
    const call = async () => gateway.connect(actors.anyone).withdraw(1n, target, { value: 5n });
    await expect(call).to.changeEtherBalances(ethers, [actors.anyone, gateway], [0n, 0n]);
  });

  it("SETTLE-82, GUARD-2: nothing leaves during a pause, nor from a frozen lane", async () => {
    const { gateway, guardian, actors, target, desk, rollup } = await loadOwed();
    const pauser = guardian.connect(actors.guardian);
    await pauser.pause(3_600n);
    await expect(gateway.withdraw(1n, target)).to.be.revertedWithCustomError(gateway, "BridgePaused");
    await expect(gateway.reclaim(0n, 1n, 1n, 1n)).to.be.revertedWithCustomError(gateway, "BridgePaused");
    await guardian.connect(actors.council).resume();
    await desk.setRoots();
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    const other = restated(batch, { header: { stateRoot: hexWord(99n) } });
    await rollup.reportContradiction(
      4n,
      encodeBatchHeader(batch.header),
      proofBytes(batch),
      encodeBatchHeader(other.header),
      proofBytes(other),
    );
    await expect(gateway.withdraw(1n, target))
      .to.be.revertedWithCustomError(gateway, "BridgeLaneFrozen")
      .withArgs(settlementLane);
  });

  it("SETTLE-82: what a token takes on top would be the others', and is refused", async () => {
    const l1 = await load();
    const { desk, gateway, actors, alice } = l1;
    const token = await ethers.deployContract("CostlyTokenMock", [true, "Costly", 6]);
    await throughTimelock(l1, gateway, "addAsset", [3n, await token.getAddress()]);
    await desk.setRoots();
    await token.mint(gateway, 1_000n);
    const shield = await desk.fund(actors.anyone, alice, 1n, 10n);
    const target = await addressWord(actors.council);
    const batch = await desk.make([shield, desk.world.blank()]);
    const crossing = { kind: 2n, asset: 3n, amount: 100n, target };
    await desk.post(restated(batch, { data: showing(batch.data, crossing, 1) }));
    await expect(gateway.withdraw(3n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementTokenMovedOther")
      .withArgs(await token.getAddress(), 100n, 101n);
  });
});

describe("SettlementGateway > reclaim", () => {
  it("SETTLE-84: a shield that a batch has passed without using goes back, once", async () => {
    const { desk, gateway, bond, actors, alice } = await load();
    const shield = await desk.fund(actors.anyone, alice, 1n, 100n);
    const { target } = shield.crossing;
    const reclaim = gateway.connect(actors.other);
    for (const number of [0n, 1n]) {
      await expect(reclaim.reclaim(number, 1n, 100n, target))
        .to.be.revertedWithCustomError(gateway, "SettlementShieldWaits")
        .withArgs(number);
    }
    await desk.advance([desk.world.blank(), desk.world.blank()]);
    await expect(reclaim.reclaim(0n, 1n, 101n, target)).to.be.revertedWithCustomError(
      gateway,
      "SettlementShieldMismatch",
    );
    await expect(reclaim.reclaim(0n, 1n, 100n, target))
      .to.emit(gateway, "ShieldReclaimed")
      .withArgs(0n, actors.anyone.address, 1n, 100n);
    expect([await bond.balanceOf(actors.anyone), await bond.balanceOf(gateway)]).to.deep.equal([100n, 0n]);
    await expect(reclaim.reclaim(0n, 1n, 100n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldUsed")
      .withArgs(0n);
  });

  it("SETTLE-81, SETTLE-84: one that became a note does not", async () => {
    const { desk, gateway, actors, alice, bob } = await load();
    const used = await desk.fund(actors.anyone, alice, 1n, 100n);
    const left = await desk.fund(actors.other, bob, 2n, 200n);
    await desk.advance([used, desk.world.blank()]);
    await expect(gateway.reclaim(0n, 1n, 100n, used.crossing.target))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldUsed")
      .withArgs(0n);
    await gateway.reclaim(1n, 2n, 200n, left.crossing.target);
  });

  it("SETTLE-85, ESCAPE-1: one that a lane never consumed goes back when that has ended", async () => {
    const { desk, gateway, actors, alice, rollup, queue, parameters, settlementGenesis } = await load();
    const shield = desk.world.shield(alice, 1n, 100n);
    const { item } = await itemOf({ queue }, await desk.shield(actors.anyone, shield));
    await passTime(desk.l1, parameters.escapeDelay + 1n);
    const { target } = shield.crossing;
    await expect(gateway.reclaim(0n, 1n, 100n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldWaits")
      .withArgs(0n);
    await rollup.endLane(encodeBatchHeader(settlementGenesis), item);
    await gateway.reclaim(0n, 1n, 100n, target);
    await expect(gateway.reclaim(1n, 1n, 100n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldWaits")
      .withArgs(1n);
  });

  it("SETTLE-85: when all its FINAL batches are settled", async () => {
    const { desk, gateway, actors, alice, rollup, queue, parameters } = await load();
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await rollup.prove(settlementLane, 1n, proofBytes(batch));
    await rollup.finalize(encodeBatchHeader(batch.header));
    const shield = desk.world.shield(alice, 1n, 100n);
    const { item } = await itemOf({ queue }, await desk.shield(actors.anyone, shield));
    await passTime(desk.l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(batch.header), item);
    const { target } = shield.crossing;
    await expect(gateway.reclaim(0n, 1n, 100n, target))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldWaits")
      .withArgs(0n);
    await gateway.settle(encodeBatchHeader(batch.header), batch.data);
    await gateway.reclaim(0n, 1n, 100n, target);
  });
});
