import type { network } from "hardhat";

import { bringToDefaulted, bringToMatured } from "./bringToEnd.js";
import { bringWith } from "./bringWith.js";
import { redeeming } from "./redeeming.js";
import { shortBond } from "./shortBond.js";
import { createWorld } from "./world.js";

type Connection = Awaited<ReturnType<typeof network.create<"l1">>>;

/** Where tests of redemption start, each loaded from a snapshot. */
export function redemptionFixtures(connection: Connection) {
  const { networkHelpers } = connection;
  const world = async () => createWorld(connection);
  const trading = async () => {
    const fresh = await world();
    const { asset } = await bringWith(fresh, { terms: await shortBond(fresh) });
    return redeeming(fresh, asset);
  };
  const matured = async () => {
    const fixture = await trading();
    await bringToMatured(fixture.world, fixture.asset);
    return fixture;
  };
  const defaulted = async () => {
    const fixture = await trading();
    await bringToDefaulted(fixture.world, fixture.asset);
    return fixture;
  };
  return {
    loadWorld: () => networkHelpers.loadFixture(world),
    /** A bond in trading: alice holds 300 units and bob 200, each redeemed at 500.00. */
    loadTrading: () => networkHelpers.loadFixture(trading),
    /** The same at maturity, every coupon paid; nothing is in the pool. */
    loadMatured: () => networkHelpers.loadFixture(matured),
    /** The same in default, without a recovery. */
    loadDefaulted: () => networkHelpers.loadFixture(defaulted),
  };
}
