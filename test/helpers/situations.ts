import {
  bringTo,
  now,
  openOffer,
  submitOffer,
  submitRegistration,
  subscribe,
  type Journey,
} from "./journey.js";
import { makeRecord, makeSerials, reasonOf } from "./records.js";
import type { World } from "./world.js";

const DAY = 86_400;

/** Lets the paying agent pay with any amount of the world's cash. */
export async function fundPayer(world: World, amount = 10n ** 15n): Promise<void> {
  const { payingAgent, trustee } = world.actors;
  const { Distribution, Redemption } = world.contracts;
  await world.cash.mint(payingAgent.address, amount);
  await world.cash.mint(trustee.address, amount);
  for (const spender of [Distribution.target, Redemption.target]) {
    await world.cash.connect(payingAgent).approve(spender, 2n ** 255n);
    await world.cash.connect(trustee).approve(spender, 2n ** 255n);
  }
}

/** Fixes the record date of the next period, unless it is fixed, and lets it pass. */
export async function passRecordDate(world: World, asset: string): Promise<bigint> {
  const { Servicing } = world.contracts;
  const period = (await Servicing.periodsPaid(asset)) + 1n;
  if ((await Servicing.recordDateOf(asset, period)) === 0n) await Servicing.fixRecordDate(asset);
  const recordDate = await Servicing.recordDateOf(asset, period);
  if (recordDate >= BigInt(await now(world))) await world.networkHelpers.time.increaseTo(recordDate + 1n);
  return recordDate;
}

/** Pays the next coupon, whenever it is due. */
export async function payCoupon(world: World, asset: string): Promise<void> {
  await passRecordDate(world, asset);
  await fundPayer(world);
  await world.contracts.Servicing.connect(world.actors.payingAgent).payCoupon(asset);
}

/** Pays every coupon there is and lets the maturity pass. */
export async function payEverything(world: World, asset: string): Promise<void> {
  const { Servicing, Structuring } = world.contracts;
  const count = await Structuring.periodCount(asset);
  while ((await Servicing.periodsPaid(asset)) < count) await payCoupon(world, asset);
  await passTime(world, Number(await Structuring.maturityOf(asset)) + 1);
}

/** Moves the clock to `time`, unless it is later already. */
export async function passTime(world: World, time: number): Promise<void> {
  if (time > (await now(world))) await world.networkHelpers.time.increaseTo(time);
}

/** Lets the first unpaid period become overdue beyond the grace period. */
export async function missPayment(world: World, asset: string): Promise<void> {
  const { Servicing, Structuring } = world.contracts;
  const [, dueDate] = await Structuring.periodOf(asset, (await Servicing.periodsPaid(asset)) + 1n);
  const { gracePeriod } = await Structuring.termsOf(asset);
  await passTime(world, Number(dueDate + gracePeriod) + 1);
}

/** Funds a matured asset's redemption in full. */
export async function fundRedemption(world: World, asset: string, amount = 250_000_000_000n): Promise<void> {
  await fundPayer(world);
  await world.contracts.Redemption.connect(world.actors.payingAgent).fund(asset, amount);
}

const SITUATIONS = {
  /** A record exists off-chain only. */
  Unknown: async (world: World): Promise<Journey> => {
    const serials = makeSerials(3);
    const record = makeRecord(serials);
    const asset = await world.contracts.Registration.assetIdOf(world.actors.issuer.address, record.salt);
    return { asset, record, serials };
  },
  Submitted: (world: World) => submitRegistration(world),
  Registered: (world: World) => bringTo(world, "Registered"),
  Structured: (world: World) => bringTo(world, "Structured"),
  Tokenized: (world: World) => bringTo(world, "Tokenized"),
  OfferOpen: async (world: World) => {
    const journey = await bringTo(world, "Tokenized");
    await openOffer(world, journey.asset);
    await subscribe(world, journey.asset, "alice", 300n);
    return journey;
  },
  Refunding: async (world: World) => {
    const journey = await SITUATIONS.OfferOpen(world);
    await world.contracts.Issuance.connect(world.actors.regulator).cancelOffer(journey.asset);
    return journey;
  },
  Issued: (world: World) => bringTo(world, "Issued"),
  Trading: (world: World) => bringTo(world, "Trading"),
  Suspended: async (world: World) => {
    const journey = await bringTo(world, "Trading");
    await world.contracts.Trading.connect(world.actors.guardian).suspendUrgently(
      journey.asset,
      reasonOf("alarm"),
    );
    return journey;
  },
  Defaulted: async (world: World) => {
    const journey = await bringTo(world, "Trading");
    await missPayment(world, journey.asset);
    await world.contracts.Trading.connect(world.actors.trustee).declareDefault(
      journey.asset,
      reasonOf("unpaid"),
    );
    return journey;
  },
  Matured: async (world: World) => {
    const journey = await bringTo(world, "Trading");
    await payEverything(world, journey.asset);
    await world.contracts.Trading.mature(journey.asset);
    return journey;
  },
  Redeemed: async (world: World) => {
    const journey = await SITUATIONS.Matured(world);
    await fundRedemption(world, journey.asset, 250_000_000_001n);
    await world.contracts.Redemption.connect(world.actors.alice).redeem(journey.asset, 300n);
    await world.contracts.Redemption.connect(world.actors.bob).redeem(journey.asset, 200n);
    return journey;
  },
  /** Ended with an offer submitted that was never opened. */
  Rejected: async (world: World) => {
    const journey = await bringTo(world, "Tokenized");
    await submitOffer(world, journey.asset);
    await world.contracts.Lifecycle.connect(world.actors.registrar).reject(
      journey.asset,
      reasonOf("title disputed"),
    );
    return journey;
  },
  /** Ended with an offer submitted that was never opened. */
  Withdrawn: async (world: World) => {
    const journey = await bringTo(world, "Tokenized");
    await submitOffer(world, journey.asset);
    await world.contracts.Lifecycle.connect(world.actors.issuer).withdraw(
      journey.asset,
      reasonOf("no demand"),
    );
    return journey;
  },
} as const;

/** Where an asset of the test world can stand. */
export type Situation = keyof typeof SITUATIONS;

/** All situations, in the order of an asset's life. */
export const SITUATION_NAMES = Object.keys(SITUATIONS) as Situation[];

/** Brings a new bond to a situation. */
export const reach = (world: World, situation: Situation): Promise<Journey> => SITUATIONS[situation](world);

export const days = (count: number): number => count * DAY;
