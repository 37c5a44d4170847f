import { expect } from "chai";
import { network } from "hardhat";
import { bringTo } from "../helpers/journey.js";
import { createWorld } from "../helpers/world.js";

const connection = await network.create({
  network: "l1",
  chainType: "l1",
  override: { initialDate: "2030-01-01T00:00:00Z" },
});

// What is called here is what snapshots/gas.json shows, so each call stands for a use that people pay for.
describe("gas > journey", () => {
  it("one bond of three serials goes through the five stages and is traded", async () => {
    const world = await createWorld(connection);
    const { alice, bob } = world.actors;
    const { asset } = await bringTo(world, "Trading");
    const token = await connection.ethers.getContractAt(
      "RwaToken",
      await world.contracts.Lifecycle.tokenOf(asset),
    );
    await token.connect(alice).transfer(bob, 10n);
    await token.connect(alice).approve(bob, 5n);
    await token.connect(bob).transferFrom(alice, bob, 5n);
    expect(await token.balanceOf(bob)).to.equal(215n);
  });
});
