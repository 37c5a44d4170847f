import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { commitArguments, noItem } from "../helpers/batches.js";
import { evidence } from "../helpers/deployL1.js";
import { itemOf } from "../helpers/queueItems.js";
import { hexWord } from "../helpers/settlement/hexWord.js";
import { proofBytes, restated, SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const { ethers, networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);
const hour = 3_600n;

async function load() {
  const l1 = await networkHelpers.loadFixture(fixture);
  const desk = await SettlementDesk.open(l1);
  const blanks = () => [desk.world.blank(), desk.world.blank()];
  return { ...l1, desk, blanks };
}

/** The next time so many seconds into an hour. */
const inHour = (time: bigint, seconds: bigint): bigint => time - (time % hour) + hour + seconds;

describe("SettlementPortal > post", () => {
  it("SETTLE-86: commits, proves, finalizes and settles", async () => {
    const { desk, rollup, gateway, portal, actors } = await load();
    const { batch, sent } = await desk.advance(await desk.fundBoth());
    const digest = batchDigest(batch.header);
    await expect(sent).to.emit(portal, "BatchPosted").withArgs(1n, actors.operator.address);
    await expect(sent).to.emit(rollup, "EvidenceAdded");
    await expect(sent).to.emit(gateway, "BatchSettled").withArgs(1n, [1n, 2n, 2n]);
    expect(await rollup.digestOf(settlementLane, 1n)).to.equal(digest);
    expect(await rollup.levelOf(settlementLane, 1n)).to.equal(2n);
  });

  it("SETTLE-86: one batch after another, and a delivery against payment among them", async () => {
    const { desk, gateway, rollup } = await load();
    const { bob } = desk.world;
    await desk.advance(await desk.fundBoth());
    await desk.advance([desk.world.delivery(), desk.world.blank()]);
    await desk.advance();
    expect(await rollup.lastFinal(settlementLane)).to.equal(3n);
    expect((await gateway.progress()).index).to.equal(3n);
    expect(bob.notes.filter(({ asset }) => asset === 1n).map(({ amount }) => amount)).to.deep.equal([400n]);
  });

  it("SETTLE-86: or does nothing", async () => {
    const { desk, rollup, circuits, blanks } = await load();
    const batch = await desk.make(blanks());
    await expect(desk.post({ ...batch, proof: hexWord(1n) })).to.be.revertedWithCustomError(
      circuits[2],
      "ConformanceInputsMismatch",
    );
    expect(await rollup.lastBatch(settlementLane)).to.equal(0n);
  });

  it("SETTLE-86: no batch of another lane", async () => {
    const { desk, portal, blanks } = await load();
    const batch = await desk.make(blanks());
    await expect(desk.post(restated(batch, { header: { lane: 1 } })))
      .to.be.revertedWithCustomError(portal, "PortalLaneMismatch")
      .withArgs(settlementLane, 1n);
  });

  it("SETTLE-86: of two batches on one parent the later one is refused whole", async () => {
    const { desk, rollup, blanks } = await load();
    const [one, other] = [await desk.make(blanks()), await desk.make()];
    await desk.post(other);
    await expect(desk.post(one))
      .to.be.revertedWithCustomError(rollup, "RollupIndexMismatch")
      .withArgs(2n, 1n);
  });
});

describe("SettlementPortal > who posts", () => {
  it("SETTLE-87: who is no operator waits for an hour without a batch", async () => {
    const { desk, portal, actors, blanks } = await load();
    await networkHelpers.time.increaseTo(inHour(await nowOn(desk.l1), 60n));
    await desk.advance();
    const last = await nowOn(desk.l1);
    const batch = await desk.make(blanks());
    await networkHelpers.time.setNextBlockTimestamp(last + 100n);
    await expect(desk.post(batch, actors.anyone))
      .to.be.revertedWithCustomError(portal, "PortalNotOpen")
      .withArgs(actors.anyone.address, last - (last % hour) + 50n * 60n);
    await networkHelpers.time.setNextBlockTimestamp(last + hour);
    await expect(desk.post(restated(batch, { header: { time: last + 90n } }), actors.anyone))
      .to.be.revertedWithCustomError(portal, "PortalNotOpen")
      .withArgs(actors.anyone.address, last + hour + 1n);
    await networkHelpers.time.setNextBlockTimestamp(last + hour + 1n);
    await desk.post(restated(batch, { header: { time: last + 90n } }), actors.anyone);
  });

  it("SETTLE-87: or for the last ten minutes of the hour, which no operator can take away", async () => {
    const { desk, portal, actors, blanks } = await load();
    const opens = inHour(await nowOn(desk.l1), 3_000n);
    await networkHelpers.time.increaseTo(opens - 600n);
    await networkHelpers.time.setNextBlockTimestamp(opens - 20n);
    await desk.advance();
    const batch = await desk.make(blanks());
    await networkHelpers.time.setNextBlockTimestamp(opens - 1n);
    await expect(desk.post(batch, actors.anyone))
      .to.be.revertedWithCustomError(portal, "PortalNotOpen")
      .withArgs(actors.anyone.address, opens);
    await networkHelpers.time.setNextBlockTimestamp(opens);
    await desk.post(batch, actors.anyone);
    desk.tip = batch.header;
    const next = await desk.make(blanks());
    await networkHelpers.time.setNextBlockTimestamp(opens + 600n);
    await expect(desk.post(next, actors.anyone))
      .to.be.revertedWithCustomError(portal, "PortalNotOpen")
      .withArgs(actors.anyone.address, opens + hour);
  });

  it("SETTLE-87: others consume no items without data, which would pass all shields over for no proof", async () => {
    const { desk, gateway, portal, actors } = await load();
    const opens = inHour(await nowOn(desk.l1), 3_000n);
    await networkHelpers.time.increaseTo(opens);
    await desk.advance([], actors.council);
    const shield = await desk.fund(actors.anyone, desk.world.alice, 1n, 100n);
    await expect(desk.post(await desk.make(), actors.council))
      .to.be.revertedWithCustomError(portal, "PortalDataMissing")
      .withArgs(0n, 1n);
    await desk.advance([shield, desk.world.blank()], actors.council);
    expect((await gateway.shieldOf(0n)).isUsed).to.equal(true);
    await desk.fund(actors.anyone, desk.world.alice, 1n, 100n);
    await desk.advance();
  });

  it("SETTLE-87: operators come through the timelock", async () => {
    const l1 = await load();
    const { portal, actors, desk } = l1;
    const role = await portal.OPERATOR_ROLE();
    await expect(portal.connect(actors.operator).grantRole(role, actors.anyone))
      .to.be.revertedWithCustomError(portal, "AccessControlUnauthorizedAccount")
      .withArgs(actors.operator.address, ethers.ZeroHash);
    await throughTimelock(l1, portal, "grantRole", [role, actors.anyone.address]);
    await desk.setRoots();
    await networkHelpers.time.increaseTo(inHour(await nowOn(l1), 60n));
    await desk.advance();
    await desk.advance([], actors.anyone);
  });
});

describe("SettlementPortal > enforced mode", () => {
  it("SETTLE-69, QUEUE-12: anyone moves items that have waited too long, and a shield goes back", async () => {
    const { desk, gateway, rollup, queue, actors, bond, parameters, blanks } = await load();
    const shield = desk.world.shield(desk.world.alice, 1n, 100n);
    const { item } = await itemOf({ queue }, await desk.shield(actors.anyone, shield));
    await passTime(desk.l1, 2n * parameters.deadline + 10n);
    const empty = await desk.make();
    const withData = await desk.make(blanks());
    await expect(
      rollup
        .connect(actors.committer)
        .commitBatch(...commitArguments(withData.header, withData.parent, { ...withData, first: item })),
    ).to.be.revertedWithCustomError(rollup, "RollupEnforced");
    const stranger = rollup.connect(actors.council);
    await stranger.depositBond({ value: parameters.bondGwei * 10n ** 9n });
    await stranger.commitBatch(...commitArguments(empty.header, empty.parent, { first: item }));
    await rollup.prove(settlementLane, 1n, proofBytes(empty));
    await rollup.finalize(encodeBatchHeader(empty.header));
    await gateway.settle(encodeBatchHeader(empty.header), new Uint8Array(0));
    await gateway.reclaim(0n, 1n, 100n, shield.crossing.target);
    expect(await bond.balanceOf(actors.anyone)).to.equal(100n);
  });
});

describe("SettlementPortal > takeBack", () => {
  it("SETTLE-88: what stands unproven for an hour is taken back, and seven eighths of its bond are the caller's", async () => {
    const { desk, portal, rollup, actors, parameters, blanks } = await load();
    const wrong = restated(await desk.make(blanks()), { header: { stateRoot: hexWord(3n) } });
    await rollup.connect(actors.committer).commitBatch(...commitArguments(wrong.header, wrong.parent, wrong));
    const committedAt = await nowOn(desk.l1);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + hour);
    await expect(portal.connect(actors.anyone).takeBack())
      .to.be.revertedWithCustomError(portal, "PortalBatchWaits")
      .withArgs(hour, hour);
    await networkHelpers.time.setNextBlockTimestamp(committedAt + hour + 1n);
    const bond = parameters.bondGwei * 10n ** 9n;
    const kept = bond / 8n;
    const before = await rollup.freeBondOf(portal);
    const call = portal.connect(actors.anyone).takeBack();
    await expect(call)
      .to.emit(portal, "BatchTakenBack")
      .withArgs(1n, actors.anyone.address, bond - kept, kept);
    await expect(call).to.changeEtherBalances(
      ethers,
      [actors.anyone, rollup, portal],
      [bond - kept, kept - bond, 0n],
    );
    expect(await rollup.lastBatch(settlementLane)).to.equal(0n);
    expect(await rollup.freeBondOf(portal)).to.equal(before + kept);
    await desk.post(await desk.make([], (header) => ({ ...header, epoch: 1n })));
    expect(await rollup.lastFinal(settlementLane)).to.equal(1n);
  });

  it("SETTLE-88: whoever stands in the lane's way, and takes its own batch back, pays an eighth each time", async () => {
    const { desk, portal, rollup, actors, parameters } = await load();
    const committer = await rollup.freeBondOf(actors.committer);
    const before = await rollup.freeBondOf(portal);
    for (let epoch = 0n; epoch < 2n; ++epoch) {
      const batch = await desk.make([], (header) => ({ ...header, epoch }));
      await rollup
        .connect(actors.committer)
        .commitBatch(...commitArguments(batch.header, batch.parent, batch));
      await passTime(desk.l1, hour + 1n);
      await portal.connect(actors.committer).takeBack();
    }
    const bond = parameters.bondGwei * 10n ** 9n;
    expect(await rollup.freeBondOf(actors.committer)).to.equal(committer - 2n * bond);
    expect(await rollup.freeBondOf(portal)).to.equal(before + (2n * bond) / 8n);
  });

  it("SETTLE-88: who takes no wei takes nothing back", async () => {
    const { desk, portal, rollup, actors, parameters } = await load();
    const batch = await desk.make();
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await passTime(desk.l1, hour + 1n);
    const refusing = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await refusing.setRefuses(true);
    const bond = parameters.bondGwei * 10n ** 9n;
    await expect(refusing.forward(portal, portal.interface.encodeFunctionData("takeBack"), 0n))
      .to.be.revertedWithCustomError(portal, "PortalPaymentRefused")
      .withArgs(await refusing.getAddress(), bond - bond / 8n);
    await portal.takeBack();
  });

  it("SETTLE-88, ROLLUP-14: what is PROVEN waits for anyone who makes it FINAL, while its proof counts", async () => {
    const { desk, portal, rollup, policy, verifier, actors } = await load();
    const batch = await desk.make();
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await rollup.prove(settlementLane, 1n, proofBytes(batch));
    await passTime(desk.l1, hour + 1n);
    await expect(portal.takeBack()).to.be.revertedWithCustomError(portal, "PortalBatchProven").withArgs(1n);
    const disabled = await networkHelpers.takeSnapshot();
    await policy.connect(actors.council).disableVerifier(verifier);
    await portal.takeBack();
    await disabled.restore();
    await rollup.connect(actors.anyone).finalize(encodeBatchHeader(batch.header));
    expect(await rollup.lastFinal(settlementLane)).to.equal(1n);
  });

  it("SETTLE-88, ROLLUP-23: what is PROVEN when the lane ends has its bond back, though nothing is SECURED", async () => {
    const l1 = await load();
    const { desk, rollup, actors, parameters, settlementGenesis } = l1;
    const batch = await desk.make();
    const free = await rollup.freeBondOf(actors.committer);
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    const committed = await networkHelpers.takeSnapshot();
    await passTime(l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(settlementGenesis), noItem);
    await expect(rollup.releaseBond(settlementLane, 1n))
      .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
      .withArgs(1n, evidence.secured, 0n);
    await committed.restore();
    await rollup.prove(settlementLane, 1n, proofBytes(batch));
    await passTime(l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(settlementGenesis), noItem);
    const ended = await networkHelpers.takeSnapshot();
    await l1.policy.connect(actors.council).disableVerifier(l1.verifier);
    await expect(rollup.releaseBond(settlementLane, 1n))
      .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
      .withArgs(1n, evidence.secured, evidence.proven);
    await ended.restore();
    await rollup.releaseBond(settlementLane, 1n);
    expect(await rollup.freeBondOf(actors.committer)).to.equal(free);
  });

  it("SETTLE-88: what is FINAL is not", async () => {
    const { desk, portal } = await load();
    await desk.advance();
    await passTime(desk.l1, 2n * hour);
    await expect(portal.takeBack())
      .to.be.revertedWithCustomError(portal, "PortalNothingUnproven")
      .withArgs(1n);
  });

  it("SETTLE-88, GUARD-3: pauses do not count", async () => {
    const { desk, portal, rollup, guardian, actors, blanks } = await load();
    const batch = await desk.make(blanks());
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await guardian.connect(actors.guardian).pause(2n * hour);
    await passTime(desk.l1, 2n * hour + 10n);
    await expect(portal.takeBack()).to.be.revertedWithCustomError(portal, "PortalBatchWaits");
    await passTime(desk.l1, hour);
    await portal.takeBack();
  });

  it("SETTLE-88: nothing on the lane is SECURED", async () => {
    const { desk, portal, rollup, actors, blanks } = await load();
    const batch = await desk.make(blanks());
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    await expect(rollup.secure(settlementLane, 1n))
      .to.be.revertedWithCustomError(rollup, "RollupDisputed")
      .withArgs(settlementLane, 1n);
    expect(await portal.isUndisputed(settlementLane, 1n, batchDigest(batch.header))).to.equal(false);
    expect(await rollup.evidenceOf(settlementLane, 1n)).to.equal(0n);
    expect(evidence.proven).to.equal(4n);
  });
});

