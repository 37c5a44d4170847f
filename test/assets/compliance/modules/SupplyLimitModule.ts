import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("SupplyLimitModule", () => {
  const deploy = () => ethers.deployContract("SupplyLimitModule");
  const own = async () => ruleWay(connection, "token", deploy);
  const reference = async () => ruleWay(connection, "reference", deploy);
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-21, COMPLIANCE-40: no creation goes above the limit (${way})`, async () => {
      const { set, minter, passes, alice, bob, token } = await networkHelpers.loadFixture(fixtures[way]);
      await expect(minter.mint(alice, 1n), "zero until set")
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(ethers.ZeroAddress, alice.address, 1n);
      await set("setSupplyLimit", [100n]);
      await minter.mint(alice, 60n);
      await expect(minter.mint(bob, 41n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await expect(minter.mint(bob, 2n ** 207n)).to.be.revertedWithCustomError(
        token,
        "ERC7943CannotTransfer",
      );
      await minter.mint(bob, 40n);
      await set("setSupplyLimit", [10n]);
      expect(await passes(alice, bob, 60n), "transfers are free").to.equal(true);
      await minter.forcedTransfer(alice, bob, 1n);
      await minter.burn(bob, 41n);
      await set("setSupplyLimit", [60n]);
      await minter.mint(bob, 1n);
      expect(await token.totalSupply()).to.equal(60n);
    });
  }

  it("COMPLIANCE-21: the compliance sets the limit", async () => {
    const { module, compliance, set, stranger } = await networkHelpers.loadFixture(own);
    await expect(set("setSupplyLimit", [5n]))
      .to.emit(module, "SupplyLimitSet")
      .withArgs(compliance, 5n);
    expect(await module.getSupplyLimit(compliance)).to.equal(5n);
    await expect(module.connect(stranger).setSupplyLimit(1n))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
    expect(await module.hooks(), "asked about creations only").to.equal(2n);
  });
});
