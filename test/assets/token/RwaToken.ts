import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("RwaToken", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const rules = await ethers.deployContract("ModularCompliance");
    await rules.init();
    return { ...suite, rules, fresh: await ethers.deployContract("RwaToken") };
  };

  describe("init", () => {
    it("TOKEN-1: makes the caller owner and starts paused", async () => {
      const { fresh, rules, registry, owner, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(fresh.init(registry, rules, "Bond", "BND", 18, stranger))
        .to.emit(fresh, "TokenInformation")
        .withArgs("Bond", "BND", 18n, "1.0.0", stranger.address)
        .and.to.emit(fresh, "IdentityRegistryAdded")
        .withArgs(registry)
        .and.to.emit(fresh, "ComplianceAdded")
        .withArgs(rules);
      expect(await fresh.owner()).to.equal(owner.address);
      expect(await fresh.paused()).to.equal(true);
      expect(await fresh.identityRegistry()).to.equal(registry);
      expect(await fresh.compliance()).to.equal(rules);
      expect(await rules.getTokenBound()).to.equal(fresh);
      await expect(fresh.init(registry, rules, "Bond", "BND", 18, stranger)).to.be.revertedWithCustomError(
        fresh,
        "InvalidInitialization",
      );
    });

    it("TOKEN-1: refuses missing contracts and texts, and more than 18 decimals", async () => {
      const { fresh, rules, registry } = await networkHelpers.loadFixture(fixture);
      const zero = ethers.ZeroAddress;
      for (const call of [
        () => fresh.init(zero, rules, "Bond", "BND", 18, zero),
        () => fresh.init(registry, zero, "Bond", "BND", 18, zero),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(fresh, "TokenAddressMissing");
      }
      for (const call of [
        () => fresh.init(registry, rules, "", "BND", 18, zero),
        () => fresh.init(registry, rules, "Bond", "", 18, zero),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(fresh, "TokenTextMissing");
      }
      await expect(fresh.init(registry, rules, "Bond", "BND", 19, zero))
        .to.be.revertedWithCustomError(fresh, "TokenDecimalsTooMany")
        .withArgs(18, 19);
    });
  });

  it("TOKEN-3: ownership passes directly the first time, on acceptance afterwards", async () => {
    const { token, owner, stranger } = await networkHelpers.loadFixture(fixture);
    await token.transferOwnership(stranger);
    expect(await token.owner()).to.equal(stranger.address);
    await token.connect(stranger).transferOwnership(owner);
    expect(await token.owner()).to.equal(stranger.address);
    await token.connect(owner).acceptOwnership();
    expect(await token.owner()).to.equal(owner.address);
    await expect(token.connect(stranger).transferOwnership(stranger)).to.be.revertedWithCustomError(
      token,
      "OwnableUnauthorizedAccount",
    );
  });

  it("TOKEN-35: answers to the ERC-165 ids of the standard", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    const ids = {
      IERC20: "0x36372b07",
      IERC20Metadata: "0xa219a025",
      IERC20Permit: "0x9d8ff7da",
      IERC3643: "0xb97d944c",
      IERC7943Fungible: "0x3edbb4c4",
      IERC173: "0x7f5828d0",
      IERC165: "0x01ffc9a7",
    };
    for (const [name, id] of Object.entries(ids))
      expect(await token.supportsInterface(id), name).to.equal(true);
    expect(await token.supportsInterface("0xffffffff")).to.equal(false);
  });

  it("TOKEN-35: has every function of the standard, by selector", async () => {
    const { token } = await networkHelpers.loadFixture(fixture);
    const selectors = new Set<string>();
    token.interface.forEachFunction(({ selector }) => void selectors.add(selector));
    const wanted =
      "dd62ed3e 095ea7b3 70a08231 4a6cc677 42a47abc fc7e5fa8 68573107 1a7af379 88d695b2 4710362d 9dc29fac 6290865d " +
      "313ce567 9fc1d0e7 125c4a33 158b1a57 134e18f4 e5839836 40c10f19 06fdde03 aba63705 8456cb59 5c975abb 9285948a " +
      "c69c09cf f8981789 cbf3f861 c47f0027 3d1ddc5b b84c8246 95d89b41 18160ddd a9059cbb 23b872dd 1fe56f7d 3f4ba83a " +
      "54fd4d50 ebe45cba 2bc06a92 90d370ba e46638e6 c32bc8a5 d6f9a6c0";
    for (const selector of wanted.split(" ")) expect(selectors.has(`0x${selector}`), selector).to.equal(true);
  });
});
