import type { StructureTermsStruct } from "@muniment/sdk";

import { deployCustomToken } from "./deployCustomToken.js";
import { attestAll } from "./evidence.js";
import { bringTo, now, submitStructure } from "./journey.js";
import { makeTokenRecord } from "./makeTokenRecord.js";
import { makeBondTerms } from "./records.js";
import type { World } from "./world.js";

/** Brings a new asset with single bond terms changed to Tokenized; its token has the decimals of the terms. */
export async function tokenizeWith(world: World, overrides: Partial<StructureTermsStruct>): Promise<string> {
  const { Structuring, Tokenization } = world.contracts;
  const { issuer, structureApprover, transferAgent } = world.actors;
  const { asset } = await bringTo(world, "Registered");
  const terms = makeBondTerms(await now(world), overrides);
  await submitStructure(world, asset, terms);
  await attestAll(world, asset, "Structured");
  await Structuring.connect(structureApprover).approve(asset);
  const token = await deployCustomToken(world, { decimals: terms.decimals });
  await Tokenization.connect(issuer).submit(asset, await makeTokenRecord(world, token));
  await attestAll(world, asset, "Tokenized");
  await Tokenization.connect(transferAgent).approve(asset);
  return asset;
}
