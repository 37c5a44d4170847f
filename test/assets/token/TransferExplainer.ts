import { expect } from "chai";
import { network } from "hardhat";

import { claimIdOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("TransferExplainer", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const explainer = await ethers.deployContract("TransferExplainer");
    const operator = suite.token.connect(suite.agent);
    await operator.mint(suite.alice, 100n);
    const tokenErrors = suite.token.interface;
    const complianceErrors = suite.compliance.interface;
    /** Names of the errors that the failures carry, with the module's name behind a colon. */
    const named = (failures: Awaited<ReturnType<typeof explainer.explain>>) =>
      failures.map(({ code, module }) => {
        const error = tokenErrors.getError(code) ?? complianceErrors.getError(code);
        return module === "" ? error?.name : `${error?.name}:${module}`;
      });
    type Party = typeof suite.alice | string;
    const explain = async (spender: Party, from: Party, to: Party, amount: bigint) =>
      named(await explainer.explain(suite.token, spender, from, to, amount));
    const explainMint = async (to: Party, amount: bigint) =>
      named(await explainer.explainMint(suite.token, to, amount));
    return { ...suite, explainer, operator, explain, explainMint };
  };

  it("TOKEN-32: nothing to say about a transfer that succeeds", async () => {
    const { token, explain, alice, bob, carol } = await networkHelpers.loadFixture(fixture);
    expect(await explain(alice, alice, bob, 100n)).to.deep.equal([]);
    await token.connect(alice).approve(carol, 5n);
    expect(await explain(carol, alice, bob, 5n)).to.deep.equal([]);
  });

  it("TOKEN-32: names every rule at once, the token's first, then the modules", async () => {
    const { operator, claimIssuer, issuerKey, identities, addModule, explain, alice, carol, stranger } =
      await networkHelpers.loadFixture(fixture);
    await addModule("CountryAllowModule");
    await addModule("LifecycleGateModule");
    await addModule("InitialLockupPeriodModule");
    await operator.pause();
    await operator.freezePartialTokens(alice, 60n);
    await operator.batchSetAddressFrozen([alice, stranger], [true, true]);
    await claimIssuer.connect(issuerKey).revokeClaimFor(identities.alice, 1n, "0x");
    expect(await explain(carol, alice, stranger, 50n)).to.deep.equal([
      "ERC20InsufficientAllowance",
      "TokenPaused",
      "TokenWalletFrozen",
      "ERC7943InsufficientUnfrozenBalance",
      "ERC7943CannotSend",
      "TokenWalletFrozen",
      "ERC7943CannotReceive",
      "ERC7943CannotTransfer:CountryAllowModule",
      "ERC7943CannotTransfer:LifecycleGateModule",
    ]);
    expect(await explain(carol, alice, ethers.ZeroAddress, 500n)).to.deep.equal([
      "ERC20InsufficientAllowance",
      "TokenPaused",
      "TokenWalletFrozen",
      "ERC20InsufficientBalance",
      "ERC7943CannotSend",
      "ERC20InvalidReceiver",
      "ERC7943CannotReceive",
    ]);
  });

  it("TOKEN-32: names lost wallets", async () => {
    const { operator, identities, explain, alice, aliceToo, bob } = await networkHelpers.loadFixture(fixture);
    await operator.mint(bob, 1n);
    await operator.recoveryAddress(alice, aliceToo, identities.alice);
    expect(await explain(bob, bob, alice, 1n)).to.deep.equal([
      "TokenWalletRecovered",
      "ERC7943CannotReceive",
    ]);
    expect(await explain(alice, alice, bob, 0n)).to.deep.equal(["TokenWalletRecovered", "ERC7943CannotSend"]);
  });

  it("TOKEN-32: gives the evidence of each error, and its source", async () => {
    const { token, registry, operator, explainer, alice, bob, stranger } =
      await networkHelpers.loadFixture(fixture);
    await operator.freezePartialTokens(alice, 60n);
    const failures = await explainer.explain(token, alice, alice, stranger, 50n);
    expect(failures.map(({ source }) => source)).to.deep.equal([
      await token.getAddress(),
      await registry.getAddress(),
    ]);
    const decoded = failures.map(({ code, details }) => {
      const error = token.interface.getError(code)!;
      return [...(token.interface.decodeErrorResult(error, ethers.concat([code, details])) as unknown[])];
    });
    expect(decoded).to.deep.equal([[alice.address, 50n, 40n], [stranger.address]]);
    const [short] = await explainer.explain(token, alice, alice, bob, 500n);
    expect(
      ethers.AbiCoder.defaultAbiCoder().decode(["address", "uint256", "uint256"], short!.details),
    ).to.deep.equal([alice.address, 100n, 500n]);
  });

  it("TOKEN-32: a compliance that let the token go, and one that is not made of modules", async () => {
    const { token, operator, compliance, explain, explainMint, alice, bob } =
      await networkHelpers.loadFixture(fixture);
    await compliance.unbindToken(token);
    expect(await explain(alice, alice, bob, 1n)).to.deep.equal(["ComplianceTokenNotBound"]);
    const plain = await ethers.deployContract("PlainCompliance");
    await token.setCompliance(plain);
    expect(await explain(alice, alice, bob, 1n)).to.deep.equal([]);
    await token.connect(alice).transfer(bob, 1n);
    expect(await explainMint(bob, 1n)).to.deep.equal([]);
    await operator.mint(bob, 1n);
    await operator.burn(bob, 1n);
    await plain.setAnswer(false);
    expect(await explain(alice, alice, bob, 1n)).to.deep.equal(["ERC7943CannotTransfer"]);
    await expect(token.connect(alice).transfer(bob, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotTransfer",
    );
  });

  it("TOKEN-32: more failing modules than the token has rules, one of them nameless", async () => {
    const { compliance, addModule, explain, alice, bob } = await networkHelpers.loadFixture(fixture);
    const stubborn = await ethers.deployContract("StubbornModule");
    await stubborn.setAgrees(true);
    await compliance.addModule(stubborn);
    for (let i = 1; i < 25; i++) await addModule("LifecycleGateModule");
    const names = await explain(alice, alice, bob, 1n);
    expect(names).to.have.length(25);
    expect(names.filter((name) => name === "ERC7943CannotTransfer:LifecycleGateModule")).to.have.length(24);
    expect(names[0]).to.equal("ERC7943CannotTransfer");
  });

  it("TOKEN-123: names an unverified spender before the allowance, where the token asks for one", async () => {
    const { token, operator, explainer, explain, alice, bob, carol, stranger } =
      await networkHelpers.loadFixture(fixture);
    expect(await explain(stranger, alice, bob, 1n)).to.deep.equal(["ERC20InsufficientAllowance"]);
    await token.setSpenderCheck(true);
    expect(await explain(stranger, alice, bob, 1n)).to.deep.equal([
      "TokenSpenderUnverified",
      "ERC20InsufficientAllowance",
    ]);
    const [first] = await explainer.explain(token, stranger, alice, bob, 1n);
    expect(first!.details).to.equal(
      ethers.AbiCoder.defaultAbiCoder().encode(["address"], [stranger.address]),
    );
    expect(first!.source).to.equal(token.target);
    await expect(token.connect(stranger).transferFrom(alice, bob, 1n))
      .to.be.revertedWithCustomError(token, "TokenSpenderUnverified")
      .withArgs(stranger.address);
    await token.connect(alice).approve(carol, 1n);
    expect(await explain(carol, alice, bob, 1n)).to.deep.equal([]);
    await operator.setAddressFrozen(carol, true);
    expect(await explain(carol, alice, bob, 1n), "a frozen spender is verified").to.deep.equal([]);
    await token.connect(carol).transferFrom(alice, bob, 1n);
  });

  it("TOKEN-124: gives the ERC-1404 code beside each reason", async () => {
    const { token, operator, explainer, addModule, alice, carol, stranger } =
      await networkHelpers.loadFixture(fixture);
    await addModule("CountryAllowModule");
    await operator.pause();
    await operator.freezePartialTokens(alice, 60n);
    await operator.batchSetAddressFrozen([alice, stranger], [true, true]);
    const codes = async (to: string, amount: bigint) =>
      (await explainer.explain(token, carol, alice, to, amount)).map(({ restriction }) => restriction);
    expect(await codes(stranger.address, 50n)).to.deep.equal([0n, 1n, 3n, 5n, 9n, 10n, 12n]);
    expect(await codes(ethers.ZeroAddress, 500n)).to.deep.equal([0n, 1n, 3n, 4n, 7n, 10n]);
    expect(await token.detectTransferRestriction(alice, stranger, 50n)).to.equal(1n);
    const mint = await explainer.explainMint(token, stranger, 2n ** 208n);
    expect(mint.map(({ restriction }) => restriction)).to.deep.equal([9n, 10n, 0n, 12n]);
  });

  it("TOKEN-124: follows the token's judgment where that reuses verifications", async () => {
    const { token, storage, issuers, topics, registry, owner, claimIssuer, identities, ...world } =
      await networkHelpers.loadFixture(fixture);
    const { explain, alice, bob, carol } = world;
    const epoch = await ethers.deployContract("VerificationEpoch", [owner]);
    for (const source of [storage, issuers, topics, registry]) {
      await epoch.setSource(source, true);
      await source.setVerificationEpoch(epoch);
    }
    await token.setVerificationCache(epoch, 3600);
    await token.connect(alice).transfer(bob, 1n);
    await identities.alice.connect(alice).removeClaim(claimIdOf(await claimIssuer.getAddress()));
    expect(await registry.isVerified(alice)).to.equal(false);
    expect(await explain(alice, alice, bob, 1n), "both were verified just now").to.deep.equal([]);
    await token.connect(alice).transfer(bob, 1n);
    expect(await explain(alice, alice, carol, 1n), "the registry is asked for both").to.deep.equal([
      "ERC7943CannotSend",
    ]);
    await expect(token.connect(alice).transfer(carol, 1n)).to.be.revertedWithCustomError(
      token,
      "ERC7943CannotSend",
    );
  });

  it("TOKEN-34: explains mints", async () => {
    const { token, operator, addModule, explainMint, bob, stranger } =
      await networkHelpers.loadFixture(fixture);
    await operator.pause();
    expect(await explainMint(bob, 1n)).to.deep.equal([]);
    await addModule("CountryAllowModule");
    await operator.setAddressFrozen(stranger, true);
    expect(await explainMint(stranger, 2n ** 208n)).to.deep.equal([
      "TokenWalletFrozen",
      "ERC7943CannotReceive",
      "TokenSupplyTooLarge",
      "ERC7943CannotTransfer:CountryAllowModule",
    ]);
    expect(await explainMint(ethers.ZeroAddress, 1n)).to.deep.equal([
      "ERC20InvalidReceiver",
      "ERC7943CannotReceive",
    ]);
    await expect(operator.mint(bob, 1n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
  });
});
