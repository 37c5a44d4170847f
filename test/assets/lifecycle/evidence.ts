import type { Hex } from "@muniment/protocol";
import { ATTESTATION_TYPES, attestationDomain, topicId } from "@muniment/protocol";
import { expect } from "chai";
import { id as hashOf } from "ethers";
import { network } from "hardhat";

import { attest, attestAll, draft, idOf, sign, STAGE, type GatedStage } from "../../helpers/evidence.js";
import {
  bringTo,
  submitOffer,
  submitRegistration,
  submitStructure,
  submitToken,
  subscribe,
} from "../../helpers/journey.js";
import { makeTrading } from "../../helpers/records.js";
import { expectRefusal } from "../../helpers/refusal.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const DAY = 86_400;

/** What proves a stage here: a topic that needs two attesters, and one whose attestations go stale after 90 days. */
interface StageCase {
  readonly quorumTopic: string;
  readonly agedTopic: string;
  /** Submits for the stage; everything but evidence is then in place. */
  readonly submit: (world: World) => Promise<string>;
  /** What has to happen between evidence and approval. */
  readonly proceed?: (world: World, asset: string) => Promise<void>;
  readonly approve: (world: World, asset: string) => Promise<unknown>;
}

const CASES: Readonly<Record<GatedStage, StageCase>> = {
  Registered: {
    quorumTopic: "VALUATION",
    agedTopic: "SANCTIONS_CLEAR",
    submit: async (world) => (await submitRegistration(world)).asset,
    approve: ({ contracts, actors }, asset) =>
      contracts.Registration.connect(actors.registrar).approve(asset),
  },
  Structured: {
    quorumTopic: "LEGAL_OPINION",
    agedTopic: "RISK_RATING",
    submit: async (world) => {
      const { asset } = await bringTo(world, "Registered");
      await submitStructure(world, asset);
      return asset;
    },
    approve: ({ contracts, actors }, asset) =>
      contracts.Structuring.connect(actors.structureApprover).approve(asset),
  },
  Tokenized: {
    quorumTopic: "CODE_AUDIT",
    agedTopic: "CUSTODY_CONTROL",
    submit: async (world) => {
      const { asset } = await bringTo(world, "Structured");
      await submitToken(world, asset);
      return asset;
    },
    approve: ({ contracts, actors }, asset) =>
      contracts.Tokenization.connect(actors.transferAgent).approve(asset),
  },
  Issued: {
    quorumTopic: "FUNDS_RECEIVED",
    agedTopic: "RESERVE",
    submit: async (world) => {
      const { asset } = await bringTo(world, "Tokenized");
      await submitOffer(world, asset);
      return asset;
    },
    proceed: async (world, asset) => {
      await world.contracts.Issuance.connect(world.actors.distributor).openOffer(asset);
      await subscribe(world, asset, "alice", 300n);
      await networkHelpers.time.increase(10 * DAY);
    },
    approve: ({ contracts, actors }, asset) => contracts.Issuance.connect(actors.distributor).close(asset),
  },
  Trading: {
    quorumTopic: "NAV",
    agedTopic: "MARKET_STATUS",
    submit: async (world) => {
      const { asset } = await bringTo(world, "Issued");
      await world.contracts.Trading.connect(world.actors.issuer).submit(asset, makeTrading());
      return asset;
    },
    approve: ({ contracts, actors }, asset) => contracts.Trading.connect(actors.venue).approve(asset),
  },
};

/** Distrusts an attester as the policy role does: scheduled, waited for, carried out. */
async function distrust(world: World, topic: string): Promise<void> {
  const { AccessManager, AttestationRegistry } = world.contracts;
  const { policy, attester1 } = world.actors;
  const args: [string, string] = [topicId(topic), attester1.address];
  const data = AttestationRegistry.interface.encodeFunctionData("distrustAttester", args);
  await AccessManager.connect(policy).schedule(AttestationRegistry.target, data, 0);
  await networkHelpers.time.increase(2 * DAY);
  await AttestationRegistry.connect(policy).distrustAttester(...args);
}

