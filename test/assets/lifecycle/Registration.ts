import type { RegistrationRecordStruct } from "@muniment/sdk";
import { buildSerialTree } from "@muniment/protocol";
import { expect } from "chai";
import { encodeBytes32String } from "ethers";
import { network } from "hardhat";

import { attestAll, STAGE } from "../../helpers/evidence.js";
import { bringTo, submitRegistration } from "../../helpers/journey.js";
import { makeRecord, makeSerials, reasonOf } from "../../helpers/records.js";
import { registrationHash } from "../../helpers/registrationHash.js";
import { submissionHash } from "../../helpers/submissionHash.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const NO_SERIALS = buildSerialTree([]);
const REASON = reasonOf("the deed is not legible");

/** The record as events and views give it back. */
const membersOf = (record: RegistrationRecordStruct) =>
  Object.values(record).map((member: unknown) => (typeof member === "number" ? BigInt(member) : member));
const documents = (count: number) =>
  Array.from({ length: count }, (_, index) => ethers.id(`deed of ${String(count)}, ${String(index)}`));

describe("Registration", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { Registration, Lifecycle, PledgeRegistry } = world.contracts;
    return { world, Registration, Lifecycle, PledgeRegistry, ...world.actors };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("assetIdOf", () => {
    it("LIFE-1: is keccak256(abi.encode(originator, salt))", async () => {
      const { Registration, issuer, otherIssuer } = await load();
      const salt = ethers.id("salt");
      const id = (originator: string) =>
        ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(["address", "bytes32"], [originator, salt]),
        );
      expect(await Registration.assetIdOf(issuer, salt)).to.equal(id(issuer.address));
      expect(await Registration.assetIdOf(otherIssuer, salt)).to.equal(id(otherIssuer.address));
    });
  });

  describe("submit", () => {
    it("LIFE-12: keeps the whole record and says it in the event", async () => {
      const { Registration, Lifecycle, PledgeRegistry, issuer } = await load();
      const record = makeRecord(makeSerials(3));
      const asset = await Registration.assetIdOf(issuer, record.salt);
      const submission = submissionHash(asset, STAGE.Registered, 1, registrationHash(record));

      expect(await Registration.connect(issuer).submit.staticCall(record)).to.equal(asset);
      const submitted = Registration.connect(issuer).submit(record);
      await expect(submitted)
        .to.emit(Registration, "RegistrationSubmitted")
        .withArgs(asset, submission, membersOf(record));
      await expect(submitted)
        .to.emit(Lifecycle, "SubmissionProposed")
        .withArgs(asset, STAGE.Registered, submission, issuer, 1, registrationHash(record));
      await expect(submitted)
        .to.emit(PledgeRegistry, "DocumentsClaimed")
        .withArgs(asset, submission, record.documents);
      expect(await Registration.recordOf(asset)).to.deep.equal(membersOf(record));
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.None);
    });

    it("LIFE-1: the originator becomes the issuer, and nobody else can submit for the same asset", async () => {
      const { Registration, Lifecycle, issuer, otherIssuer } = await load();
      const record = makeRecord(NO_SERIALS);
      const asset = await Registration.assetIdOf(issuer, record.salt);
      await expect(Registration.connect(issuer).submit(record))
        .to.emit(Lifecycle, "AssetOpened")
        .withArgs(asset, issuer, record.assetClass);

      await Registration.connect(otherIssuer).submit({ ...record, documents: documents(1) });
      expect(await Lifecycle.issuerOf(asset)).to.equal(issuer);
      expect((await Registration.recordOf(asset)).documents).to.deep.equal(record.documents);
      expect(await Lifecycle.issuerOf(await Registration.assetIdOf(otherIssuer, record.salt))).to.equal(
        otherIssuer,
      );
    });

    it("LIFE-1: the issuer stays the originator through every stage", async () => {
      const { world, Lifecycle, issuer } = await load();
      const { asset } = await bringTo(world, "Trading");
      expect(await Lifecycle.issuerOf(asset)).to.equal(issuer);
    });

    for (const count of [1, 32]) {
      it(`LIFE-12: takes ${String(count)} title documents`, async () => {
        const { Registration, PledgeRegistry, issuer } = await load();
        const record = makeRecord(NO_SERIALS, { documents: documents(count) });
        const asset = await Registration.assetIdOf(issuer, record.salt);
        await Registration.connect(issuer).submit(record);
        for (const document of documents(count))
          expect(await PledgeRegistry.holderOf(document)).to.equal(asset);
      });
    }

    it("LIFE-16: a new revision replaces the record, its submission and its pledges", async () => {
      const { world, Registration, Lifecycle, PledgeRegistry, issuer } = await load();
      const { asset, record } = await submitRegistration(world);
      const [kept, dropped] = record.documents as [string, string];
      const added = ethers.id("a later deed");
      const revised = { ...record, documents: [kept, added] };
      const submission = submissionHash(asset, STAGE.Registered, 2, registrationHash(revised));

      const submitted = Registration.connect(issuer).submit(revised);
      await expect(submitted)
        .to.emit(Registration, "RegistrationSubmitted")
        .withArgs(asset, submission, membersOf(revised));
      await expect(submitted).not.to.emit(Lifecycle, "AssetOpened");
      expect(await Registration.recordOf(asset)).to.deep.equal(membersOf(revised));
      expect(await PledgeRegistry.holderOf(kept)).to.equal(asset);
      expect(await PledgeRegistry.holderOf(added)).to.equal(asset);
      expect(await PledgeRegistry.holderOf(dropped)).to.equal(ethers.ZeroHash);
    });
  });

  describe("submit, refusals", () => {
    const missing: [string, Partial<RegistrationRecordStruct>][] = [
      ["assetClass", { assetClass: ethers.ZeroHash }],
      ["lei", { lei: ethers.ZeroAddress }],
      ["jurisdiction", { jurisdiction: 0 }],
      ["currency", { currency: "0x000000" }],
      ["attestedValue", { attestedValue: 0n }],
      ["details", { details: ethers.ZeroHash }],
      ["serialRoot", { serialRoot: ethers.ZeroHash, serialCount: 1 }],
      ["serialRoot", { serialCount: 0, serialRoot: ethers.id("root") }],
    ];
    for (const [field, change] of missing) {
      it(`LIFE-12: a record without ${field} (${Object.keys(change).join(", ")})`, async () => {
        const { Registration, issuer } = await load();
        await expect(Registration.connect(issuer).submit(makeRecord(NO_SERIALS, change)))
          .to.be.revertedWithCustomError(Registration, "RegistrationFieldMissing")
          .withArgs(encodeBytes32String(field));
      });
    }

    for (const count of [0, 33]) {
      it(`LIFE-12: ${String(count)} title documents`, async () => {
        const { Registration, issuer } = await load();
        await expect(
          Registration.connect(issuer).submit(makeRecord(NO_SERIALS, { documents: documents(count) })),
        )
          .to.be.revertedWithCustomError(Registration, "RegistrationDocumentCount")
          .withArgs(32, count);
      });
    }

    it("LIFE-7: a revision under another class, whose checkpoints would be other ones", async () => {
      const { world, Registration, issuer } = await load();
      const { asset, record } = await submitRegistration(world);
      const assetClass = ethers.id("TEST_NOTE");
      await expect(Registration.connect(issuer).submit({ ...record, assetClass }))
        .to.be.revertedWithCustomError(Registration, "RegistrationClassChanged")
        .withArgs(asset, record.assetClass, assetClass);
    });

    it("LIFE-3: a revision of what is registered already", async () => {
      const { world, Registration, Lifecycle, issuer } = await load();
      const { asset, record } = await bringTo(world, "Registered");
      await expect(Registration.connect(issuer).submit(record))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Registered, STAGE.Registered);
    });

    it("LIFE-13: a document another asset holds", async () => {
      const { world, Registration, PledgeRegistry, otherIssuer } = await load();
      const { asset, record } = await submitRegistration(world);
      const [, document] = record.documents as [string, string];
      const second = makeRecord(NO_SERIALS, { documents: [ethers.id("own deed"), document] });
      await expect(Registration.connect(otherIssuer).submit(second))
        .to.be.revertedWithCustomError(PledgeRegistry, "PledgeTaken")
        .withArgs(document, asset);
    });

    it("LIFE-4: an account that is no originator", async () => {
      const { Registration, stranger } = await load();
      await expect(Registration.connect(stranger).submit(makeRecord(NO_SERIALS)))
        .to.be.revertedWithCustomError(Registration, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("addSerials", () => {
    it("LIFE-15: claims a page for the submission in force", async () => {
      const { Registration, PledgeRegistry, Lifecycle, issuer } = await load();
      const serials = makeSerials(3);
      const record = makeRecord(serials);
      const asset = await Registration.assetIdOf(issuer, record.salt);
      await Registration.connect(issuer).submit(record);
      const { hash } = await Lifecycle.submissionOf(asset, STAGE.Registered);
      await expect(Registration.connect(issuer).addSerials(asset, [...serials.pages[0]!]))
        .to.emit(PledgeRegistry, "SerialsClaimed")
        .withArgs(asset, hash, 0, serials.root, serials.pages[0]);
      expect(await PledgeRegistry.serialsOf(hash)).to.deep.equal([serials.root, 3n]);
    });

    it("LIFE-4: refuses anyone but the proposer of the submission", async () => {
      const { world, Registration, Lifecycle, otherIssuer } = await load();
      const { asset } = await submitRegistration(world, {}, NO_SERIALS);
      await expect(Registration.connect(otherIssuer).addSerials(asset, [ethers.id("serial")]))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Registered, otherIssuer);
    });

    it("LIFE-4: refuses an asset nobody submitted", async () => {
      const { Registration, Lifecycle, issuer } = await load();
      await expect(Registration.connect(issuer).addSerials(ethers.id("unknown"), [ethers.id("serial")]))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(ethers.id("unknown"), STAGE.Registered, issuer);
    });

    it("LIFE-15: refuses a page once the asset is registered", async () => {
      const { world, Registration, Lifecycle, issuer } = await load();
      const { asset } = await bringTo(world, "Registered");
      await expect(Registration.connect(issuer).addSerials(asset, [ethers.id("serial")]))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleIllegalMove")
        .withArgs(asset, STAGE.Registered, STAGE.Registered);
    });

    it("LIFE-17: refuses a page while changes are requested", async () => {
      const { world, Registration, Lifecycle, issuer, registrar } = await load();
      const { asset } = await submitRegistration(world, {}, NO_SERIALS);
      await Lifecycle.connect(registrar).requestChanges(asset, REASON);
      await expect(Registration.connect(issuer).addSerials(asset, [ethers.id("serial")]))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleChangesRequested")
        .withArgs(asset, STAGE.Registered);
    });
  });

  describe("approve", () => {
    it("LIFE-15: enters Registered when count and root of the pages are those of the record", async () => {
      const { world, Registration, Lifecycle, registrar } = await load();
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(registrar).approve(asset))
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(
          asset,
          STAGE.None,
          STAGE.Registered,
          (checkpoint: unknown[]) => checkpoint[5] === registrar.address,
          (evidence: string[]) => evidence.length === 7,
          (hash: string) => hash !== ethers.ZeroHash,
        );
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
    });

    it("LIFE-15: an asset without serials needs no page", async () => {
      const { world, Registration, Lifecycle, registrar } = await load();
      const { asset } = await submitRegistration(world, {}, NO_SERIALS);
      await attestAll(world, asset, "Registered");
      await Registration.connect(registrar).approve(asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.Registered);
    });

    it("LIFE-15: refuses an incomplete list", async () => {
      const { world, Registration, Lifecycle, registrar } = await load();
      const { asset } = await submitRegistration(world, { serialCount: 4 });
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(Registration, "RegistrationSerialsIncomplete")
        .withArgs(asset, 4, 3);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE.None);
    });

    it("LIFE-15: refuses more serials than the record states", async () => {
      const { world, Registration, registrar } = await load();
      const { asset } = await submitRegistration(world, { serialCount: 2 });
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(Registration, "RegistrationSerialsIncomplete")
        .withArgs(asset, 2, 3);
    });

    it("LIFE-15: refuses as many serials with another root", async () => {
      const { world, Registration, registrar } = await load();
      const stated = makeSerials(3);
      const added = makeSerials(3);
      const { asset } = await submitRegistration(world, { serialRoot: stated.root }, added);
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(Registration, "RegistrationSerialRootMismatch")
        .withArgs(asset, stated.root, added.root);
    });

    it("LIFE-15: serials of an earlier revision do not count for the next", async () => {
      const { world, Registration, issuer, registrar } = await load();
      const { asset, record, serials } = await submitRegistration(world);
      await Registration.connect(issuer).submit({ ...record, details: ethers.id("corrected") });
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(Registration, "RegistrationSerialsIncomplete")
        .withArgs(asset, 3, 0);
      await Registration.connect(issuer).addSerials(asset, [...serials.pages[0]!]);
      await Registration.connect(registrar).approve(asset);
    });

    it("LIFE-4: refuses an asset nobody submitted", async () => {
      const { Registration, Lifecycle, registrar } = await load();
      await expect(Registration.connect(registrar).approve(ethers.id("unknown")))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleAssetUnknown")
        .withArgs(ethers.id("unknown"));
    });

    it("LIFE-5: refuses an account that is no registrar, the issuer included", async () => {
      const { world, Registration, issuer, stranger } = await load();
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered");
      for (const caller of [stranger, issuer])
        await expect(Registration.connect(caller).approve(asset))
          .to.be.revertedWithCustomError(Registration, "AccessManagedUnauthorized")
          .withArgs(caller);
    });

    it("LIFE-5: refuses an issuer who is a registrar as well", async () => {
      const { world, Registration, Lifecycle, admin, issuer } = await load();
      await world.contracts.AccessManager.connect(admin).grantRole(2, issuer, 0);
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered");
      await expect(Registration.connect(issuer).approve(asset))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleSameParty")
        .withArgs(asset, issuer);
    });

    it("LIFE-10: refuses while a topic is not proven", async () => {
      const { world, Registration, registrar } = await load();
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered", { without: ["OWNERSHIP_TITLE"] });
      await expect(Registration.connect(registrar).approve(asset))
        .to.be.revertedWithCustomError(world.contracts.CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("OWNERSHIP_TITLE"), 1, 0);
    });
  });
});
