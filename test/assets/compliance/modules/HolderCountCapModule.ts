import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay, type RuleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("HolderCountCapModule", () => {
  const capped = async (way: RuleWay) => {
    const suite = await ruleWay(connection, way, () => ethers.deployContract("HolderCountCapModule"));
    await suite.set("setHolderCap", [2n]);
    const holders = () => suite.module.getHolderCount(suite.compliance);
    return { ...suite, holders };
  };
  const own = async () => capped("token");
  const reference = async () => capped("reference");
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-42, COMPLIANCE-40: no more holders than the cap (${way})`, async () => {
      const { minter, token, passes, holders, alice, aliceToo, bob, carol } =
        await networkHelpers.loadFixture(fixtures[way]);
      await minter.mint(alice, 100n);
      await minter.mint(aliceToo, 50n);
      expect(await holders(), "one identity").to.equal(1n);
      await token.connect(alice).transfer(bob, 10n);
      expect(await holders()).to.equal(2n);
      expect(await passes(alice, carol, 1n)).to.equal(false);
      await expect(minter.mint(carol, 1n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      expect(await passes(alice, bob, 1n), "a holder already").to.equal(true);
      expect(await passes(alice, carol, 90n), "her other wallet still holds").to.equal(false);
      await minter.forcedTransfer(alice, carol, 5n);
      expect(await holders(), "force goes beyond").to.equal(3n);
      await minter.burn(carol, 5n);
      expect(await holders()).to.equal(2n);
      await token.connect(aliceToo).transfer(alice, 50n);
      expect(await holders()).to.equal(2n);
    });

    it(`COMPLIANCE-43: who parts with everything makes room (${way})`, async () => {
      const { minter, token, passes, holders, alice, bob, carol } = await networkHelpers.loadFixture(
        fixtures[way],
      );
      await minter.mint(alice, 100n);
      await minter.mint(bob, 100n);
      expect(await passes(bob, carol, 99n)).to.equal(false);
      await token.connect(bob).transfer(carol, 100n);
      expect(await holders()).to.equal(2n);
      if (way !== "reference") await token.connect(alice).transfer(bob, 0n);
      expect(await holders()).to.equal(2n);
    });
  }

  it("COMPLIANCE-46: holders follow their wallets, even beyond the cap", async () => {
    const { minter, module, compliance, registry, agent, holders, alice, aliceToo, bob, identities } =
      await networkHelpers.loadFixture(own);
    await minter.mint(alice, 100n);
    await minter.mint(aliceToo, 100n);
    await minter.mint(bob, 100n);
    await registry.connect(agent).updateIdentity(aliceToo, identities.carol);
    expect(await holders()).to.equal(3n);
    expect(await module.getIDBalance(compliance, identities.carol)).to.equal(100n);
    await registry.connect(agent).updateIdentity(bob, identities.carol);
    expect(await holders()).to.equal(2n);
    await registry.connect(agent).deleteIdentity(alice);
    expect(await holders(), "counted for the last identity").to.equal(2n);
    await registry.connect(agent).registerIdentity(alice, identities.carol, 1);
    expect(await holders()).to.equal(1n);
    await minter.recoveryAddress(alice, bob, identities.carol);
    expect(await holders()).to.equal(1n);
    await minter.burn(bob, 200n);
    await minter.burn(aliceToo, 100n);
    expect(await holders()).to.equal(0n);
  });

  it("COMPLIANCE-11: D6: an identity changed behind its back is put right by the next move", async () => {
    const { minter, registry, agent, holders, token, alice, bob, carol, identities, passes } =
      await networkHelpers.loadFixture(reference);
    await minter.mint(alice, 100n);
    await minter.mint(bob, 100n);
    await registry.connect(agent).updateIdentity(bob, identities.carol);
    expect(await passes(alice, carol, 1n), "Carol holds nothing in the books yet").to.equal(false);
    await minter.burn(bob, 1n);
    expect(await holders()).to.equal(2n);
    await token.connect(alice).transfer(carol, 100n);
    expect(await holders()).to.equal(1n);
  });

  it("COMPLIANCE-42: zero until set, and only the compliance sets it", async () => {
    const { module, compliance, set, stranger, minter, alice, token } = await networkHelpers.loadFixture(
      fixtures.token,
    );
    expect(await module.isPlugAndPlay()).to.equal(false);
    await expect(set("setHolderCap", [0n]))
      .to.emit(module, "HolderCapSet")
      .withArgs(compliance, 0n);
    expect(await module.getHolderCap(compliance)).to.equal(0n);
    await expect(minter.mint(alice, 1n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
    await minter.mint(alice, 0n);
    await expect(module.connect(stranger).setHolderCap(1n))
      .to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance")
      .withArgs(stranger.address);
  });

  it("COMPLIANCE-12: counts holders that were there before", async () => {
    const { module, compliance, set, minter, holders, passes, alice, aliceToo, bob, carol } =
      await networkHelpers.loadFixture(fixtures.token);
    await minter.mint(alice, 10n);
    await minter.mint(aliceToo, 10n);
    await minter.mint(bob, 10n);
    await compliance.removeModule(module);
    await compliance.addModule(module);
    await set("setHolderCap", [2n]);
    await module.countWallets(compliance, [alice, bob, alice, carol]);
    expect(await passes(alice, bob, 1n), "one wallet is missing").to.equal(false);
    await module.countWallets(compliance, [aliceToo]);
    expect(await holders()).to.equal(2n);
    expect(await passes(alice, bob, 1n)).to.equal(true);
    expect(await passes(alice, carol, 1n)).to.equal(false);
  });
});
