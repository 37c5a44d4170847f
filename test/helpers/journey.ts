import type { SerialTree } from "@muniment/protocol";
import type { RegistrationRecordStruct, StructureTermsStruct } from "@muniment/sdk";

import { attest, attestAll, STAGE, type GatedStage } from "./evidence.js";
import { makeBondTerms, makeOffer, makeRecord, makeSerials, makeTrading, reasonOf } from "./records.js";
import { addInvestor, deployToken } from "./tokens.js";
import type { World } from "./world.js";

const DAY = 86_400;

/** An asset of the test world on its way. */
export interface Journey {
  readonly asset: string;
  readonly record: RegistrationRecordStruct;
  readonly serials: SerialTree;
}

/** Seconds of the chain's latest block. */
export const now = (world: World): Promise<number> => world.networkHelpers.time.latest();

/** Submits a registration with its serial pages; stage None, ready for evidence and approval. */
export async function submitRegistration(
  world: World,
  overrides: Partial<RegistrationRecordStruct> = {},
  serials = makeSerials(3),
): Promise<Journey> {
  const { Registration } = world.contracts;
  const { issuer } = world.actors;
  const record = makeRecord(serials, overrides);
  const asset = await Registration.assetIdOf(issuer.address, record.salt);
  await Registration.connect(issuer).submit(record);
  for (const page of serials.pages) await Registration.connect(issuer).addSerials(asset, [...page]);
  return { asset, record, serials };
}

/** Submits bond terms, or the given ones, for a registered asset. */
export async function submitStructure(
  world: World,
  asset: string,
  terms?: StructureTermsStruct,
): Promise<void> {
  await world.contracts.Structuring.connect(world.actors.issuer).submit(
    asset,
    terms ?? makeBondTerms(await now(world)),
  );
}

/** Deploys a token suite and submits it for a structured asset. */
export async function submitToken(world: World, asset: string): Promise<string> {
  const { RwaTokenFactory, Tokenization } = world.contracts;
  const token = await deployToken(world);
  const implementation = await RwaTokenFactory.tokenImplementation();
  const codeHash = world.ethers.keccak256(await world.ethers.provider.getCode(implementation));
  await Tokenization.connect(world.actors.issuer).submit(asset, {
    token,
    codeHash,
    metadata: reasonOf("metadata"),
  });
  return token;
}

/** Submits an offer in the world's cash for a tokenized asset. */
export async function submitOffer(world: World, asset: string): Promise<void> {
  const terms = makeOffer(await now(world), world.cash.target as string);
  await world.contracts.Issuance.connect(world.actors.issuer).submit(asset, terms);
}

/** Registers an investor with the token, proves eligibility, and subscribes. */
export async function subscribe(
  world: World,
  asset: string,
  investor: "alice" | "bob" | "carol" | "dave",
  units: bigint,
): Promise<void> {
  const { Issuance, Lifecycle } = world.contracts;
  const signer = world.actors[investor];
  await addInvestor(world, await Lifecycle.tokenOf(asset), investor);
  await attest(world, asset, "Issued", "INVESTOR_ELIGIBLE", { overrides: { subject: signer.address } });
  const { terms } = await Issuance.offerOf(asset);
  await world.cash.mint(signer.address, units * terms.price);
  await world.cash.connect(signer).approve(Issuance.target, units * terms.price);
  await Issuance.connect(signer).subscribe(asset, units);
}

/** Submits an offer with everything proven and opens it. */
export async function openOffer(world: World, asset: string): Promise<void> {
  await submitOffer(world, asset);
  await attestAll(world, asset, "Issued");
  await world.contracts.Issuance.connect(world.actors.distributor).openOffer(asset);
}

/** Closes a successful offer of 300 units for alice and 200 for bob, and delivers them. */
export async function issue(world: World, asset: string): Promise<void> {
  const { Issuance } = world.contracts;
  await openOffer(world, asset);
  await subscribe(world, asset, "alice", 300n);
  await subscribe(world, asset, "bob", 200n);
  await world.networkHelpers.time.increase(10 * DAY);
  await Issuance.connect(world.actors.distributor).close(asset);
  await Issuance.deliver(asset, [world.actors.alice.address, world.actors.bob.address]);
}

const STEPS: Readonly<Record<GatedStage, (world: World, asset: string) => Promise<void>>> = {
  Registered: async (world, asset) => {
    await attestAll(world, asset, "Registered");
    await world.contracts.Registration.connect(world.actors.registrar).approve(asset);
  },
  Structured: async (world, asset) => {
    await submitStructure(world, asset);
    await attestAll(world, asset, "Structured");
    await world.contracts.Structuring.connect(world.actors.structureApprover).approve(asset);
  },
  Tokenized: async (world, asset) => {
    await submitToken(world, asset);
    await attestAll(world, asset, "Tokenized");
    await world.contracts.Tokenization.connect(world.actors.transferAgent).approve(asset);
  },
  Issued: issue,
  Trading: async (world, asset) => {
    await world.contracts.Trading.connect(world.actors.issuer).submit(asset, makeTrading());
    await attestAll(world, asset, "Trading");
    await world.contracts.Trading.connect(world.actors.venue).approve(asset);
  },
};

/** Brings a new asset to one of the five stages, with alice holding 300 units and bob 200 from Issued on. */
export async function bringTo(world: World, stage: GatedStage): Promise<Journey> {
  const journey = await submitRegistration(world);
  for (const [name, step] of Object.entries(STEPS) as [GatedStage, (typeof STEPS)[GatedStage]][]) {
    if (STAGE[name] > STAGE[stage]) break;
    await step(world, journey.asset);
  }
  return journey;
}
