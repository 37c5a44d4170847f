import { topicId } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";

import { attest, attestAll, STAGE } from "../../helpers/evidence.js";
import { reasonOf } from "../../helpers/records.js";
import { actAsStageContract, openAsset, placeAsset, type StageName } from "../../helpers/stageContract.js";
import { submissionHash } from "../../helpers/submissionHash.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const REASON = reasonOf("stated elsewhere");
const RECORD = ethers.id("record");
const UNKNOWN = ethers.id("unknown asset");
const STAGES = Object.keys(STAGE) as StageName[];
/** Edges without a checkpoint, as the table of spec/lifecycle.md has them. */
const SIDE_EDGES: Partial<Record<StageName, StageName[]>> = {
  Issued: ["Suspended", "Defaulted", "Matured"],
  Trading: ["Suspended", "Defaulted", "Matured"],
  Suspended: ["Defaulted"],
  Matured: ["Redeemed"],
  Defaulted: ["Redeemed"],
};

describe("Lifecycle, stages", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { Lifecycle } = world.contracts;
    const stages = await actAsStageContract(world);
    const place = (stage: StageName) => placeAsset(world, stages, stage);
    return { world, stages, place, Lifecycle, ...world.actors };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("open", () => {
    it("LIFE-1: opens an asset once, at None, for its issuer", async () => {
      const { stages, issuer, otherIssuer } = await load();
      const asset = ethers.id("asset");
      const assetClass = topicId("TEST_BOND");
      await expect(stages.open(asset, issuer, assetClass))
        .to.emit(stages, "AssetOpened")
        .withArgs(asset, issuer, assetClass);
      await expect(stages.open(asset, otherIssuer, assetClass))
        .to.be.revertedWithCustomError(stages, "LifecycleAssetExists")
        .withArgs(asset);
      expect(await stages.stateOf(asset)).to.deep.equal([
        ...[0n, 0n, 0n, false, issuer.address, assetClass, ethers.ZeroAddress, ethers.ZeroHash, 0n],
      ]);
    });
  });

  describe("propose", () => {
    it("LIFE-4: the hash covers asset, stage, revision and record", async () => {
      const { world, stages, issuer } = await load();
      const asset = await openAsset(world, stages);
      for (const revision of [1, 2]) {
        const hash = submissionHash(asset, STAGE.Registered, revision, RECORD);
        expect(await stages.propose.staticCall(asset, STAGE.Registered, issuer, RECORD)).to.equal(hash);
        await expect(stages.propose(asset, STAGE.Registered, issuer, RECORD))
          .to.emit(stages, "SubmissionProposed")
          .withArgs(asset, STAGE.Registered, hash, issuer, revision, RECORD);
        expect(await stages.submissionOf(asset, STAGE.Registered)).to.deep.equal([
          ...[hash, RECORD, issuer.address, BigInt(revision), 0n, false],
        ]);
        expect(await stages.isInForce(asset, STAGE.Registered, hash)).to.equal(true);
      }
      const first = submissionHash(asset, STAGE.Registered, 1, RECORD);
      expect(await stages.isInForce(asset, STAGE.Registered, first)).to.equal(false);
      expect(await stages.isInForce(asset, STAGE.Structured, ethers.ZeroHash)).to.equal(false);
    });

    it("LIFE-3: refuses any stage but the next", async () => {
      const { stages, place, issuer } = await load();
      for (const from of ["None", "Structured", "Trading", "Suspended", "Withdrawn"] as const) {
        const asset = await place(from);
        for (const to of STAGES.filter(
          (name) => STAGE[name] !== STAGE[from] + 1 || STAGE[from] >= STAGE.Trading,
        ))
          await expect(stages.propose(asset, STAGE[to], issuer, RECORD), `${from} to ${to}`)
            .to.be.revertedWithCustomError(stages, "LifecycleIllegalMove")
            .withArgs(asset, STAGE[from], STAGE[to]);
      }
    });

    it("LIFE-4: refuses a proposer the issuer did not appoint, an unknown asset, and an open offer", async () => {
      const { stages, place, issuer, arranger } = await load();
      const asset = await place("Tokenized");
      await expect(stages.propose(asset, STAGE.Issued, arranger, RECORD))
        .to.be.revertedWithCustomError(stages, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Issued, arranger);
      await expect(stages.propose(UNKNOWN, STAGE.Registered, issuer, RECORD))
        .to.be.revertedWithCustomError(stages, "LifecycleAssetUnknown")
        .withArgs(UNKNOWN);
      await expect(stages.holdForOffer(asset, true)).to.emit(stages, "OfferHeld").withArgs(asset, true);
      await expect(stages.propose(asset, STAGE.Issued, issuer, RECORD))
        .to.be.revertedWithCustomError(stages, "LifecycleOfferOpen")
        .withArgs(asset);
      await expect(stages.holdForOffer(asset, false)).to.emit(stages, "OfferHeld").withArgs(asset, false);
      await stages.propose(asset, STAGE.Issued, issuer, RECORD);
    });
  });

  describe("approve", () => {
    it("LIFE-5: refuses the proposer and the issuer, and takes anyone else", async () => {
      const { world, stages, place, Lifecycle, issuer, arranger, registrar } = await load();
      const asset = await place("Registered");
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Structured, arranger, true);
      await stages.propose(asset, STAGE.Structured, arranger, RECORD);
      await attestAll(world, asset, "Structured");
      for (const party of [arranger, issuer])
        await expect(stages.approve(asset, STAGE.Structured, party))
          .to.be.revertedWithCustomError(stages, "LifecycleSameParty")
          .withArgs(asset, party);
      await stages.approve(asset, STAGE.Structured, registrar);
      expect(await stages.stageOf(asset)).to.equal(STAGE.Structured);
    });

    it("LIFE-4: refuses what was not submitted, another stage and an unknown asset", async () => {
      const { stages, place, registrar } = await load();
      const asset = await place("Registered");
      await expect(stages.approve(asset, STAGE.Structured, registrar))
        .to.be.revertedWithCustomError(stages, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Structured);
      await expect(stages.approve(asset, STAGE.Registered, registrar))
        .to.be.revertedWithCustomError(stages, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Registered, STAGE.Registered);
      await expect(stages.approve(UNKNOWN, STAGE.Registered, registrar))
        .to.be.revertedWithCustomError(stages, "LifecycleAssetUnknown")
        .withArgs(UNKNOWN);
    });

    it("LIFE-9: evidence for an earlier revision, another asset or another subject does not count", async () => {
      const { world, stages, issuer, otherIssuer, registrar } = await load();
      const asset = await openAsset(world, stages);
      const other = await openAsset(world, stages);
      for (const id of [asset, other]) await stages.propose(id, STAGE.Registered, issuer, RECORD);
      await attestAll(world, other, "Registered");
      await attestAll(world, asset, "Registered");
      await stages.propose(asset, STAGE.Registered, issuer, RECORD);
      await attestAll(world, asset, "Registered", { overrides: { subject: otherIssuer.address } });
      await expect(stages.approve(asset, STAGE.Registered, registrar))
        .to.be.revertedWithCustomError(world.contracts.CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("LEGAL_ENTITY"), 1, 0);
    });
  });

  describe("move and restore", () => {
    for (const from of STAGES) {
      it(`LIFE-2, LIFE-3: ${from} is stage ${String(STAGE[from])} and is left only along the table`, async () => {
        const { stages, place, regulator } = await load();
        const asset = await place(from);
        expect(await stages.stageOf(asset)).to.equal(STAGE[from]);
        for (const to of STAGES) {
          const attempt = stages.move.staticCall(asset, STAGE[to], regulator, REASON);
          if (SIDE_EDGES[from]?.includes(to) === true) await attempt;
          else
            await expect(attempt, to)
              .to.be.revertedWithCustomError(stages, "LifecycleIllegalMove")
              .withArgs(asset, STAGE[from], STAGE[to]);
        }
        for (const left of STAGES) {
          if (left === from && (from === "Suspended" || from === "Defaulted")) continue;
          await expect(stages.restore(asset, STAGE[left], regulator, REASON), left)
            .to.be.revertedWithCustomError(stages, "LifecycleIllegalMove")
            .withArgs(asset, STAGE[from], (to: bigint) => to <= STAGE.Suspended);
        }
      });
    }

    it("LIFE-40, LIFE-45: a cure restores the suspension, its end the stage stored before it", async () => {
      const { stages, place, regulator } = await load();
      for (const stage of ["Issued", "Trading"] as const) {
        const asset = await place(stage);
        await stages.move(asset, STAGE.Suspended, regulator, REASON);
        await stages.move(asset, STAGE.Defaulted, regulator, REASON);
        const both = await stages.stateOf(asset);
        expect([both.beforeSuspension, both.beforeDefault]).to.deep.equal([
          BigInt(STAGE[stage]),
          BigInt(STAGE.Suspended),
        ]);
        await stages.restore(asset, STAGE.Defaulted, regulator, REASON);
        expect(await stages.stageOf(asset)).to.equal(STAGE.Suspended);
        await stages.restore(asset, STAGE.Suspended, regulator, REASON);
        const state = await stages.stateOf(asset);
        expect([state.stage, state.beforeSuspension, state.beforeDefault]).to.deep.equal([
          BigInt(STAGE[stage]),
          0n,
          0n,
        ]);
      }
    });

    it("LIFE-49: refuses Redeemed while units are outstanding", async () => {
      const { world, stages, place, regulator, alice } = await load();
      const asset = await place("Matured");
      await stages.linkToken(asset, world.cash);
      await world.cash.mint(alice, 3);
      await expect(stages.move(asset, STAGE.Redeemed, regulator, REASON))
        .to.be.revertedWithCustomError(stages, "LifecycleSupplyOutstanding")
        .withArgs(asset, 3);
    });

    it("LIFE-3: refuses without a reason or an asset", async () => {
      const { stages, place, regulator } = await load();
      const asset = await place("Trading");
      for (const call of [
        () => stages.move(asset, STAGE.Suspended, regulator, ethers.ZeroHash),
        () => stages.restore(asset, STAGE.Suspended, regulator, ethers.ZeroHash),
      ])
        await expect(call()).to.be.revertedWithCustomError(stages, "LifecycleReasonMissing");
      for (const call of [
        () => stages.move(UNKNOWN, STAGE.Suspended, regulator, REASON),
        () => stages.restore(UNKNOWN, STAGE.Suspended, regulator, REASON),
      ])
        await expect(call()).to.be.revertedWithCustomError(stages, "LifecycleAssetUnknown").withArgs(UNKNOWN);
    });

    for (const end of ["Redeemed", "Rejected", "Withdrawn"] as const) {
      it(`LIFE-21: nothing leaves ${end}`, async () => {
        const { stages, place, Lifecycle, issuer, registrar } = await load();
        const asset = await place(end);
        const head = (await stages.stateOf(asset)).head;
        const attempts = [
          ...[1, 2, 3, 4, 5].flatMap((stage) => [
            () => stages.propose(asset, stage, issuer, RECORD),
            () => stages.approve(asset, stage, registrar),
          ]),
          () => Lifecycle.connect(issuer).withdraw(asset, REASON),
          () => Lifecycle.connect(registrar).reject(asset, REASON),
          () => Lifecycle.connect(registrar).rollback(asset, REASON),
          () => Lifecycle.connect(registrar).requestChanges(asset, REASON),
        ];
        for (const attempt of attempts)
          await expect(attempt()).to.be.revertedWithCustomError(stages, "LifecycleIllegalMove");
        expect(await stages.isLive(asset)).to.equal(false);
        expect((await stages.stateOf(asset)).head).to.equal(head);
        await expect(stages.open(asset, issuer, RECORD))
          .to.be.revertedWithCustomError(stages, "LifecycleAssetExists")
          .withArgs(asset);
      });
    }
  });

  describe("linkToken", () => {
    it("LIFE-28: a token serves one asset", async () => {
      const { world, stages, place } = await load();
      const asset = await place("Tokenized");
      await expect(stages.linkToken(asset, world.cash))
        .to.emit(stages, "TokenLinked")
        .withArgs(asset, world.cash);
      expect(await stages.tokenOf(asset)).to.equal(world.cash);
      expect(await stages.assetOf(world.cash)).to.equal(asset);
      await expect(stages.linkToken(await place("Tokenized"), world.cash))
        .to.be.revertedWithCustomError(stages, "LifecycleTokenTaken")
        .withArgs(world.cash, asset);
    });
  });

  it("LIFE-3: only stage contracts move an asset", async () => {
    const { stages, place, stranger, issuer } = await load();
    const asset = await place("Trading");
    const by = stages.connect(stranger);
    const attempts = [
      () => by.open(UNKNOWN, issuer, RECORD),
      () => by.propose(asset, STAGE.Trading, issuer, RECORD),
      () => by.approve(asset, STAGE.Trading, stranger),
      () => by.move(asset, STAGE.Suspended, stranger, REASON),
      () => by.restore(asset, STAGE.Suspended, stranger, REASON),
      () => by.linkToken(asset, stranger),
      () => by.holdForOffer(asset, true),
      () => by.reject(asset, REASON),
    ];
    for (const attempt of attempts)
      await expect(attempt())
        .to.be.revertedWithCustomError(stages, "AccessManagedUnauthorized")
        .withArgs(stranger);
  });

  describe("requireOpening, requireHolder, isCurrent", () => {
    it("LIFE-11: the opening asks its own topics of what is submitted for the next stage", async () => {
      const { world, stages, place, Lifecycle, issuer, registrar } = await load();
      const asset = await place("Tokenized");
      const { CheckpointPolicy } = world.contracts;
      const opening = () => stages.requireOpening(asset, STAGE.Issued);
      await expect(stages.requireOpening(asset, STAGE.Trading))
        .to.be.revertedWithCustomError(stages, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Tokenized, STAGE.Trading);
      await expect(opening())
        .to.be.revertedWithCustomError(stages, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Issued);
      await stages.propose(asset, STAGE.Issued, issuer, RECORD);
      await expect(opening())
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("OFFER_APPROVED"), 1, 0);
      await attest(world, asset, "Issued", "OFFER_APPROVED");
      await opening();
      await Lifecycle.connect(registrar).requestChanges(asset, REASON);
      await expect(opening())
        .to.be.revertedWithCustomError(stages, "LifecycleChangesRequested")
        .withArgs(asset, STAGE.Issued);
    });

    it("LIFE-11: each holder is asked for its own evidence", async () => {
      const { world, stages, place, issuer, alice, bob } = await load();
      const asset = await place("Tokenized");
      await stages.propose(asset, STAGE.Issued, issuer, RECORD);
      await attest(world, asset, "Issued", "INVESTOR_ELIGIBLE", { overrides: { subject: alice.address } });
      await stages.requireHolder(asset, STAGE.Issued, alice);
      await expect(stages.requireHolder(asset, STAGE.Issued, bob))
        .to.be.revertedWithCustomError(world.contracts.CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(topicId("INVESTOR_ELIGIBLE"), 1, 0);
    });

    it("LIFE-8: an asset is current while every stage it entered is proven, whatever is only submitted", async () => {
      const { world, stages, place, issuer } = await load();
      const asset = await place("Structured");
      await stages.propose(asset, STAGE.Tokenized, issuer, RECORD);
      expect(await stages.isCurrent(asset)).to.equal(true);
      await networkHelpers.time.increase(91 * 86_400);
      expect(await stages.isCurrent(asset)).to.equal(false);
      await attest(world, asset, "Registered", "SANCTIONS_CLEAR");
      expect(await stages.isCurrent(asset)).to.equal(false);
      await attest(world, asset, "Structured", "RISK_RATING");
      expect(await stages.isCurrent(asset)).to.equal(true);
    });
  });
});
