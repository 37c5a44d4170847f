import { expect } from "chai";
import { network } from "hardhat";
import { tokenSuite } from "../helpers/tokenSuite.js";

const connection = await network.create({
  network: "l1",
  chainType: "l1",
  override: { initialDate: "2030-01-01T00:00:00Z" },
});

// What is called here is what snapshots/gas.json shows: the agent's daily work, without modules.
describe("gas > token", () => {
  it("an agent mints, freezes, forces, burns and recovers", async () => {
    const { token, agent, alice, aliceToo, bob } = await tokenSuite(connection);
    const desk = token.connect(agent);
    await desk.mint(alice, 1_000n);
    await desk.mint(bob, 1_000n);
    await token.connect(alice).transfer(bob, 100n);
    await desk.freezePartialTokens(alice, 300n);
    await desk.unfreezePartialTokens(alice, 100n);
    await desk.setAddressFrozen(bob, true);
    await desk.forcedTransfer(bob, alice, 50n);
    await desk.setAddressFrozen(bob, false);
    await desk.burn(bob, 50n);
    await token.connect(bob).transfer(aliceToo, 1n);
    expect(await token.totalSupply()).to.equal(1_950n);
    expect(await token.balanceOf(alice)).to.equal(950n);
  });
});
