import { expect } from "chai";
import { network } from "hardhat";

import {
  changeCheckpoint,
  checkpointCall,
  POLICY_DELAY,
  type TestRequirement,
} from "../../helpers/changeCheckpoint.js";
import { attest, attestAll, STAGE, type GatedStage } from "../../helpers/evidence.js";
import { bringTo, submitRegistration, submitStructure } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;
const CLASS = ethers.id("TEST_BOND");
const REASON = ethers.id("the appraisal was withdrawn");

const requirement = (topic: string): TestRequirement => ({
  topic: ethers.id(topic),
  quorum: 1,
  maxAge: 0,
  scope: 0,
});
const membersOf = (list: readonly TestRequirement[]) =>
  list.map(({ topic, quorum, maxAge, scope }) => [topic, BigInt(quorum), BigInt(maxAge), BigInt(scope)]);

describe("CheckpointPolicy in the deployment", () => {
  async function fixture() {
    return createWorld(connection);
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("setCheckpoint, the policy role", () => {
    it("LIFE-7: acts only after its delay, by what it scheduled", async () => {
      const world = await load();
      const { AccessManager, CheckpointPolicy } = world.contracts;
      const { policy, stranger } = world.actors;
      const manager = AccessManager.connect(policy);
      const list = [requirement("NAV")];
      const call = checkpointCall(world, "Registered", list);
      const operation = await AccessManager.hashOperation(policy, CheckpointPolicy.target, call);

      await expect(CheckpointPolicy.connect(policy).setCheckpoint(CLASS, STAGE.Registered, list))
        .to.be.revertedWithCustomError(AccessManager, "AccessManagerNotScheduled")
        .withArgs(operation);
      await manager.schedule(CheckpointPolicy.target, call, 0);
      const ready = (await time.latest()) + POLICY_DELAY;
      await time.setNextBlockTimestamp(ready - 1);
      await expect(manager.execute(CheckpointPolicy.target, call))
        .to.be.revertedWithCustomError(AccessManager, "AccessManagerNotReady")
        .withArgs(operation);
      expect(await CheckpointPolicy.versionOf(CLASS, STAGE.Registered)).to.equal(1);

      await time.setNextBlockTimestamp(ready);
      await expect(manager.execute(CheckpointPolicy.target, call))
        .to.emit(CheckpointPolicy, "CheckpointSet")
        .withArgs(CLASS, STAGE.Registered, 2, membersOf(list));
      await expect(manager.execute(CheckpointPolicy.target, call))
        .to.be.revertedWithCustomError(AccessManager, "AccessManagerNotScheduled")
        .withArgs(operation);
      const selector = CheckpointPolicy.interface.getFunction("setCheckpoint").selector;
      await expect(AccessManager.connect(stranger).schedule(CheckpointPolicy.target, call, 0))
        .to.be.revertedWithCustomError(AccessManager, "AccessManagerUnauthorizedCall")
        .withArgs(stranger, CheckpointPolicy.target, selector);
    });

    it("LIFE-7: not even the administrator sets a checkpoint at once", async () => {
      const { contracts, actors } = await load();
      const { CheckpointPolicy } = contracts;
      await expect(CheckpointPolicy.connect(actors.admin).setCheckpoint(CLASS, 1, [requirement("NAV")]))
        .to.be.revertedWithCustomError(CheckpointPolicy, "AccessManagedUnauthorized")
        .withArgs(actors.admin);
    });
  });

  describe("versions", () => {
    const NAV = requirement("NAV");

    it("LIFE-8: a changed checkpoint asks new entries, and not the assets that entered before", async () => {
      const world = await load();
      const { Lifecycle, CheckpointPolicy, Registration } = world.contracts;
      const entered = await bringTo(world, "Registered");
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered");
      const before = await CheckpointPolicy.requirementsOf(CLASS, STAGE.Registered, 1);
      await changeCheckpoint(world, "Registered", [
        ...before.map(([topic, quorum, maxAge, scope]) => ({
          topic,
          quorum: Number(quorum),
          maxAge: Number(maxAge),
          scope: Number(scope),
        })),
        NAV,
      ]);

      expect(await Lifecycle.isCurrent(entered.asset)).to.equal(true);
      expect((await Lifecycle.submissionOf(entered.asset, STAGE.Registered)).policyVersion).to.equal(1);
      const approve = () => Registration.connect(world.actors.registrar).approve(asset);
      await expect(approve())
        .to.be.revertedWithCustomError(CheckpointPolicy, "CheckpointAttestationMissing")
        .withArgs(NAV.topic, 1, 0);
      const id = await attest(world, asset, "Registered", "NAV");
      await expect(approve())
        .to.emit(Lifecycle, "StageAdvanced")
        .withArgs(
          asset,
          STAGE.None,
          STAGE.Registered,
          (checkpoint: unknown[]) => checkpoint[8] === 2n,
          (evidence: string[]) => evidence.at(-1) === id,
          (hash: string) => hash.length === 66,
        );
      expect((await Lifecycle.submissionOf(asset, STAGE.Registered)).policyVersion).to.equal(2);
    });

    it("LIFE-8: an entered asset stays judged by a topic that the newer version dropped", async () => {
      const world = await load();
      const { Lifecycle, AttestationRegistry, Registration } = world.contracts;
      const { asset } = await submitRegistration(world);
      await attestAll(world, asset, "Registered", { without: ["LEGAL_ENTITY"] });
      const id = await attest(world, asset, "Registered", "LEGAL_ENTITY");
      await Registration.connect(world.actors.registrar).approve(asset);
      await changeCheckpoint(world, "Registered", [requirement("ASSET_EXISTENCE")]);
      expect(await Lifecycle.isCurrent(asset)).to.equal(true);
      await AttestationRegistry.connect(world.actors.attester1).revoke(id, REASON);
      expect(await Lifecycle.isCurrent(asset)).to.equal(false);

      const second = await submitRegistration(world);
      await attest(world, second.asset, "Registered", "ASSET_EXISTENCE");
      await Registration.connect(world.actors.registrar).approve(second.asset);
      expect(await Lifecycle.isCurrent(second.asset)).to.equal(true);
    });

    it("LIFE-8: after a rollback the stage is entered anew under the newest version", async () => {
      const world = await load();
      const { Lifecycle, Structuring } = world.contracts;
      const { registrar, structureApprover } = world.actors;
      const { asset } = await bringTo(world, "Structured");
      await changeCheckpoint(world, "Structured", [requirement("RISK_RATING")]);
      await Lifecycle.connect(registrar).rollback(asset, reasonOf("new terms"));
      await submitStructure(world, asset);
      expect((await Lifecycle.submissionOf(asset, STAGE.Structured)).policyVersion).to.equal(0);
      await attest(world, asset, "Structured", "RISK_RATING");
      await Structuring.connect(structureApprover).approve(asset);
      expect((await Lifecycle.submissionOf(asset, STAGE.Structured)).policyVersion).to.equal(2);
    });

    it("LIFE-7: the configured checkpoints hold for every stage of a class", async () => {
      const { contracts } = await load();
      for (const stage of [
        "Registered",
        "Structured",
        "Tokenized",
        "Issued",
        "Trading",
      ] satisfies GatedStage[])
        for (const assetClass of [CLASS, ethers.id("TEST_NOTE")]) {
          expect(await contracts.CheckpointPolicy.versionOf(assetClass, STAGE[stage])).to.equal(1);
          expect(
            await contracts.CheckpointPolicy.requirementsOf(assetClass, STAGE[stage], 1),
          ).to.have.length.greaterThan(3);
        }
    });
  });
});
