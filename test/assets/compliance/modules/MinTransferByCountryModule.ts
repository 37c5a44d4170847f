import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";
import { COUNTRY } from "../../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("MinTransferByCountryModule", () => {
  const deploy = () => ethers.deployContract("MinTransferByCountryModule");
  const own = async () => ruleWay(connection, "token", deploy);
  const reference = async () => ruleWay(connection, "reference", deploy);
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-26, COMPLIANCE-40: who holds nothing starts with the minimum (${way})`, async () => {
      const { set, minter, passes, token, alice, aliceToo, bob, carol, registry, agent } =
        await networkHelpers.loadFixture(fixtures[way]);
      await minter.mint(alice, 100n);
      await set("setMinimumTransferAmount", [COUNTRY, 10n]);
      expect(await passes(alice, bob, 9n)).to.equal(false);
      await expect(minter.mint(bob, 9n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      expect(await passes(alice, aliceToo, 1n), "within an identity").to.equal(true);
      await token.connect(alice).transfer(bob, 10n);
      expect(await passes(alice, bob, 1n), "a holder").to.equal(true);
      await registry.connect(agent).updateCountry(carol, 702);
      expect(await passes(alice, carol, 1n), "a country without a minimum").to.equal(true);
      await minter.burn(bob, 10n);
      expect(await passes(alice, bob, 1n), "new again").to.equal(false);
      await minter.forcedTransfer(alice, bob, 1n);
      expect(await token.balanceOf(bob)).to.equal(1n);
    });
  }

  it("COMPLIANCE-26: the compliance sets the minimum", async () => {
    const { module, compliance, set, stranger } = await networkHelpers.loadFixture(own);
    await expect(set("setMinimumTransferAmount", [COUNTRY, 10n]))
      .to.emit(module, "MinimumTransferAmountSet")
      .withArgs(compliance, COUNTRY, 10n);
    expect(await module.getMinimumTransferAmount(compliance, COUNTRY)).to.equal(10n);
    await expect(module.connect(stranger).setMinimumTransferAmount(1, 1n))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
  });
});
