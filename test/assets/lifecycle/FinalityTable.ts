import { expect } from "chai";
import { network } from "hardhat";

import { asRole } from "../../helpers/asRole.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

const [NONE, BULK, STANDARD, HIGH_VALUE] = [0, 1, 2, 3] as const;

describe("FinalityTable", () => {
  const fixture = () => createWorld(connection);

  it("LIFE-24: a deployment enables the classes of its configuration and no other", async () => {
    const { contracts } = await networkHelpers.loadFixture(fixture);
    const enabled = [];
    for (const kind of [NONE, BULK, STANDARD, HIGH_VALUE])
      enabled.push(await contracts.FinalityTable.isEnabled(kind));
    expect(enabled).to.deep.equal([false, true, true, false]);
  });

  it("LIFE-24: its role enables and disables a class after its delay", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { FinalityTable } = world.contracts;
    await expect(asRole(world, "policy", FinalityTable, { method: "setEnabled", args: [HIGH_VALUE, true] }))
      .to.emit(FinalityTable, "FinalityClassSet")
      .withArgs(HIGH_VALUE, true);
    expect(await FinalityTable.isEnabled(HIGH_VALUE)).to.equal(true);
    await expect(asRole(world, "policy", FinalityTable, { method: "setEnabled", args: [BULK, false] }))
      .to.emit(FinalityTable, "FinalityClassSet")
      .withArgs(BULK, false);
    expect(await FinalityTable.isEnabled(BULK)).to.equal(false);
    expect(await FinalityTable.isEnabled(STANDARD)).to.equal(true);
  });

  it("LIFE-24: refuses a stranger, a call that was not announced, and the class that means none", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { AccessManager, FinalityTable } = world.contracts;
    const { policy, stranger } = world.actors;
    await expect(FinalityTable.connect(stranger).setEnabled(HIGH_VALUE, true))
      .to.be.revertedWithCustomError(FinalityTable, "AccessManagedUnauthorized")
      .withArgs(stranger.address);
    const data = FinalityTable.interface.encodeFunctionData("setEnabled", [HIGH_VALUE, true]);
    await expect(FinalityTable.connect(policy).setEnabled(HIGH_VALUE, true))
      .to.be.revertedWithCustomError(AccessManager, "AccessManagerNotScheduled")
      .withArgs(await AccessManager.hashOperation(policy.address, FinalityTable.target, data));
    await expect(asRole(world, "policy", FinalityTable, { method: "setEnabled", args: [NONE, true] }))
      .to.be.revertedWithCustomError(FinalityTable, "FinalityClassInvalid")
      .withArgs(NONE);
  });
});
