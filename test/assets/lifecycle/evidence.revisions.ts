import { topicId } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";

import { attest, attestAll, draft, sign, STAGE, type GatedStage } from "../../helpers/evidence.js";
import { bringTo, now, submitRegistration, subscribe } from "../../helpers/journey.js";
import { makeBondTerms, makeOffer, makeTrading, reasonOf } from "../../helpers/records.js";
import { expectRefusal } from "../../helpers/refusal.js";
import { deployToken } from "../../helpers/tokens.js";
import { createWorld, type Actor, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const DAY = 86_400;

/** One stage: a topic one attester proves; how it is reached, submitted by somebody, and entered. */
interface Gate {
  readonly topic: string;
  readonly reach: (world: World) => Promise<string>;
  readonly submit: (world: World, asset: string, by: Actor) => Promise<unknown>;
  /** What lies between the evidence and the entry. */
  readonly proceed?: (world: World, asset: string) => Promise<void>;
  readonly enter: (world: World, asset: string) => Promise<unknown>;
}

const after = (stage: GatedStage) => async (world: World) => (await bringTo(world, stage)).asset;

async function resubmitRegistration({ contracts, actors }: World, asset: string): Promise<void> {
  const { PledgeRegistry, Registration } = contracts;
  const record = await Registration.recordOf(asset);
  const [page] = await PledgeRegistry.queryFilter(PledgeRegistry.filters.SerialsClaimed(asset));
  const { assetClass, salt, lei, jurisdiction, currency, attestedValue } = record;
  const { serialRoot, serialCount, details } = record;
  await Registration.connect(actors.issuer).submit({
    assetClass,
    salt,
    lei,
    jurisdiction,
    currency,
    attestedValue,
    serialRoot,
    serialCount,
    details,
    documents: [...record.documents],
  });
  await Registration.connect(actors.issuer).addSerials(asset, [...(page?.args.serials ?? [])]);
}

async function submitToken({ contracts, actors, ethers }: World, asset: string, by: Actor, token: string) {
  const implementation = await contracts.RwaTokenFactory.tokenImplementation();
  const codeHash = ethers.keccak256(await ethers.provider.getCode(implementation));
  return contracts.Tokenization.connect(actors[by]).submit(asset, {
    token,
    codeHash,
    metadata: reasonOf("metadata"),
  });
}

const GATES: Readonly<Record<GatedStage, Gate>> = {
  Registered: {
    topic: "LEGAL_ENTITY",
    reach: async (world) => (await submitRegistration(world)).asset,
    submit: resubmitRegistration,
    enter: ({ contracts, actors }, asset) => contracts.Registration.connect(actors.registrar).approve(asset),
  },
  Structured: {
    topic: "STRUCTURE_APPROVED",
    reach: after("Registered"),
    submit: async (world, asset, by) =>
      world.contracts.Structuring.connect(world.actors[by]).submit(asset, makeBondTerms(await now(world))),
    enter: ({ contracts, actors }, asset) =>
      contracts.Structuring.connect(actors.structureApprover).approve(asset),
  },
  Tokenized: {
    topic: "METADATA_MATCH",
    reach: after("Structured"),
    submit: async (world, asset, by) => submitToken(world, asset, by, await deployToken(world)),
    enter: ({ contracts, actors }, asset) =>
      contracts.Tokenization.connect(actors.transferAgent).approve(asset),
  },
  Issued: {
    topic: "RESERVE",
    reach: after("Tokenized"),
    submit: async (world, asset, by) => {
      const terms = makeOffer(await now(world), world.cash.target as string);
      return world.contracts.Issuance.connect(world.actors[by]).submit(asset, terms);
    },
    proceed: async (world, asset) => {
      await world.contracts.Issuance.connect(world.actors.distributor).openOffer(asset);
      await subscribe(world, asset, "alice", 300n);
      await networkHelpers.time.increase(10 * DAY);
    },
    enter: ({ contracts, actors }, asset) => contracts.Issuance.connect(actors.distributor).close(asset),
  },
  Trading: {
    topic: "KYC_LIVE",
    reach: after("Issued"),
    submit: ({ contracts, actors }, asset, by) =>
      contracts.Trading.connect(actors[by]).submit(asset, makeTrading()),
    enter: ({ contracts, actors }, asset) => contracts.Trading.connect(actors.venue).approve(asset),
  },
};

describe("Evidence of revisions and proposers", () => {
  for (const [stage, gate] of Object.entries(GATES) as [GatedStage, Gate][]) {
    describe(stage, () => {
      async function reached(): Promise<{ world: World; asset: string }> {
        const world = await createWorld(connection);
        return { world, asset: await gate.reach(world) };
      }

      /** Refused for the one topic with nothing moved; entered once another attester states it. */
      async function expectOnlyThatMissing(world: World, asset: string): Promise<void> {
        await gate.proceed?.(world, asset);
        const { Lifecycle } = world.contracts;
        const present = await Lifecycle.stateOf(asset);
        await expectRefusal(gate.enter(world, asset), "CheckpointAttestationMissing", {
          topic: topicId(gate.topic),
          needed: 1,
          counted: 0,
        });
        expect(await Lifecycle.stateOf(asset)).to.deep.equal(present);
        await attest(world, asset, stage, gate.topic, { by: "attester2" });
        await gate.enter(world, asset);
        expect(await Lifecycle.stageOf(asset)).to.equal(STAGE[stage]);
      }

      it(`LIFE-9: evidence for a replaced revision does not enter ${stage}`, async () => {
        const { world, asset } = await networkHelpers.loadFixture(reached);
        if (stage !== "Registered") await gate.submit(world, asset, "issuer");
        await attest(world, asset, stage, gate.topic);
        const { hash: older } = await world.contracts.Lifecycle.submissionOf(asset, STAGE[stage]);
        await gate.submit(world, asset, "issuer");
        const { hash } = await world.contracts.Lifecycle.submissionOf(asset, STAGE[stage]);
        expect(hash).to.not.equal(older);
        await attestAll(world, asset, stage, { without: [gate.topic] });
        await expectOnlyThatMissing(world, asset);
      });

      it(`LIFE-10: the proposer's own word does not enter ${stage}`, async () => {
        const { world, asset } = await networkHelpers.loadFixture(reached);
        const { arranger, issuer } = world.actors;
        if (stage === "Registered") {
          // The proposer of a registration is its issuer, whose word about itself is not even recorded.
          const statement = await draft(world, asset, stage, gate.topic, { attester: issuer.address });
          const signature = await sign(world, statement, issuer);
          const record = world.contracts.AttestationRegistry.record(statement, signature);
          await expectRefusal(record, "AttestationSelfIssued", { attester: issuer.address });
        } else {
          await world.contracts.Lifecycle.connect(issuer).appoint(
            asset,
            STAGE[stage],
            arranger.address,
            true,
          );
          await gate.submit(world, asset, "arranger");
          // Trusted for the topic, but excluded here.
          await attest(world, asset, stage, gate.topic, { by: "arranger" });
        }
        await attestAll(world, asset, stage, { without: [gate.topic] });
        await expectOnlyThatMissing(world, asset);
      });
    });
  }
});
