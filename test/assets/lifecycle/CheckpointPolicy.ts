import { expect } from "chai";
import { network } from "hardhat";

import type { TestRequirement } from "../../helpers/changeCheckpoint.js";
import { deployAttestations } from "../../helpers/deployAttestations.js";
import { STAGE } from "../../helpers/evidence.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const { time } = networkHelpers;
const CLASS = ethers.id("TEST_BOND");
const REASON = ethers.id("the appraisal was withdrawn");
const SECOND = "LEGAL_OPINION";
const SCOPE = { Entry: 0, Opening: 1, Holder: 2 };

const requirement = (topic: string, changes: Partial<TestRequirement> = {}): TestRequirement => ({
  topic: ethers.id(topic),
  quorum: 1,
  maxAge: 0,
  scope: SCOPE.Entry,
  ...changes,
});
const many = (count: number) => Array.from({ length: count }, (_, index) => requirement(`T${String(index)}`));
const membersOf = (list: readonly TestRequirement[]) =>
  list.map(({ topic, quorum, maxAge, scope }) => [topic, BigInt(quorum), BigInt(maxAge), BigInt(scope)]);

describe("CheckpointPolicy", () => {
  async function fixture() {
    const context = await deployAttestations(ethers);
    const { manager, registry, schemas, base, attesters } = context;
    const policy = await ethers.deployContract("CheckpointPolicy", [manager, registry]);
    await schemas.register(ethers.id(SECOND), "string opinion");
    for (const attester of attesters) await registry.trustAttester(ethers.id(SECOND), attester);
    const second = {
      topic: ethers.id(SECOND),
      schema: await schemas.idOf(ethers.id(SECOND), "string opinion"),
    };
    const subjectCase = {
      asset: base.asset,
      assetClass: CLASS,
      stage: STAGE.Registered,
      version: 1,
      submission: base.submission,
      subject: base.subject,
      excluded: ethers.ZeroAddress,
    };
    const set = (...requirements: TestRequirement[]) =>
      policy.setCheckpoint(CLASS, STAGE.Registered, requirements);
    return { ...context, policy, second, subjectCase, set };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("setCheckpoint", () => {
    for (const stage of [1, 2, 3, 4, 5]) {
      it(`LIFE-7: sets what stage ${String(stage)} of a class asks, as data`, async () => {
        const { policy } = await load();
        const list = [
          requirement("VALUATION", { quorum: 2, maxAge: 86_400 }),
          requirement("RESERVE", { scope: SCOPE.Opening }),
          requirement("INVESTOR_ELIGIBLE", { scope: SCOPE.Holder, quorum: 16 }),
        ];
        await expect(policy.setCheckpoint(CLASS, stage, list))
          .to.emit(policy, "CheckpointSet")
          .withArgs(CLASS, stage, 1, membersOf(list));
        expect(await policy.requirementsOf(CLASS, stage, 1)).to.deep.equal(membersOf(list));
        for (const other of [1, 2, 3, 4, 5].filter((number) => number !== stage))
          expect(await policy.versionOf(CLASS, other)).to.equal(0);
        expect(await policy.versionOf(ethers.id("OTHER_CLASS"), stage)).to.equal(0);
      });
    }

    it("LIFE-8: every change is a new version and leaves the older ones as they were", async () => {
      const { policy, set } = await load();
      const lists = [many(1), many(3), many(2)];
      for (const [index, list] of lists.entries())
        await expect(set(...list))
          .to.emit(policy, "CheckpointSet")
          .withArgs(CLASS, STAGE.Registered, index + 1, membersOf(list));
      expect(await policy.versionOf(CLASS, STAGE.Registered)).to.equal(3);
      for (const [index, list] of lists.entries())
        expect(await policy.requirementsOf(CLASS, STAGE.Registered, index + 1)).to.deep.equal(
          membersOf(list),
        );
      expect(await policy.requirementsOf(CLASS, STAGE.Registered, 4)).to.deep.equal([]);
    });

    it("LIFE-7: takes 16 requirements", async () => {
      const { policy, set } = await load();
      await set(...many(16));
      expect(await policy.requirementsOf(CLASS, STAGE.Registered, 1)).to.have.lengthOf(16);
    });
  });

  describe("setCheckpoint, refusals", () => {
    for (const stage of [0, 6, 7, 8, 9, 10, 11]) {
      it(`LIFE-2: stage value ${String(stage)}, which no checkpoint guards`, async () => {
        const { policy } = await load();
        await expect(policy.setCheckpoint(CLASS, stage, many(1)))
          .to.be.revertedWithCustomError(policy, "CheckpointStageUngated")
          .withArgs(stage);
      });
    }

    it("LIFE-7: no requirement", async () => {
      const { policy, set } = await load();
      await expect(set())
        .to.be.revertedWithCustomError(policy, "CheckpointEmpty")
        .withArgs(CLASS, STAGE.Registered);
    });

    it("LIFE-7: 17 requirements", async () => {
      const { policy, set } = await load();
      await expect(set(...many(17)))
        .to.be.revertedWithCustomError(policy, "CheckpointTooLong")
        .withArgs(16, 17);
    });

    it("LIFE-7: a quorum of zero", async () => {
      const { policy, set } = await load();
      await expect(set(requirement("VALUATION"), requirement(SECOND, { quorum: 0 })))
        .to.be.revertedWithCustomError(policy, "CheckpointQuorumZero")
        .withArgs(ethers.id(SECOND));
      expect(await policy.versionOf(CLASS, STAGE.Registered)).to.equal(0);
    });

    it("LIFE-7: a topic twice, whatever its scope", async () => {
      const { policy, set } = await load();
      await expect(set(requirement(SECOND), requirement("T"), requirement(SECOND, { scope: SCOPE.Holder })))
        .to.be.revertedWithCustomError(policy, "CheckpointTopicRepeated")
        .withArgs(ethers.id(SECOND));
    });

    it("LIFE-7: a stranger", async () => {
      const { policy, stranger } = await load();
      await expect(policy.connect(stranger).setCheckpoint(CLASS, 1, many(1)))
        .to.be.revertedWithCustomError(policy, "AccessManagedUnauthorized")
        .withArgs(stranger);
    });
  });

  describe("evidenceFor", () => {
    it("LIFE-10: lists what counts, in the order of the requirements", async () => {
      const { policy, set, record, attesters, second, subjectCase } = await load();
      await set(requirement(SECOND), requirement("VALUATION", { quorum: 2 }));
      const a = await record();
      const b = await record({ ...second, nonce: 1 });
      const c = await record({ attester: attesters[1]!.address });
      expect(await policy.evidenceFor(subjectCase, true)).to.deep.equal([b, a, c]);
      expect(await policy.isMet(subjectCase)).to.equal(true);
    });

    const elsewhere: [string, (c: Awaited<ReturnType<typeof fixture>>) => object][] = [
      ["asset", () => ({ asset: ethers.id("another asset") })],
      ["submission", () => ({ submission: ethers.id("another revision") })],
      ["subject", (c) => ({ subject: c.attesters[2]!.address })],
    ];
    for (const [what, change] of elsewhere) {
      it(`LIFE-9: evidence of another ${what} does not count`, async () => {
        const context = await load();
        const { policy, set, record, subjectCase } = context;
        await set(requirement("VALUATION"));
        const id = await record(change(context));
        await expect(policy.evidenceFor(subjectCase, true))
          .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
          .withArgs(ethers.id("VALUATION"), 1, 0);
        expect(await policy.isMet(subjectCase)).to.equal(false);
        expect(await policy.evidenceFor({ ...subjectCase, ...change(context) }, true)).to.deep.equal([id]);
      });
    }

    it("LIFE-9: evidence of another stage does not count", async () => {
      const { policy, set, record, subjectCase } = await load();
      await set(requirement("VALUATION"));
      await policy.setCheckpoint(CLASS, STAGE.Structured, [requirement("VALUATION")]);
      const id = await record({ stage: STAGE.Structured });
      expect(await policy.isMet(subjectCase)).to.equal(false);
      expect(await policy.evidenceFor({ ...subjectCase, stage: STAGE.Structured }, true)).to.deep.equal([id]);
    });

    it("LIFE-9: evidence of another topic does not count", async () => {
      const { policy, set, record, second, subjectCase } = await load();
      await set(requirement("VALUATION"));
      await record(second);
      expect(await policy.isMet(subjectCase)).to.equal(false);
    });

    it("LIFE-10: one attester counts once, and the proposer not at all", async () => {
      const { policy, set, record, attesters, subjectCase } = await load();
      await set(requirement("VALUATION", { quorum: 2 }));
      await record();
      const mine = await record({ nonce: 1 });
      await expect(policy.evidenceFor(subjectCase, true))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("VALUATION"), 2, 1);
      const other = await record({ attester: attesters[1]!.address });
      expect(await policy.evidenceFor(subjectCase, true)).to.have.members([mine, other]);
      await expect(policy.evidenceFor({ ...subjectCase, excluded: attesters[0]!.address }, true))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("VALUATION"), 2, 1);
    });

    type Context = Awaited<ReturnType<typeof fixture>>;
    const faults: [string, string, (c: Context, id: string) => Promise<unknown>][] = [
      ["expired", "CheckpointAttestationExpired", (c) => time.increaseTo(c.start + 100_000)],
      [
        "revoked",
        "CheckpointAttestationRevoked",
        (c, id) => c.registry.connect(c.attesters[0]).revoke(id, REASON),
      ],
      ["stale", "CheckpointAttestationStale", (c) => time.increaseTo(c.start + 5_001)],
      [
        "of an attester no longer trusted",
        "CheckpointAttesterDistrusted",
        (c) => c.registry.distrustAttester(c.topic, c.attesters[0]!),
      ],
    ];
    for (const [what, error, spoil] of faults) {
      it(`LIFE-10: names the topic and the attestation that is ${what}`, async () => {
        const context = await load();
        const { policy, set, record, second, subjectCase } = context;
        const topics = [requirement(SECOND), requirement("VALUATION", { maxAge: 5_000 })];
        await set(...topics);
        await record({ ...second, nonce: 1, expiresAt: context.start + 1_000_000 });
        const id = await record();
        expect(await policy.isMet(subjectCase)).to.equal(true);
        await spoil(context, id);
        await expect(policy.evidenceFor(subjectCase, true))
          .to.be.revertedWithCustomError(policy, error)
          .withArgs(ethers.id("VALUATION"), id);
        expect(await policy.isMet(subjectCase)).to.equal(false);
      });
    }

    it("LIFE-11: before entry only what must hold at the opening is judged, and holders never", async () => {
      const { policy, set, record, second, subjectCase } = await load();
      await set(
        requirement("VALUATION"),
        requirement(SECOND, { scope: SCOPE.Opening }),
        requirement("INVESTOR_ELIGIBLE", { scope: SCOPE.Holder }),
      );
      await expect(policy.evidenceFor(subjectCase, false))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
        .withArgs(ethers.id(SECOND), 1, 0);
      const opening = await record({ ...second, nonce: 1 });
      expect(await policy.evidenceFor(subjectCase, false)).to.deep.equal([opening]);
      await expect(policy.evidenceFor(subjectCase, true))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
        .withArgs(ethers.id("VALUATION"), 1, 0);
      expect(await policy.isMet(subjectCase)).to.equal(false);
      const entry = await record();
      expect(await policy.evidenceFor(subjectCase, true)).to.deep.equal([entry, opening]);
      expect(await policy.isMet(subjectCase)).to.equal(true);
    });

    it("LIFE-10: refuses a class and stage without a checkpoint", async () => {
      const { policy, subjectCase } = await load();
      const unset = { ...subjectCase, version: 0 };
      for (const call of [
        () => policy.evidenceFor(unset, true),
        () => policy.requireHolder(unset),
        () => policy.isMet(unset),
      ])
        await expect(call())
          .to.be.revertedWithCustomError(policy, "CheckpointUndefined")
          .withArgs(CLASS, STAGE.Registered);
    });
  });

  describe("requireHolder", () => {
    it("LIFE-11: judges each holder on its own, by the holder requirements alone", async () => {
      const { policy, set, record, second, subjectCase, others } = await load();
      await set(requirement("VALUATION"), requirement(SECOND, { scope: SCOPE.Holder }));
      const [alice, bob] = others.map(({ address }) => ({ subject: address })) as [
        { subject: string },
        { subject: string },
      ];
      await record({ ...second, ...alice });
      await policy.requireHolder({ ...subjectCase, ...alice });
      await expect(policy.requireHolder({ ...subjectCase, ...bob }))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationMissing")
        .withArgs(ethers.id(SECOND), 1, 0);
    });

    it("LIFE-10: names what is wrong with a holder's evidence", async () => {
      const { policy, set, record, registry, attesters, subjectCase } = await load();
      await set(requirement("VALUATION", { scope: SCOPE.Holder }));
      const id = await record();
      await policy.requireHolder(subjectCase);
      await registry.connect(attesters[0]).revoke(id, REASON);
      await expect(policy.requireHolder(subjectCase))
        .to.be.revertedWithCustomError(policy, "CheckpointAttestationRevoked")
        .withArgs(ethers.id("VALUATION"), id);
    });
  });
});
