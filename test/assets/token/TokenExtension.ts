import { expect } from "chai";
import { network } from "hardhat";

import { readBuild } from "../../../checks/snapshots/readBuild.js";
import { storageOf } from "../../../checks/snapshots/storageOf.js";
import { tokenSuite, UNRESTRICTED } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("RwaTokenExtension", () => {
  /** The extension that the token deployed, by itself. */
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const address = ethers.getCreateAddress({ from: await suite.token.getAddress(), nonce: 1 });
    const extension = await ethers.getContractAt("RwaTokenExtension", address);
    return { ...suite, extension };
  };

  it("TOKEN-48: token and extension lay out their storage alike", () => {
    const build = readBuild(process.cwd());
    const layout = (name: string) => {
      const contract = build.find((one) => one.name === name);
      return storageOf(contract ?? expect.fail(name));
    };
    const token = layout("RwaToken");
    expect(Object.keys(token.namespaces)).to.include("muniment.storage.TokenLedger");
    expect(token.slots).to.deep.equal([]);
    expect(layout("RwaTokenExtension")).to.deep.equal(token);
  });

  it("TOKEN-48: every function of the extension is one of the token", async () => {
    const { token, extension } = await networkHelpers.loadFixture(fixture);
    const signatures: string[] = [];
    extension.interface.forEachFunction((fragment) => signatures.push(fragment.format("sighash")));
    expect(signatures.length).to.be.greaterThan(30);
    const face = new ethers.Interface(token.interface.fragments);
    for (const signature of signatures) expect(face.getFunction(signature), signature).to.not.equal(null);
    for (const name of ["DocumentUpdated", "AuthorizationUsed"] as const) {
      const [ours, theirs] = [token, extension].map((one) => one.interface.getEvent(name));
      expect(ours!.format("full")).to.equal(theirs!.format("full"));
    }
  });

  it("TOKEN-48: the token has code for the extension, which fits", async () => {
    const { token, extension } = await networkHelpers.loadFixture(fixture);
    for (const contract of [token, extension]) {
      const bytes = ethers.dataLength((await contract.getDeployedCode())!);
      expect(bytes).to.be.within(1, 24_575);
    }
  });

  it("TOKEN-48: called directly it is nobody's token and nobody's to set up", async () => {
    const { extension, registry, compliance, owner, agent, alice, bob } =
      await networkHelpers.loadFixture(fixture);
    expect(await extension.owner()).to.equal(ethers.ZeroAddress);
    expect(await extension.name()).to.equal("");
    await expect(
      extension.init(registry, compliance, "Piles", "PILE", 6, ethers.ZeroAddress),
    ).to.be.revertedWithCustomError(extension, "InvalidInitialization");
    for (const call of [
      () => extension.setName("x"),
      () => extension.setSymbol("x"),
      () => extension.setOnchainID(owner),
      () => extension.setIdentityRegistry(registry),
      () => extension.setCompliance(compliance),
      () => extension.setAgentRestrictions(agent, UNRESTRICTED),
      () => extension.setRecordDatesDisabled(agent, true),
      () => extension.setSpenderCheck(true),
      () => extension.setVerificationCache(owner, 1),
      () => extension.setAllowanceForAll(true, [bob]),
      () => extension.setDocument(ethers.id("x"), "x", ethers.ZeroHash),
      () => extension.removeDocument(ethers.id("x")),
      () => extension.addAgent(owner),
      () => extension.transferOwnership(owner),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(extension, "OwnableUnauthorizedAccount")
        .withArgs(owner.address);
    }
    const asAgent = extension.connect(agent);
    for (const call of [
      () => asAgent.pause(),
      () => asAgent.unpause(),
      () => asAgent.scheduleRecordDate(1),
      () => asAgent.setAddressFrozen(alice, true),
      () => asAgent.batchSetAddressFrozen([alice], [true]),
      () => asAgent.batchFreezePartialTokens([alice], [0]),
      () => asAgent.batchUnfreezePartialTokens([alice], [0]),
      () => asAgent.setFrozenTokens(alice, 1),
      () => asAgent.recoveryAddress(alice, bob, bob),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(extension, "AgentRequired").withArgs(agent.address);
    }
  });

  it("TOKEN-48: called directly it moves nothing, and nothing of the token's", async () => {
    const { token, extension, agent, alice, bob } = await networkHelpers.loadFixture(fixture);
    await token.connect(agent).mint(alice, 10n);
    expect(await extension.totalSupply()).to.equal(0n);
    expect(await extension.balanceOf(alice)).to.equal(0n);
    await expect(extension.connect(alice).transfer(bob, 1n))
      .to.be.revertedWithCustomError(extension, "ERC20InsufficientBalance")
      .withArgs(alice.address, 0n, 1n);
    await extension.connect(alice).increaseAllowance(bob, 5n);
    await extension.connect(alice).disableDefaultAllowance();
    expect(await token.allowance(alice, bob)).to.equal(0n);
    expect(await token.hasOptedOut(alice)).to.equal(false);
  });

  it("TOKEN-48: words it has for everybody", async () => {
    const { extension } = await networkHelpers.loadFixture(fixture);
    expect(await extension.messageForTransferRestriction(1)).to.equal("The token is paused");
  });

  it("TOKEN-37: a wallet is one slot: balance, end of its verification, marks", async () => {
    const { token, agent, alice } = await networkHelpers.loadFixture(fixture);
    await token.connect(agent).mint(alice, 10n);
    await token.connect(agent).setAddressFrozen(alice, true);
    await token.connect(agent).setFrozenTokens(alice, 3n);
    const namespace = BigInt(ethers.id("muniment.storage.TokenLedger")) - 1n;
    const base = BigInt(ethers.keccak256(ethers.toBeHex(namespace, 32))) & ~0xffn;
    const place = ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint256"], [alice.address, base]);
    const slot = BigInt(await ethers.provider.getStorage(token, ethers.keccak256(place)));
    expect(slot & (2n ** 208n - 1n), "balance").to.equal(10n);
    expect(slot >> 248n, "frozen and partly frozen").to.equal(1n | 4n);
    expect(await ethers.provider.getStorage(token, base + 1n)).to.equal(ethers.toBeHex(10n, 32));
  });

  it("TOKEN-37: the supply, and with it every balance, stays below 2^208", async () => {
    const { token, agent, alice, bob } = await networkHelpers.loadFixture(fixture);
    const operator = token.connect(agent);
    const max = 2n ** 208n - 1n;
    await operator.batchMint([alice, bob], [max - 1n, 1n]);
    await operator.freezePartialTokens(alice, 5n);
    await expect(operator.mint(alice, 1n))
      .to.be.revertedWithCustomError(token, "TokenSupplyTooLarge")
      .withArgs(0n, 1n);
    await token.connect(bob).transfer(alice, 1n);
    expect(await token.balanceOf(alice)).to.equal(max);
    expect(await token.getFrozenTokens(alice)).to.equal(5n);
    await expect(token.connect(alice).transfer(bob, 2n ** 208n))
      .to.be.revertedWithCustomError(token, "ERC20InsufficientBalance")
      .withArgs(alice.address, max, 2n ** 208n);
    await operator.burn(alice, max);
    expect(await token.totalSupply()).to.equal(0n);
  });
});
