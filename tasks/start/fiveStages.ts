import { join } from "node:path";

import { stages } from "@muniment/protocol";
import { appointProposer, approveRegistration, type Call } from "@muniment/sdk";

import { Arguments } from "../context/Arguments.js";
import { perform } from "../context/perform.js";
import { attest } from "../rwa/attest.js";
import { run as close } from "../rwa/close.js";
import { run as issue } from "../rwa/issue.js";
import { register, run as approveRegister } from "../rwa/register.js";
import { run as structure } from "../rwa/structure.js";
import { run as subscribe } from "../rwa/subscribe.js";
import { run as tokenize } from "../rwa/tokenize.js";
import { run as trade } from "../rwa/trade.js";
import { TestCash__factory } from "../../typechain-types/index.js";
import { admitInvestors, type AdmittedInvestor } from "../rwa/admitInvestors.js";
import { expectRefusal } from "./expectRefusal.js";
import { showCheckpoint } from "./showCheckpoint.js";
import type { AssetWalk, Walk } from "./Walk.js";

async function registration(walk: Walk): Promise<AssetWalk> {
  const { context, folder } = walk;
  context.output.title("Stage 1 · Registration");
  const asset = await register(context, join(folder, "asset.json"), "issuer");
  await expectRefusal(context.output, "approval without evidence", () =>
    perform(context, "registrar", [approveRegistration(context.contracts, asset)]),
  );
  await attest(context, { asset, stage: "Registered", folder });
  await approveRegister(context, new Arguments({ asset, approve: true }));
  await showCheckpoint({ ...walk, asset });
  return { ...walk, asset };
}

async function structuring(walk: AssetWalk): Promise<void> {
  const { context, folder, asset } = walk;
  context.output.title("Stage 2 · Structuring");
  const appoint = (stage: number, proposer: string): Call =>
    appointProposer(context.contracts, {
      asset,
      stage,
      proposer: context.addressOf(proposer),
      isAppointed: true,
    });
  await perform(context, "issuer", [
    appoint(stages.Structured, "arranger"),
    appoint(stages.Tokenized, "tokenizationAgent"),
  ]);
  await structure(context, new Arguments({ asset, file: join(folder, "terms.json"), as: "arranger" }));
  await attest(context, { asset, stage: "Structured", folder });
  await structure(context, new Arguments({ asset, approve: true }));
  await showCheckpoint(walk);
}

async function tokenization(walk: AssetWalk): Promise<void> {
  const { context, folder, asset } = walk;
  context.output.title("Stage 3 · Tokenization");
  await tokenize(
    context,
    new Arguments({ asset, file: join(folder, "token.json"), as: "tokenizationAgent" }),
  );
  await attest(context, { asset, stage: "Tokenized", folder });
  await tokenize(context, new Arguments({ asset, approve: true }));
  await showCheckpoint(walk);
}

async function subscribeAll(walk: AssetWalk, investors: readonly AdmittedInvestor[]): Promise<void> {
  const { context, asset } = walk;
  const { terms } = await context.contracts.Issuance.offerOf(asset);
  const { decimals } = await context.contracts.Structuring.termsOf(asset);
  const cash = TestCash__factory.connect(terms.cash, await context.signerOf("admin"));
  for (const { account, name, units } of investors) {
    if (units === 0n) continue;
    context.output.progress(`${name} subscribes`);
    await (await cash.mint(context.addressOf(account), (units * terms.price) / 10n ** decimals)).wait();
    await subscribe(context, new Arguments({ asset, as: account, units: units.toString() }));
  }
}

async function issuance(walk: AssetWalk): Promise<AdmittedInvestor[]> {
  const { context, folder, asset } = walk;
  context.output.title("Stage 4 · Issuance");
  await issue(context, new Arguments({ asset, file: join(folder, "offer.json") }));
  const investors = await admitInvestors(context, asset, folder);
  for (const topic of ["OFFER_APPROVED", "RESERVE", "INVESTOR_ELIGIBLE"]) {
    await attest(context, { asset, stage: "Issued", folder, topic });
  }
  await issue(context, new Arguments({ asset, approve: true }));
  const { terms } = await context.contracts.Issuance.offerOf(asset);
  await walk.advanceTo(terms.opensAt);
  await subscribeAll(walk, investors);
  await attest(context, { asset, stage: "Issued", folder, topic: "FUNDS_RECEIVED" });
  await walk.advanceTo(terms.closesAt);
  await close(context, new Arguments({ asset }));
  await showCheckpoint(walk);
  return investors;
}

async function trading(walk: AssetWalk): Promise<void> {
  const { context, folder, asset } = walk;
  context.output.title("Stage 5 · Trading");
  await trade(context, new Arguments({ asset, file: join(folder, "trading.json") }));
  await attest(context, { asset, stage: "Trading", folder });
  await trade(context, new Arguments({ asset, approve: true }));
  await showCheckpoint(walk);
}

/** Takes the asset of a folder through all five stages. */
export async function fiveStages(
  walk: Walk,
): Promise<AssetWalk & { readonly investors: readonly AdmittedInvestor[] }> {
  const registered = await registration(walk);
  await structuring(registered);
  await tokenization(registered);
  const investors = await issuance(registered);
  await trading(registered);
  return { ...registered, investors };
}