describe("SettlementPortal > bond", () => {
  it("SETTLE-89: anyone funds it", async () => {
    const { portal, rollup, actors } = await load();
    const before = await rollup.freeBondOf(portal);
    await expect(portal.connect(actors.anyone).fundBond({ value: 5n }))
      .to.emit(portal, "BondFunded")
      .withArgs(actors.anyone.address, 5n);
    expect(await rollup.freeBondOf(portal)).to.equal(before + 5n);
  });

  it("SETTLE-89: what anyone else sends would never leave, and is refused", async () => {
    const { portal, actors } = await load();
    await expect(actors.anyone.sendTransaction({ to: portal, value: 5n }))
      .to.be.revertedWithCustomError(portal, "PortalSenderInvalid")
      .withArgs(actors.anyone.address);
  });

  it("SETTLE-89: it leaves by the timelock alone", async () => {
    const l1 = await load();
    const { portal, actors } = l1;
    await expect(portal.connect(actors.operator).returnBond(actors.operator, 5n))
      .to.be.revertedWithCustomError(portal, "AccessNotTimelock")
      .withArgs(actors.operator.address);
    const call = () => throughTimelock(l1, portal, "returnBond", [actors.council.address, 5n]);
    await expect(call).to.changeEtherBalances(ethers, [actors.council, portal], [5n, 0n]);
  });

  it("SETTLE-89: to who takes it", async () => {
    const l1 = await load();
    const { timelock, policy, rollup, guardian, gateway } = l1;
    const parts = { policy, rollup, guardian, lane: settlementLane, gateway };
    const portal = await ethers.deployContract("SettlementPortal", [
      timelock,
      await policy.leastDelay(),
      parts,
      [],
    ]);
    const refusing = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await refusing.setRefuses(true);
    await portal.fundBond({ value: 5n });
    await expect(portal.returnBond(refusing, 5n))
      .to.be.revertedWithCustomError(portal, "PortalPaymentRefused")
      .withArgs(await refusing.getAddress(), 5n);
  });
});
