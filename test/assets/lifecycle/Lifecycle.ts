import { expect } from "chai";
import { network } from "hardhat";

import { attest, attestAll, STAGE } from "../../helpers/evidence.js";
import {
  bringTo,
  openOffer,
  submitRegistration,
  submitStructure,
  submitToken,
} from "../../helpers/journey.js";
import { makeBondTerms, reasonOf } from "../../helpers/records.js";
import { actAsStageContract, placeAsset, type StageName } from "../../helpers/stageContract.js";
import { submissionHash } from "../../helpers/submissionHash.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const REASON = reasonOf("the terms contradict the deed");
const UNKNOWN = ethers.id("unknown asset");
const RECORD = ethers.id("record");
const BEFORE_ISSUE: StageName[] = ["Registered", "Structured", "Tokenized"];
const OTHERS: StageName[] = ["None", "Issued", "Trading", "Suspended", "Defaulted", "Matured"];

/** The members of a `StageAdvanced` checkpoint that a move without evidence states. */
const moved = (from: number, to: number, actor: string, basis: string) => (checkpoint: unknown[]) =>
  checkpoint[3] === BigInt(from) &&
  checkpoint[4] === BigInt(to) &&
  checkpoint[5] === actor &&
  checkpoint[6] === basis &&
  checkpoint[7] === ethers.ZeroHash &&
  checkpoint[8] === 0n;
const isHash = (hash: string) => ethers.isHexString(hash, 32) && hash !== ethers.ZeroHash;

