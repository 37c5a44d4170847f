import type { StructureTermsStruct } from "@muniment/sdk";

import { attestAll } from "./evidence.js";
import { bringTo, issue, submitStructure, submitToken, type Journey } from "./journey.js";
import { makeTrading } from "./records.js";
import type { World } from "./world.js";

/** What differs from the usual asset of {@link bringTo}. */
interface Difference {
  readonly terms?: StructureTermsStruct;
  /** Cash of the offer, mintable by anyone; the world's by default. */
  readonly cash?: unknown;
  readonly stage?: "Tokenized" | "Issued" | "Trading";
}

/** Brings a new asset of other terms or cash to Trading or the stage named, with alice holding 300 units and bob 200. */
export async function bringWith(world: World, { terms, cash, stage }: Difference): Promise<Journey> {
  const { Structuring, Tokenization, Trading } = world.contracts;
  const { structureApprover, transferAgent, issuer, venue } = world.actors;
  const journey = await bringTo(world, "Registered");
  const { asset } = journey;
  await submitStructure(world, asset, terms);
  await attestAll(world, asset, "Structured");
  await Structuring.connect(structureApprover).approve(asset);
  await submitToken(world, asset);
  await attestAll(world, asset, "Tokenized");
  await Tokenization.connect(transferAgent).approve(asset);
  if (stage === "Tokenized") return journey;
  await issue(cash === undefined ? world : { ...world, cash: cash as World["cash"] }, asset);
  if (stage === "Issued") return journey;
  await Trading.connect(issuer).submit(asset, makeTrading());
  await attestAll(world, asset, "Trading");
  await Trading.connect(venue).approve(asset);
  return journey;
}