for (const [stage, stageCase] of Object.entries(CASES) as [GatedStage, StageCase][]) {
  describe(`Evidence for ${stage}`, () => {
    const { quorumTopic, agedTopic, submit, approve } = stageCase;
    const topic = topicId(quorumTopic);
    let world: World;
    let asset: string;
    let clean: Awaited<ReturnType<typeof networkHelpers.takeSnapshot>>;

    before(async () => {
      world = await createWorld(connection);
      asset = await submit(world);
      clean = await networkHelpers.takeSnapshot();
    });
    afterEach(() => clean.restore());

    /** Approves with everything in place but what `spoil` did, and expects the refusal and nothing moved. */
    async function expectUnmet(name: string, args: Readonly<Record<string, unknown>>): Promise<void> {
      await stageCase.proceed?.(world, asset);
      const before = await world.contracts.Lifecycle.stateOf(asset);
      await expectRefusal(approve(world, asset), name, args);
      const after = await world.contracts.Lifecycle.stateOf(asset);
      expect([after.stage, after.head, after.checkpoints]).to.deep.equal([
        before.stage,
        before.head,
        before.checkpoints,
      ]);
    }

    /** Expects a statement to be refused when it is recorded. */
    async function expectUnrecorded(
      overrides: Parameters<typeof draft>[4],
      signer: Parameters<typeof sign>[2],
      refused: readonly [string, Readonly<Record<string, unknown>>],
    ): Promise<void> {
      const attestation = await draft(world, asset, stage, quorumTopic, overrides);
      const signature = await sign(world, attestation, signer);
      await expectRefusal(world.contracts.AttestationRegistry.record(attestation, signature), ...refused);
      expect(await world.contracts.AttestationRegistry.isValid(idOf(world, attestation))).to.equal(false);
    }

    const rest = (): Promise<void> => attestAll(world, asset, stage, { without: [quorumTopic] });
    const missing = (counted: number) => ({ topic, needed: 2, counted });

    describe("that meets the checkpoint", () => {
      it(`LIFE-10: enters ${stage}`, async () => {
        await attestAll(world, asset, stage);
        await stageCase.proceed?.(world, asset);
        await approve(world, asset);
        expect(await world.contracts.Lifecycle.stageOf(asset)).to.equal(STAGE[stage]);
      });
    });

    describe("that does not count", () => {
      it("LIFE-10: missing", async () => {
        await rest();
        await expectUnmet("CheckpointAttestationMissing", missing(0));
      });

      it("LIFE-10: fewer than the quorum", async () => {
        await rest();
        await attest(world, asset, stage, quorumTopic);
        await expectUnmet("CheckpointAttestationMissing", missing(1));
      });

      it("LIFE-10: two statements of one attester are not a quorum", async () => {
        await rest();
        await attest(world, asset, stage, quorumTopic);
        await attest(world, asset, stage, quorumTopic);
        await expectUnmet("CheckpointAttestationMissing", missing(1));
      });

      it("LIFE-10: expired", async () => {
        await attestAll(world, asset, stage, { without: [quorumTopic] });
        await attest(world, asset, stage, quorumTopic, { by: "attester2" });
        const expiresAt = (await networkHelpers.time.latest()) + DAY;
        const id = await attest(world, asset, stage, quorumTopic, { overrides: { expiresAt } });
        if (stageCase.proceed === undefined) await networkHelpers.time.increase(DAY);
        await expectUnmet("CheckpointAttestationExpired", { topic, id });
      });

      it("LIFE-10: revoked", async () => {
        await rest();
        await attest(world, asset, stage, quorumTopic, { by: "attester2" });
        const id = await attest(world, asset, stage, quorumTopic);
        await world.contracts.AttestationRegistry.connect(world.actors.attester1).revoke(
          id,
          hashOf("error in the report"),
        );
        await expectUnmet("CheckpointAttestationRevoked", { topic, id });
      });

      it("LIFE-10: older than the maximum age", async () => {
        await attestAll(world, asset, stage, { without: [agedTopic] });
        const issuedAt = (await networkHelpers.time.latest()) - 91 * DAY;
        const id = await attest(world, asset, stage, agedTopic, { overrides: { issuedAt } });
        await expectUnmet("CheckpointAttestationStale", { topic: topicId(agedTopic), id });
      });

      it("LIFE-10: by an attester no longer trusted", async () => {
        await rest();
        await attest(world, asset, stage, quorumTopic, { by: "attester2" });
        const id = await attest(world, asset, stage, quorumTopic);
        await distrust(world, quorumTopic);
        await expectUnmet("CheckpointAttesterDistrusted", { topic, id });
      });

      const elsewhere: Readonly<Record<string, Parameters<typeof draft>[4]>> = {
        "another submission": { submission: hashOf("an older revision") },
        "another stage": { stage: stage === "Trading" ? STAGE.Issued : STAGE[stage] + 1 },
        "another asset": { asset: hashOf("another asset") },
        "another party": { subject: "0x00000000000000000000000000000000000000AA" },
      };
      for (const [what, overrides] of Object.entries(elsewhere)) {
        it(`LIFE-9: about ${what}`, async () => {
          await rest();
          await attest(world, asset, stage, quorumTopic, { by: "attester1", overrides: overrides ?? {} });
          await attest(world, asset, stage, quorumTopic, { by: "attester2", overrides: overrides ?? {} });
          await expectUnmet("CheckpointAttestationMissing", missing(0));
        });
      }
    });

    describe("that is not recorded", () => {
      it("ATTEST-7: of a schema of another topic", async () => {
        const schema = await world.contracts.SchemaRegistry.idOf(
          topicId("LEGAL_ENTITY"),
          "string reference,string reserve",
        );
        const other = stage === "Registered" ? { topic: topicId("OWNERSHIP_TITLE") } : {};
        const wrongTopic = stage === "Registered" ? topicId("OWNERSHIP_TITLE") : topic;
        await expectUnrecorded({ schema, ...other }, world.actors.attester1, [
          "AttestationWrongSchema",
          { topic: wrongTopic, schema },
        ]);
      });

      it("ATTEST-6: by the issuer about itself", async () => {
        const attester = world.actors.issuer.address;
        await expectUnrecorded({ attester }, world.actors.issuer, ["AttestationSelfIssued", { attester }]);
      });

      it("ATTEST-8: by an attester nobody trusts", async () => {
        const attester = world.actors.stranger.address;
        await expectUnrecorded({ attester }, world.actors.stranger, [
          "AttestationAttesterUntrusted",
          { topic, attester },
        ]);
      });

      it("ATTEST-13: signed by another than it names", async () => {
        const attester = world.actors.attester1.address;
        await expectUnrecorded({ attester }, world.actors.attester2, [
          "AttestationBadSignature",
          { attester },
        ]);
      });

      it("ATTEST-10: expired already", async () => {
        const expiresAt = await networkHelpers.time.latest();
        await expectUnrecorded({ issuedAt: expiresAt - DAY, expiresAt }, world.actors.attester1, [
          "AttestationExpired",
          { expiresAt },
        ]);
      });

      it("ATTEST-4: signed for another chain", async () => {
        const attestation = await draft(world, asset, stage, quorumTopic);
        const registry = world.contracts.AttestationRegistry;
        const domain = attestationDomain(world.chainId + 1n, registry.target as Hex);
        const signature = await world.actors.attester1.signTypedData(domain, ATTESTATION_TYPES, attestation);
        await expectRefusal(registry.record(attestation, signature), "AttestationBadSignature", {
          attester: attestation.attester,
        });
      });
    });
  });
}