describe("Lifecycle", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { Lifecycle, CheckpointPolicy } = world.contracts;
    const stages = await actAsStageContract(world);
    const place = (stage: StageName) => placeAsset(world, stages, stage);
    /** Links test cash as a token, so that a supply can exist before issuance. */
    const linkWithSupply = async (asset: string, supply: bigint) => {
      await stages.linkToken(asset, world.cash);
      await world.cash.mint(world.actors.alice, supply);
    };
    return { world, stages, place, linkWithSupply, Lifecycle, CheckpointPolicy, ...world.actors };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("appoint", () => {
    it("LIFE-4: lets a proposer submit for one stage, until it ends that", async () => {
      const { world, place, Lifecycle, issuer, arranger } = await load();
      const { Structuring } = world.contracts;
      const { asset } = await bringTo(world, "Registered");
      const by = Lifecycle.connect(issuer);
      await expect(by.appoint(asset, STAGE.Structured, arranger, true))
        .to.emit(Lifecycle, "ProposerAppointed")
        .withArgs(asset, STAGE.Structured, arranger, true);
      expect(await Lifecycle.isProposer(asset, STAGE.Structured, arranger)).to.equal(true);
      expect(await Lifecycle.isProposer(asset, STAGE.Tokenized, arranger)).to.equal(false);
      expect(await Lifecycle.isProposer(await place("Registered"), STAGE.Structured, arranger)).to.equal(
        false,
      );

      const terms = makeBondTerms(await networkHelpers.time.latest());
      await Structuring.connect(arranger).submit(asset, terms);
      expect((await Lifecycle.submissionOf(asset, STAGE.Structured)).proposer).to.equal(arranger);
      await expect(by.appoint(asset, STAGE.Structured, arranger, false))
        .to.emit(Lifecycle, "ProposerAppointed")
        .withArgs(asset, STAGE.Structured, arranger, false);
      await expect(Structuring.connect(arranger).submit(asset, terms))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Structured, arranger);
    });

    it("LIFE-10: what the proposer attests itself does not count", async () => {
      const { world, stages, place, CheckpointPolicy, Lifecycle, issuer, arranger, registrar } = await load();
      const asset = await place("Registered");
      await Lifecycle.connect(issuer).appoint(asset, STAGE.Structured, arranger, true);
      await stages.propose(asset, STAGE.Structured, arranger, RECORD);
      await attestAll(world, asset, "Structured", { without: ["RISK_RATING"] });
      await attest(world, asset, "Structured", "RISK_RATING", { by: "arranger" });
      await expect(stages.approve(asset, STAGE.Structured, registrar))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("RISK_RATING"), 1, 0);
      await attest(world, asset, "Structured", "RISK_RATING");
      await stages.approve(asset, STAGE.Structured, registrar);
    });

    it("LIFE-4: is the issuer's alone", async () => {
      const { place, Lifecycle, otherIssuer, registrar, issuer } = await load();
      const asset = await place("None");
      for (const caller of [otherIssuer, registrar])
        await expect(Lifecycle.connect(caller).appoint(asset, STAGE.Registered, caller, true))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotIssuer")
          .withArgs(asset, caller);
      await expect(Lifecycle.connect(issuer).appoint(UNKNOWN, STAGE.Registered, issuer, true))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleAssetUnknown")
        .withArgs(UNKNOWN);
    });
  });

  describe("requestChanges", () => {
    it("LIFE-17: blocks approval until a new revision, whose evidence starts anew", async () => {
      const { world, Lifecycle, CheckpointPolicy, issuer, registrar } = await load();
      const { Registration } = world.contracts;
      const { asset, record, serials } = await submitRegistration(world);
      await attestAll(world, asset, "Registered");
      const before = await Lifecycle.submissionOf(asset, STAGE.Registered);
      await expect(Lifecycle.connect(registrar).requestChanges(asset, REASON))
        .to.emit(Lifecycle, "ChangesRequested")
        .withArgs(asset, STAGE.Registered, registrar, REASON);
      expect((await Lifecycle.submissionOf(asset, STAGE.Registered)).areChangesRequested).to.equal(true);
      expect(await Lifecycle.isInForce(asset, STAGE.Registered, before.hash)).to.equal(false);
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleChangesRequested")
        .withArgs(asset, STAGE.Registered);

      await Registration.connect(issuer).submit(record);
      await Registration.connect(issuer).addSerials(asset, [...serials.pages[0]!]);
      const after = await Lifecycle.submissionOf(asset, STAGE.Registered);
      expect([after.revision, after.record, after.areChangesRequested]).to.deep.equal([
        2n,
        before.record,
        false,
      ]);
      expect(after.hash).not.to.equal(before.hash);
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("LEGAL_ENTITY"), 1, 0);
      await attestAll(world, asset, "Registered");
      await Registration.connect(registrar).approve(asset);
    });

    it("LIFE-17: asks of what is submitted for the next stage, not of the stage entered", async () => {
      const { world, Lifecycle, regulator } = await load();
      const { asset } = await bringTo(world, "Registered");
      await submitStructure(world, asset);
      await expect(Lifecycle.connect(regulator).requestChanges(asset, REASON))
        .to.emit(Lifecycle, "ChangesRequested")
        .withArgs(asset, STAGE.Structured, regulator, REASON);
      expect((await Lifecycle.submissionOf(asset, STAGE.Registered)).areChangesRequested).to.equal(false);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
    });

    it("LIFE-17: refuses without a reason, a submission, an asset or the role", async () => {
      const { place, Lifecycle, registrar, stranger } = await load();
      const asset = await place("Registered");
      const by = Lifecycle.connect(registrar);
      await expect(by.requestChanges(asset, ethers.ZeroHash)).to.be.revertedWithCustomError(
        Lifecycle,
        "LifecycleReasonMissing",
      );
      await expect(by.requestChanges(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Structured);
      await expect(by.requestChanges(UNKNOWN, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleAssetUnknown")
        .withArgs(UNKNOWN);
      await expect(Lifecycle.connect(stranger).requestChanges(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "AccessManagedUnauthorized")
        .withArgs(stranger);
      const trading = await place("Trading");
      await expect(by.requestChanges(trading, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(trading, STAGE.Trading, STAGE.Trading);
    });

    it("LIFE-30: refuses while an offer is open", async () => {
      const { world, Lifecycle, registrar } = await load();
      const { asset } = await bringTo(world, "Tokenized");
      await openOffer(world, asset);
      await expect(Lifecycle.connect(registrar).requestChanges(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleOfferOpen")
        .withArgs(asset);
    });
  });

  type Context = Awaited<ReturnType<typeof fixture>>;
  const endings: [
    "Withdrawn" | "Rejected",
    (c: Context, asset: string, reason?: string) => Promise<unknown>,
  ][] = [
    ["Withdrawn", (c, asset, reason = REASON) => c.Lifecycle.connect(c.issuer).withdraw(asset, reason)],
    ["Rejected", (c, asset, reason = REASON) => c.Lifecycle.connect(c.registrar).reject(asset, reason)],
  ];
  for (const [end, act] of endings) {
    describe(end === "Withdrawn" ? "withdraw" : "reject", () => {
      for (const stage of BEFORE_ISSUE) {
        it(`LIFE-20: ends an asset at ${stage}`, async () => {
          const context = await load();
          const { Lifecycle, place, issuer, registrar } = context;
          const asset = await place(stage);
          const actor = end === "Withdrawn" ? issuer.address : registrar.address;
          const check = moved(STAGE[stage], STAGE[end], actor, REASON);
          await expect(act(context, asset))
            .to.emit(Lifecycle, "StageAdvanced")
            .withArgs(asset, STAGE[stage], STAGE[end], check, [], isHash);
          expect(await Lifecycle.stageOf(asset)).to.equal(STAGE[end]);
          expect(await Lifecycle.isLive(asset)).to.equal(false);
        });
      }

      it("LIFE-20: gives the token back", async () => {
        const context = await load();
        const { world, Lifecycle } = context;
        const { asset } = await bringTo(world, "Tokenized");
        const token = await Lifecycle.tokenOf(asset);
        await expect(act(context, asset)).to.emit(Lifecycle, "TokenUnlinked").withArgs(asset, token);
        expect(await Lifecycle.assetOf(token)).to.equal(ethers.ZeroHash);
        expect(await Lifecycle.tokenOf(asset)).to.equal(ethers.ZeroAddress);
      });

      for (const stage of OTHERS) {
        it(`LIFE-20: refuses at ${stage}`, async () => {
          const context = await load();
          const asset = await context.place(stage);
          await expect(act(context, asset))
            .to.be.revertedWithCustomError(context.Lifecycle, "LifecycleIllegalMove")
            .withArgs(asset, STAGE[stage], STAGE[end]);
        });
      }

      it("LIFE-20: refuses while units exist or an offer is open", async () => {
        const context = await load();
        const { world, place, stages, linkWithSupply, Lifecycle } = context;
        const asset = await place("Tokenized");
        await linkWithSupply(asset, 7n);
        await expect(act(context, asset))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleSupplyOutstanding")
          .withArgs(asset, 7);
        await stages.holdForOffer(asset, true);
        await expect(act(context, asset))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleOfferOpen")
          .withArgs(asset);
        const offered = await bringTo(world, "Tokenized");
        await openOffer(world, offered.asset);
        await expect(act(context, offered.asset))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleOfferOpen")
          .withArgs(offered.asset);
      });

      it("LIFE-20: refuses without a reason or an asset", async () => {
        const context = await load();
        const asset = await context.place("Registered");
        await expect(act(context, asset, ethers.ZeroHash)).to.be.revertedWithCustomError(
          context.Lifecycle,
          "LifecycleReasonMissing",
        );
        await expect(act(context, UNKNOWN))
          .to.be.revertedWithCustomError(context.Lifecycle, "LifecycleAssetUnknown")
          .withArgs(UNKNOWN);
      });
    });
  }

  it("LIFE-20: only the issuer withdraws", async () => {
    const { place, Lifecycle, registrar, otherIssuer } = await load();
    const asset = await place("Registered");
    for (const caller of [registrar, otherIssuer])
      await expect(Lifecycle.connect(caller).withdraw(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotIssuer")
        .withArgs(asset, caller);
  });

  it("LIFE-20: only an approver other than the issuer rejects", async () => {
    const { world, place, Lifecycle, issuer, stranger } = await load();
    const asset = await place("Registered");
    for (const caller of [issuer, stranger])
      await expect(Lifecycle.connect(caller).reject(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "AccessManagedUnauthorized")
        .withArgs(caller);
    await world.contracts.AccessManager.grantRole(7, issuer, 0);
    await expect(Lifecycle.connect(issuer).reject(asset, REASON))
      .to.be.revertedWithCustomError(Lifecycle, "LifecycleSameParty")
      .withArgs(asset, issuer);
  });

  describe("rollback", () => {
    it("LIFE-18: goes back to Registered, and what was proven for the terms counts no more", async () => {
      const { world, Lifecycle, CheckpointPolicy, registrar, issuer, structureApprover } = await load();
      const { Structuring } = world.contracts;
      const { asset } = await bringTo(world, "Registered");
      const terms = makeBondTerms(await networkHelpers.time.latest());
      await submitStructure(world, asset, terms);
      await attestAll(world, asset, "Structured");
      await Structuring.connect(structureApprover).approve(asset);
      const before = await Lifecycle.submissionOf(asset, STAGE.Structured);
      const check = moved(STAGE.Structured, STAGE.Registered, registrar.address, REASON);
      await expect(Lifecycle.connect(registrar).rollback(asset, REASON))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(asset, STAGE.Structured, STAGE.Registered, check, [], isHash);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
      expect((await Lifecycle.submissionOf(asset, STAGE.Structured)).hash).to.equal(ethers.ZeroHash);
      expect(await Lifecycle.isCurrent(asset)).to.equal(true);
      await expect(Structuring.connect(structureApprover).approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Structured);

      await Structuring.connect(issuer).submit(asset, terms);
      const after = await Lifecycle.submissionOf(asset, STAGE.Structured);
      expect([after.record, after.revision]).to.deep.equal([before.record, 2n]);
      expect(after.hash).to.equal(submissionHash(asset, STAGE.Structured, 2, after.record));
      await expect(Structuring.connect(structureApprover).approve(asset))
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("LEGAL_OPINION"), 2, 0);
    });

    it("LIFE-18: goes back to Structured, voids a submitted offer too, and frees the token", async () => {
      const { world, Lifecycle, stages, issuer, registrar } = await load();
      const { asset } = await bringTo(world, "Tokenized");
      const token = await Lifecycle.tokenOf(asset);
      await stages.propose(asset, STAGE.Issued, issuer, RECORD);
      await attestAll(world, asset, "Issued");
      const rolled = Lifecycle.connect(registrar).rollback(asset, REASON);
      await expect(rolled).to.emit(Lifecycle, "TokenUnlinked").withArgs(asset, token);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Structured);
      for (const stage of [STAGE.Tokenized, STAGE.Issued])
        expect((await Lifecycle.submissionOf(asset, stage)).hash).to.equal(ethers.ZeroHash);
      expect((await Lifecycle.submissionOf(asset, STAGE.Structured)).hash).not.to.equal(ethers.ZeroHash);
      expect(await Lifecycle.tokenOf(asset)).to.equal(ethers.ZeroAddress);
      expect(await Lifecycle.assetOf(token)).to.equal(ethers.ZeroHash);

      const next = await submitToken(world, asset);
      await attestAll(world, asset, "Tokenized");
      await world.contracts.Tokenization.connect(world.actors.transferAgent).approve(asset);
      expect(await Lifecycle.tokenOf(asset)).to.equal(next);
      await expect(stages.approve(asset, STAGE.Issued, registrar))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNothingSubmitted")
        .withArgs(asset, STAGE.Issued);
    });

    for (const stage of [...OTHERS, "Registered"] as StageName[]) {
      it(`LIFE-18: refuses at ${stage}`, async () => {
        const { place, Lifecycle, registrar } = await load();
        const asset = await place(stage);
        await expect(Lifecycle.connect(registrar).rollback(asset, REASON))
          .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
          .withArgs(asset, STAGE[stage], Math.max(STAGE[stage] - 1, 0));
      });
    }

    it("LIFE-18: refuses while units exist or an offer is open", async () => {
      const { place, linkWithSupply, stages, Lifecycle, registrar } = await load();
      const asset = await place("Tokenized");
      await linkWithSupply(asset, 7n);
      await expect(Lifecycle.connect(registrar).rollback(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSupplyOutstanding")
        .withArgs(asset, 7);
      await stages.holdForOffer(asset, true);
      await expect(Lifecycle.connect(registrar).rollback(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleOfferOpen")
        .withArgs(asset);
    });

    it("LIFE-18: refuses without a reason, an asset or the role", async () => {
      const { place, Lifecycle, registrar, issuer } = await load();
      const asset = await place("Structured");
      await expect(
        Lifecycle.connect(registrar).rollback(asset, ethers.ZeroHash),
      ).to.be.revertedWithCustomError(Lifecycle, "LifecycleReasonMissing");
      await expect(Lifecycle.connect(registrar).rollback(UNKNOWN, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleAssetUnknown")
        .withArgs(UNKNOWN);
      await expect(Lifecycle.connect(issuer).rollback(asset, REASON))
        .to.be.revertedWithCustomError(Lifecycle, "AccessManagedUnauthorized")
        .withArgs(issuer);
    });
  });
});
