import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TokenSettings", () => {
  const fixture = () => tokenSuite(connection);

  describe("description", () => {
    it("TOKEN-2: every change is told in the deployed layout and in full", async () => {
      const { token, stranger } = await networkHelpers.loadFixture(fixture);
      const zero = ethers.ZeroAddress;
      const changes = [
        [() => token.setName("Piles"), ["Piles", "PILE", 6n, "1.0.0", zero]],
        [() => token.setSymbol("PL"), ["Piles", "PL", 6n, "1.0.0", zero]],
        [() => token.setOnchainID(stranger), ["Piles", "PL", 6n, "1.0.0", stranger.address]],
      ] as const;
      for (const [change, expected] of changes) {
        const sent = await change();
        await expect(sent)
          .to.emit(token, "TokenInformation")
          .withArgs(...expected);
        const log = (await sent.wait())!.logs.find(
          ({ topics }) => topics[0] === "0x6a1105ac8148a3c319adbc369f9072573e8a11d3a3d195e067e7c40767ec54d1",
        )!;
        expect(log.topics.slice(1)).to.deep.equal([
          ethers.id(expected[0]),
          ethers.id(expected[1]),
          ethers.zeroPadValue(expected[4], 32),
        ]);
      }
      expect(await token.name()).to.equal("Piles");
      expect(await token.symbol()).to.equal("PL");
      expect(await token.decimals()).to.equal(6n);
      expect(await token.version()).to.equal("1.0.0");
      expect(await token.onchainID()).to.equal(stranger.address);
    });

    it("TOKEN-2: refuses empty texts and strangers", async () => {
      const { token, stranger } = await networkHelpers.loadFixture(fixture);
      const other = token.connect(stranger);
      for (const call of [() => token.setName(""), () => token.setSymbol("")]) {
        await expect(call()).to.be.revertedWithCustomError(token, "TokenTextMissing");
      }
      for (const call of [
        () => other.setName("x"),
        () => other.setSymbol("x"),
        () => other.setOnchainID(stranger),
        () => other.setIdentityRegistry(stranger),
        () => other.setCompliance(stranger),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
          .withArgs(stranger.address);
      }
    });
  });

  describe("registry and compliance", () => {
    it("TOKEN-36: the owner replaces the registry", async () => {
      const { token, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(token.setIdentityRegistry(stranger))
        .to.emit(token, "IdentityRegistryAdded")
        .withArgs(stranger.address);
      expect(await token.identityRegistry()).to.equal(stranger.address);
      await expect(token.setIdentityRegistry(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        token,
        "TokenAddressMissing",
      );
    });

    it("TOKEN-36: the owner replaces the compliance, which lets the token go", async () => {
      const { token, compliance } = await networkHelpers.loadFixture(fixture);
      const next = await ethers.deployContract("ModularCompliance");
      await next.init();
      await expect(token.setCompliance(next))
        .to.emit(token, "ComplianceAdded")
        .withArgs(next)
        .and.to.emit(compliance, "TokenUnbound")
        .withArgs(token)
        .and.to.emit(next, "TokenBound")
        .withArgs(token);
      expect(await compliance.getTokenBound()).to.equal(ethers.ZeroAddress);
      await token.setCompliance(next);
      expect(await next.getTokenBound()).to.equal(token);
      await next.unbindToken(token);
      await token.setCompliance(compliance);
      expect(await compliance.getTokenBound()).to.equal(token);
      await expect(token.setCompliance(ethers.ZeroAddress)).to.be.revertedWithCustomError(
        token,
        "TokenAddressMissing",
      );
    });

    it("TOKEN-36: a compliance of another owner must have been told beforehand", async () => {
      const { token, stranger } = await networkHelpers.loadFixture(fixture);
      const foreign = await ethers.deployContract("ModularCompliance", stranger);
      await foreign.init();
      await expect(token.setCompliance(foreign))
        .to.be.revertedWithCustomError(foreign, "ComplianceBindForbidden")
        .withArgs(token, token);
      await foreign.bindToken(token);
      await token.setCompliance(foreign);
      expect(await token.compliance()).to.equal(foreign);
    });
  });

  describe("pause", () => {
    it("TOKEN-6: while paused holders cannot transfer and agents can act", async () => {
      const { token, agent, alice, aliceToo, bob, identities } = await networkHelpers.loadFixture(fixture);
      const operator = token.connect(agent);
      await expect(operator.pause()).to.emit(token, "Paused").withArgs(agent.address);
      expect(await token.paused()).to.equal(true);
      await operator.mint(alice, 100n);
      await token.connect(alice).approve(bob, 10n);
      for (const call of [
        () => token.connect(alice).transfer(bob, 1n),
        () => token.connect(bob).transferFrom(alice, bob, 1n),
        () => token.connect(alice).batchTransfer([bob], [1n]),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(token, "TokenPaused");
      }
      await operator.forcedTransfer(alice, bob, 10n);
      await operator.burn(bob, 5n);
      await operator.recoveryAddress(alice, aliceToo, identities.alice);
      await expect(operator.unpause()).to.emit(token, "Unpaused").withArgs(agent.address);
      await token.connect(bob).transfer(aliceToo, 1n);
    });

    it("TOKEN-6: pause and unpause alternate", async () => {
      const { token, agent } = await networkHelpers.loadFixture(fixture);
      await expect(token.connect(agent).unpause()).to.be.revertedWithCustomError(token, "TokenNotPaused");
      await token.connect(agent).pause();
      await expect(token.connect(agent).pause()).to.be.revertedWithCustomError(token, "TokenPaused");
    });
  });
});
