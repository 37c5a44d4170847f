import { ZeroAddress } from "ethers";

import { attest, attestAll, type GatedStage } from "./evidence.js";
import { now, submitOffer, submitStructure, submitToken, type Journey } from "./journey.js";
import { makeTrading, reasonOf } from "./records.js";
import {
  days,
  fundPayer,
  fundRedemption,
  missPayment,
  passRecordDate,
  passTime,
  payCoupon,
  payEverything,
} from "./situations.js";
import { addInvestor, addWallet, identityOf, tokenAt } from "./tokens.js";
import type { World } from "./world.js";

const REASON = reasonOf("reason");

/** An action and what makes all its conditions but the stage true, as far as the stage lets it. */
export interface Action {
  readonly prepare?: (world: World, journey: Journey) => Promise<unknown>;
  readonly act: (world: World, journey: Journey) => Promise<unknown>;
}

/** Runs preparations that a stage may refuse. */
async function attempt(...steps: (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await step().catch(() => undefined);
}

const prove =
  (stage: GatedStage) =>
  async (world: World, { asset }: Journey): Promise<void> => {
    await attempt(
      () => SUBMIT[stage](world, asset),
      () => attestAll(world, asset, stage),
    );
  };

const submitTrading = (world: World, asset: string) =>
  world.contracts.Trading.connect(world.actors.issuer).submit(asset, makeTrading());

const SUBMIT: Readonly<Record<GatedStage, (world: World, asset: string) => Promise<unknown>>> = {
  Registered: () => Promise.resolve(),
  Structured: submitStructure,
  Tokenized: submitToken,
  Issued: submitOffer,
  Trading: submitTrading,
};

async function revokeSomething(world: World, asset: string): Promise<void> {
  const { AttestationRegistry } = world.contracts;
  const [first] = await AttestationRegistry.queryFilter(
    AttestationRegistry.filters.AttestationRecorded(undefined, asset),
  );
  if (first === undefined) return;
  await AttestationRegistry.connect(world.actors.attester1).revoke(first.args.id, REASON);
}

async function payOverdue(world: World, asset: string): Promise<void> {
  while ((await world.contracts.Servicing.overdueSince(asset)) !== 0n) await payCoupon(world, asset);
}

async function burnEverything(world: World, asset: string): Promise<void> {
  const { admin, alice, bob } = world.actors;
  const token = tokenAt(world, await world.contracts.Lifecycle.tokenOf(asset));
  const call = token.interface.encodeFunctionData("addAgent", [admin.address]);
  await world.contracts.AccessManager.connect(admin).execute(token.target, call);
  for (const holder of [alice, bob])
    await token.connect(admin).burn(holder.address, await token.balanceOf(holder.address));
}

async function prepareSubscriber(world: World, asset: string): Promise<void> {
  const { carol } = world.actors;
  await addInvestor(world, await world.contracts.Lifecycle.tokenOf(asset), "carol");
  await attest(world, asset, "Issued", "INVESTOR_ELIGIBLE", { overrides: { subject: carol.address } });
  await world.cash.mint(carol.address, 10n ** 12n);
  await world.cash.connect(carol).approve(world.contracts.Issuance.target, 10n ** 12n);
}

async function payToRedeem(world: World, asset: string): Promise<void> {
  await attempt(
    () => fundRedemption(world, asset),
    () => world.contracts.Redemption.connect(world.actors.trustee).declareRecovery(asset, 100_000_000_000n),
    () => world.contracts.Redemption.connect(world.actors.bob).redeem(asset, 200n),
  );
}

const approve =
  (contract: "Registration" | "Structuring" | "Tokenization" | "Trading", by: keyof World["actors"]) =>
  (world: World, { asset }: Journey) =>
    world.contracts[contract].connect(world.actors[by]).approve(asset);

/** Everything that can move an asset, its offer or its units. */
export const ACTIONS = {
  submitRegistration: {
    act: ({ contracts, actors }, { record }) => contracts.Registration.connect(actors.issuer).submit(record),
  },
  addSerials: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Registration.connect(actors.issuer).addSerials(asset, [reasonOf("a further serial")]),
  },
  approveRegistration: { prepare: prove("Registered"), act: approve("Registration", "registrar") },
  submitStructure: { act: (world, { asset }) => submitStructure(world, asset) },
  approveStructure: { prepare: prove("Structured"), act: approve("Structuring", "structureApprover") },
  submitToken: { act: (world, { asset }) => submitToken(world, asset) },
  approveToken: { prepare: prove("Tokenized"), act: approve("Tokenization", "transferAgent") },
  submitOffer: { act: (world, { asset }) => submitOffer(world, asset) },
  openOffer: {
    prepare: prove("Issued"),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Issuance.connect(actors.distributor).openOffer(asset),
  },
  subscribe: {
    prepare: (world, { asset }) => attempt(() => prepareSubscriber(world, asset)),
    act: ({ contracts, actors }, { asset }) => contracts.Issuance.connect(actors.carol).subscribe(asset, 10n),
  },
  allocate: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Issuance.connect(actors.issuer).allocate(asset, [actors.alice.address], [200n]),
  },
  close: {
    prepare: ({ networkHelpers }) => networkHelpers.time.increase(days(11)),
    act: ({ contracts, actors }, { asset }) => contracts.Issuance.connect(actors.distributor).close(asset),
  },
  cancelOffer: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Issuance.connect(actors.regulator).cancelOffer(asset),
  },
  expireOffer: {
    prepare: ({ networkHelpers }) => networkHelpers.time.increase(days(41)),
    act: ({ contracts, actors }, { asset }) => contracts.Issuance.connect(actors.stranger).expireOffer(asset),
  },
  deliver: {
    act: ({ contracts, actors }, { asset }) => contracts.Issuance.deliver(asset, [actors.alice.address]),
  },
  submitTrading: { act: (world, { asset }) => submitTrading(world, asset) },
  approveTrading: { prepare: prove("Trading"), act: approve("Trading", "venue") },
  requestChanges: {
    prepare: (world, { asset }) =>
      attempt(...Object.values(SUBMIT).map((submit) => () => submit(world, asset))),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Lifecycle.connect(actors.registrar).requestChanges(asset, REASON),
  },
  withdraw: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Lifecycle.connect(actors.issuer).withdraw(asset, REASON),
  },
  reject: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Lifecycle.connect(actors.registrar).reject(asset, REASON),
  },
  rollback: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Lifecycle.connect(actors.registrar).rollback(asset, REASON),
  },
  suspend: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.regulator).suspend(asset, REASON),
  },
  suspendUrgently: {
    prepare: ({ networkHelpers }) => networkHelpers.time.increase(days(31)),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.guardian).suspendUrgently(asset, REASON),
  },
  suspendLapsed: {
    prepare: (world, { asset }) => revokeSomething(world, asset),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.stranger).suspendLapsed(asset),
  },
  resume: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.regulator).resume(asset, REASON),
  },
  release: {
    prepare: ({ networkHelpers }) => networkHelpers.time.increase(days(8)),
    act: ({ contracts, actors }, { asset }) => contracts.Trading.connect(actors.stranger).release(asset),
  },
  declareDefault: {
    prepare: (world, { asset }) => attempt(() => missPayment(world, asset)),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.trustee).declareDefault(asset, REASON),
  },
  cure: {
    prepare: (world, { asset }) => attempt(() => payOverdue(world, asset)),
    act: ({ contracts, actors }, { asset }) => contracts.Trading.connect(actors.trustee).cure(asset, REASON),
  },
  mature: {
    prepare: (world, { asset }) =>
      attempt(
        () => payEverything(world, asset),
        async () => passTime(world, (await now(world)) + days(800)),
      ),
    act: ({ contracts, actors }, { asset }) => contracts.Trading.connect(actors.stranger).mature(asset),
  },
  fixRecordDate: { act: ({ contracts }, { asset }) => contracts.Servicing.fixRecordDate(asset) },
  payCoupon: {
    prepare: (world, { asset }) =>
      attempt(
        () => passRecordDate(world, asset),
        () => fundPayer(world),
      ),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Servicing.connect(actors.payingAgent).payCoupon(asset),
  },
  fund: {
    prepare: (world) => fundPayer(world),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Redemption.connect(actors.payingAgent).fund(asset, 5n),
  },
  declareRecovery: {
    prepare: (world) => fundPayer(world),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Redemption.connect(actors.trustee).declareRecovery(asset, 5n),
  },
  redeem: {
    prepare: (world, { asset }) => payToRedeem(world, asset),
    act: ({ contracts, actors }, { asset }) => contracts.Redemption.connect(actors.alice).redeem(asset, 300n),
  },
  redeemFor: {
    prepare: (world, { asset }) => payToRedeem(world, asset),
    act: ({ contracts, actors }, { asset }) =>
      contracts.Redemption.connect(actors.payingAgent).redeemFor(asset, actors.alice.address, 300n),
  },
  finish: {
    prepare: (world, { asset }) => attempt(() => burnEverything(world, asset)),
    act: ({ contracts, actors }, { asset }) => contracts.Redemption.connect(actors.stranger).finish(asset),
  },
  returnSurplus: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Redemption.connect(actors.payingAgent).returnSurplus(asset, actors.payingAgent.address),
  },
  forceTransfer: {
    act: ({ contracts, actors }, { asset }) =>
      contracts.Trading.connect(actors.regulator).forceTransfer(
        asset,
        actors.alice.address,
        actors.bob.address,
        1n,
        REASON,
      ),
  },
  recover: {
    prepare: (world, { asset }) =>
      attempt(async () => {
        const token = await world.contracts.Lifecycle.tokenOf(asset);
        await addInvestor(world, token, "alice");
        await addWallet(world, token, "alice", "dave");
      }),
    act: async (world, { asset }) => {
      const { contracts, actors } = world;
      const token = await contracts.Lifecycle.tokenOf(asset);
      const identity = token === ZeroAddress ? ZeroAddress : await identityOf(world, token, "alice");
      const { alice, dave, transferAgent } = actors;
      return contracts.Trading.connect(transferAgent).recover(
        asset,
        alice.address,
        dave.address,
        identity,
        REASON,
      );
    },
  },
  transfer: {
    act: async (world, { asset }) => {
      const { token } = await world.contracts.Tokenization.recordOf(asset);
      return tokenAt(world, token).connect(world.actors.alice).transfer(world.actors.bob.address, 1n);
    },
  },
} as const satisfies Readonly<Record<string, Action>>;

/** Name of an action. */
export type ActionName = keyof typeof ACTIONS;
