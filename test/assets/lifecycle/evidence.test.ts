import { ATTESTATION_TYPES, attestationDomain, topicId, type Hex } from "@muniment/protocol";
import { expect } from "chai";
import { network } from "hardhat";

import { afterDelay } from "../../helpers/asRole.js";
import { chainOf } from "../../helpers/chainOf.js";
import {
  attest,
  attestAll,
  draft,
  sign,
  STAGE,
  type GatedStage,
  type TestAttestation,
} from "../../helpers/evidence.js";
import {
  bringTo,
  now,
  submitOffer,
  submitRegistration,
  submitStructure,
  submitToken,
  submitTrading,
  subscribe,
} from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { expectRefusal } from "../../helpers/refusal.js";
import { createWorld, type Actor, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;
const DAY = 86_400;

/** One stage: topics with one attester, with two, and with a maximum age; how it is reached, submitted and entered. */
interface Gate {
  readonly single: string;
  readonly quorum: string;
  readonly aged: string;
  readonly reach: (world: World) => Promise<string>;
  readonly submit: (world: World, asset: string, by: Actor) => Promise<unknown>;
  /** What lies between the evidence and the entry. */
  readonly proceed?: (world: World, asset: string) => Promise<void>;
  readonly enter: (world: World, asset: string) => Promise<unknown>;
}

const before = (stage: GatedStage) => async (world: World) => (await bringTo(world, stage)).asset;

async function resubmitRegistration(world: World, asset: string): Promise<void> {
  const { Registration } = world.contracts;
  const { issuer } = world.actors;
  const record = await Registration.recordOf(asset);
  const [page] = await serialPages(world, asset);
  await Registration.connect(issuer).submit({
    ...record.toObject(),
    documents: [...record.documents],
  } as never);
  await Registration.connect(issuer).addSerials(asset, page ?? []);
}

async function serialPages(world: World, asset: string): Promise<string[][]> {
  const { PledgeRegistry } = world.contracts;
  const events = await PledgeRegistry.queryFilter(PledgeRegistry.filters.SerialsClaimed(asset));
  return events.map(({ args }) => [...args.serials]);
}

const GATES: Readonly<Record<GatedStage, Gate>> = {
  Registered: {
    single: "LEGAL_ENTITY",
    quorum: "VALUATION",
    aged: "SANCTIONS_CLEAR",
    reach: async (world) => (await submitRegistration(world)).asset,
    submit: resubmitRegistration,
    enter: ({ contracts, actors }, asset) => contracts.Registration.connect(actors.registrar).approve(asset),
  },
  Structured: {
    single: "STRUCTURE_APPROVED",
    quorum: "LEGAL_OPINION",
    aged: "RISK_RATING",
    reach: before("Registered"),
    submit: (world, asset, by) => submitStructure(world, asset, undefined, by),
    enter: ({ contracts, actors }, asset) =>
      contracts.Structuring.connect(actors.structureApprover).approve(asset),
  },
  Tokenized: {
    single: "METADATA_MATCH",
    quorum: "CODE_AUDIT",
    aged: "CUSTODY_CONTROL",
    reach: before("Structured"),
    submit: submitToken,
    enter: ({ contracts, actors }, asset) =>
      contracts.Tokenization.connect(actors.transferAgent).approve(asset),
  },
  Issued: {
    single: "RESERVE",
    quorum: "FUNDS_RECEIVED",
    aged: "RESERVE",
    reach: before("Tokenized"),
    submit: (world, asset, by) => submitOffer(world, asset, {}, by),
    proceed: async (world, asset) => {
      await world.contracts.Issuance.connect(world.actors.distributor).openOffer(asset);
      await subscribe(world, asset, "alice", 300n);
      await networkHelpers.time.increase(10 * DAY);
    },
    enter: ({ contracts, actors }, asset) => contracts.Issuance.connect(actors.distributor).close(asset),
  },
  Trading: {
    single: "KYC_LIVE",
    quorum: "NAV",
    aged: "MARKET_STATUS",
    reach: before("Issued"),
    submit: (world, asset, by) => submitTrading(world, asset, by),
    enter: ({ contracts, actors }, asset) => contracts.Trading.connect(actors.venue).approve(asset),
  },
};

/** A case under test; `older` is the hash of the submission's first revision. */
interface Context {
  readonly world: World;
  readonly asset: string;
  readonly stage: GatedStage;
  readonly gate: Gate;
  readonly older: string;
}

/** The error an entry is refused with. */
interface Expected {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** Evidence that is recorded but does not count: what is wrong, about which topic, and what the entry says. */
interface Failure {
  readonly rule: string;
  readonly topic: (gate: Gate) => string;
  readonly spoil: (context: Context, topic: string) => Promise<Expected>;
}

const missing = (topic: string, needed = 1, counted = 0): Expected => ({
  name: "CheckpointAttestationMissing",
  args: { topic: topicId(topic), needed, counted },
});
const faulty = (name: string, topic: string, id: string): Expected => ({
  name,
  args: { topic: topicId(topic), id },
});
const single = (gate: Gate) => gate.single;

const misplaced = (overrides: (context: Context) => Partial<TestAttestation>): Failure => ({
  rule: "LIFE-9",
  topic: single,
  spoil: async (context, topic) => {
    await attest(context.world, context.asset, context.stage, topic, { overrides: overrides(context) });
    return missing(topic);
  },
});

const FAILURES: Readonly<Record<string, Failure>> = {
  missing: { rule: "LIFE-10", topic: single, spoil: (_, topic) => Promise.resolve(missing(topic)) },
  expired: {
    rule: "LIFE-10",
    topic: single,
    spoil: async ({ world, asset, stage }, topic) => {
      const expiresAt = (await now(world)) + DAY;
      const id = await attest(world, asset, stage, topic, { overrides: { expiresAt } });
      await networkHelpers.time.increase(DAY);
      return faulty("CheckpointAttestationExpired", topic, id);
    },
  },
  revoked: {
    rule: "LIFE-10",
    topic: single,
    spoil: async ({ world, asset, stage }, topic) => {
      const id = await attest(world, asset, stage, topic);
      await world.contracts.AttestationRegistry.connect(world.actors.attester1).revoke(
        id,
        reasonOf("mistake"),
      );
      return faulty("CheckpointAttestationRevoked", topic, id);
    },
  },
  stale: {
    rule: "LIFE-10",
    topic: (gate) => gate.aged,
    spoil: async ({ world, asset, stage }, topic) => {
      const issuedAt = (await now(world)) - 89 * DAY;
      const id = await attest(world, asset, stage, topic, { overrides: { issuedAt } });
      await networkHelpers.time.increase(2 * DAY);
      return faulty("CheckpointAttestationStale", topic, id);
    },
  },
  "by a distrusted attester": {
    rule: "LIFE-10",
    topic: single,
    spoil: async ({ world, asset, stage }, topic) => {
      const { AttestationRegistry } = world.contracts;
      const id = await attest(world, asset, stage, topic);
      const call = [topicId(topic), world.actors.attester1.address] as const;
      const data = AttestationRegistry.interface.encodeFunctionData("distrustAttester", [...call]);
      await afterDelay(world, AttestationRegistry, data);
      return faulty("CheckpointAttesterDistrusted", topic, id);
    },
  },
  "below the quorum": {
    rule: "LIFE-10",
    topic: (gate) => gate.quorum,
    spoil: async ({ world, asset, stage }, topic) => {
      await attest(world, asset, stage, topic);
      return missing(topic, 2, 1);
    },
  },
  "twice by one attester, below the quorum": {
    rule: "LIFE-10",
    topic: (gate) => gate.quorum,
    spoil: async ({ world, asset, stage }, topic) => {
      await attest(world, asset, stage, topic);
      await attest(world, asset, stage, topic);
      return missing(topic, 2, 1);
    },
  },
  "for an older revision": misplaced(({ older }) => ({ submission: older })),
  "for another stage": misplaced(({ stage }) => ({ stage: (STAGE[stage] % 5) + 1 })),
  "for another asset": misplaced(() => ({ asset: reasonOf("another asset") })),
  "about another party": misplaced(({ world }) => ({ subject: world.actors.otherIssuer.address })),
};

/** Evidence that is not even recorded: how it differs, who signs, and what the registry says. */
interface Unrecordable {
  readonly overrides?: (
    context: Context,
    topic: string,
  ) => Partial<TestAttestation> | Promise<Partial<TestAttestation>>;
  readonly signer?: Actor;
  readonly chainId?: (actual: bigint) => bigint;
  readonly expected: (context: Context, topic: string) => Expected | Promise<Expected>;
}

const otherSchema = ({ world }: Context): Promise<string> =>
  world.contracts.SchemaRegistry.idOf(topicId("NAV"), "string reference,string reserve");
const badSignature = ({ world }: Context): Expected => ({
  name: "AttestationBadSignature",
  args: { attester: world.actors.attester1.address },
});

const UNRECORDABLE: Readonly<Record<string, Unrecordable>> = {
  "of the wrong schema": {
    overrides: async (context) => ({ schema: await otherSchema(context) }),
    expected: async (context, topic) => ({
      name: "AttestationWrongSchema",
      args: { topic: topicId(topic), schema: await otherSchema(context) },
    }),
  },
  "self-issued": {
    overrides: ({ world }) => ({ attester: world.actors.issuer.address }),
    signer: "issuer",
    expected: ({ world }) => ({
      name: "AttestationSelfIssued",
      args: { attester: world.actors.issuer.address },
    }),
  },
  "by an unknown attester": {
    overrides: ({ world }) => ({ attester: world.actors.stranger.address }),
    signer: "stranger",
    expected: ({ world }, topic) => ({
      name: "AttestationAttesterUntrusted",
      args: { topic: topicId(topic), attester: world.actors.stranger.address },
    }),
  },
  "with a bad signature": { signer: "attester2", expected: badSignature },
  "signed for another chain": { chainId: (actual) => actual + 1n, expected: badSignature },
};

async function expectRefusedEntry(context: Context, expected: Expected): Promise<void> {
  const { world, asset, gate } = context;
  const present = await chainOf(world, asset);
  await expectRefusal(gate.enter(world, asset), expected.name, expected.args);
  expect(await chainOf(world, asset)).to.deep.equal(present);
}

/** What was refused is refused for the evidence alone: with it made good, the stage is entered. */
async function expectEntry({ world, asset, stage, gate }: Context, topic: string): Promise<void> {
  await attest(world, asset, stage, topic, { by: "attester2" });
  await attest(world, asset, stage, topic, { by: "attester3" });
  await gate.enter(world, asset);
  expect(await world.contracts.Lifecycle.stageOf(asset)).to.equal(BigInt(STAGE[stage]));
}

describe("Evidence of the stages", () => {
  for (const [stage, gate] of Object.entries(GATES) as [GatedStage, Gate][]) {
    describe(stage, () => {
      async function submitted(): Promise<Context> {
        const world = await createWorld(connection);
        const asset = await gate.reach(world);
        const { Lifecycle } = world.contracts;
        if (stage !== "Registered") await gate.submit(world, asset, "issuer");
        const { hash: older } = await Lifecycle.submissionOf(asset, STAGE[stage]);
        await gate.submit(world, asset, "issuer");
        return { world, asset, stage, gate, older };
      }

      async function proven(without: string): Promise<Context> {
        const context = await networkHelpers.loadFixture(submitted);
        await attestAll(context.world, context.asset, stage, { without: [without] });
        await gate.proceed?.(context.world, context.asset);
        return context;
      }

      for (const [name, failure] of Object.entries(FAILURES)) {
        const topic = failure.topic(gate);
        it(`${failure.rule}: ${stage} is not entered with ${topic} ${name}`, async () => {
          const context = await proven(topic);
          await expectRefusedEntry(context, await failure.spoil(context, topic));
          await expectEntry(context, topic);
        });
      }

      for (const [name, { overrides, signer, chainId, expected }] of Object.entries(UNRECORDABLE)) {
        it(`LIFE-10: ${stage} is not entered with ${gate.single} ${name}`, async () => {
          const context = await proven(gate.single);
          const { world, asset } = context;
          const attestation = await draft(
            world,
            asset,
            stage,
            gate.single,
            await overrides?.(context, gate.single),
          );
          const domain = attestationDomain(
            chainId?.(world.chainId) ?? world.chainId,
            world.contracts.AttestationRegistry.target as Hex,
          );
          const signature = await world.actors[signer ?? "attester1"].signTypedData(
            domain,
            ATTESTATION_TYPES,
            attestation,
          );
          const { name: error, args } = await expected(context, gate.single);
          await expectRefusal(
            world.contracts.AttestationRegistry.record(attestation, signature),
            error,
            args,
          );
          await expectRefusedEntry(context, missing(gate.single));
          await expectEntry(context, gate.single);
        });
      }

      it(`LIFE-10: ${stage} is not entered with ${gate.single} by the proposer`, async () => {
        const context = await networkHelpers.loadFixture(submitted);
        const { world, asset } = context;
        if (stage === "Registered") {
          // The proposer of a registration is its issuer, whose own word is not even recorded.
          const attester = world.actors.issuer.address;
          const attestation = await draft(world, asset, stage, gate.single, { attester });
          const signature = await sign(world, attestation, world.actors.issuer);
          await expectRefusal(
            world.contracts.AttestationRegistry.record(attestation, signature),
            "AttestationSelfIssued",
            { attester },
          );
        } else {
          const { arranger, issuer } = world.actors;
          await world.contracts.Lifecycle.connect(issuer).appoint(
            asset,
            STAGE[stage],
            arranger.address,
            true,
          );
          await gate.submit(world, asset, "arranger");
        }
        await attestAll(world, asset, stage, { without: [gate.single] });
        if (stage !== "Registered") await attest(world, asset, stage, gate.single, { by: "arranger" });
        await gate.proceed?.(world, asset);
        await expectRefusedEntry(context, missing(gate.single));
        await expectEntry(context, gate.single);
      });
    });
  }
});
