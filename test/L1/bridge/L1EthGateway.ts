import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { bridgeWorld } from "../../helpers/bridge/bridgeWorld.js";
import { gasPrice } from "../../helpers/bridge/rollupWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("L1EthGateway", () => {
  const fixture = () => bridgeWorld(connection);
  const load = () => networkHelpers.loadFixture(fixture);
  const one = parseEther("1");
  const gasLimit = 100_000n;
  const fee = gasLimit * gasPrice;

  describe("deposit", () => {
    it("BRIDGE-11: queues an item that mints the amount, and holds it", async () => {
      const { ethGateway, queue, people, itemAt } = await load();
      const [alice, bob] = people;
      const call = ethGateway.connect(alice!).deposit(bob!, one, gasLimit, { value: one + fee });
      await expect(call).to.emit(queue, "ItemQueued");
      await expect(call).to.changeEtherBalances(ethers, [alice!, ethGateway, queue], [-one - fee, one, fee]);
      const { sender, recipient, mint, value, gasLimit: gas } = await itemAt(0);
      expect({ sender, recipient, mint, value, gas }).to.deep.equal({
        sender: alice!.address,
        recipient: bob!.address,
        mint: one,
        value: one,
        gas: gasLimit,
      });
    });
  });

  describe("release", () => {
    it("BRIDGE-12: pays out on L1 what was withdrawn on L2", async () => {
      const { ethGateway, people, withdrawal, claim } = await load();
      const [alice, bob] = people;
      await ethGateway.connect(alice!).deposit(bob!, 2n * one, gasLimit, { value: 2n * one + fee });
      const call = await claim(withdrawal(bob!.address, one));
      await expect(call).to.emit(ethGateway, "PaidOut").withArgs(ZeroAddress, bob!.address, one);
      await expect(call).to.changeEtherBalances(ethers, [bob!, ethGateway], [one, -one]);
    });
  });
});
