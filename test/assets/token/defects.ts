import { expect } from "chai";
import { network } from "hardhat";

import { flipSignature } from "../../helpers/flipSignature.js";
import { npmContract } from "../../helpers/npmContract.js";
import { referenceSuite } from "../../helpers/referenceSuite.js";
import { signIntent } from "../../helpers/signIntent.js";
import { claimIdOf, COUNTRY, keyOf, KYC, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";
const RETURNS_FALSE = 2;
const UNDERFLOW = 0x11;

/**
 * The defects of the reference suite, each shown on T-REX 4.1.6 and ONCHAINID 2.2.1 as their packages ship them, where
 * these have what it is about, and the same steps on this suite.
 */
describe("defects of the reference", () => {
  const fixture = async () => {
    const ours = await tokenSuite(connection);
    const theirs = await referenceSuite(connection, ours);
    const { agent, alice } = ours;
    await theirs.token.connect(agent).mint(alice, 100n);
    await ours.token.connect(agent).mint(alice, 100n);
    const [, , , , , , , , fresh] = await ethers.getSigners();
    return { ...ours, ours, theirs, both: [theirs, ours] as const, fresh: fresh! };
  };
  const load = () => networkHelpers.loadFixture(fixture);
  type World = Awaited<ReturnType<typeof fixture>>;
  type Suite = World["both"][number];

  /** Empties both tokens and gives both a maximum balance by their own modules. */
  const limit = async ({ ours, theirs, both, agent, alice }: World, max: bigint) => {
    for (const { token } of both) await token.connect(agent).burn(alice, 100n);
    const settings: readonly [string, readonly unknown[]][] = [["setMaxBalance", [max]]];
    await ours.addModule("MaxBalanceModule", settings);
    const module = await theirs.deployModule("MaxBalanceModule");
    const { interface: face } = await ethers.getContractAt("MaxBalanceModule", module);
    await theirs.compliance.addModule(module);
    await theirs.compliance.callModuleFunction(face.encodeFunctionData("setMaxBalance", [max]), module);
    for (const { token } of both) await token.connect(agent).mint(alice, 100n);
  };

  it("D1: IDENTITY-8: an identity that vouches for itself", async () => {
    const { ours, theirs, both, agent, stranger } = await load();
    const evil = await ethers.deployContract("EvilIdentity");
    await evil.pretend(KYC, ethers.ZeroAddress);
    for (const { registry } of both) {
      await registry.connect(agent).registerIdentity(stranger, evil, COUNTRY);
    }
    expect(await theirs.registry.isVerified(stranger)).to.equal(true);
    await theirs.token.connect(agent).mint(stranger, 10n);
    expect(await theirs.token.balanceOf(stranger)).to.equal(10n);
    expect(await ours.registry.isVerified(stranger)).to.equal(false);
    await expect(ours.token.connect(agent).mint(stranger, 10n))
      .to.be.revertedWithCustomError(ours.token, "ERC7943CannotReceive")
      .withArgs(stranger.address);
  });

  it("D2: IDENTITY-15, IDENTITY-16: a revoked claim shown again in another form", async () => {
    const { both, theirs, ours, issuerKey, bob } = await load();
    for (const { claimIssuer, identities, registry } of both) {
      const claimId = claimIdOf(await claimIssuer.getAddress());
      const [topic, scheme, issuer, signature, data] = await identities.bob.getClaim(claimId);
      await claimIssuer.connect(issuerKey).revokeClaim(claimId, identities.bob);
      expect(await registry.isVerified(bob)).to.equal(false);
      // The same signature with v 0 or 1 in the place of 27 or 28.
      const v = Number.parseInt(signature.slice(-2), 16) - 27;
      const lowered = `${signature.slice(0, -2)}0${v}`;
      const again = (form: string) =>
        identities.bob.connect(bob).addClaim(topic, scheme, issuer, form, data, "");
      if (registry === theirs.registry) {
        await again(lowered);
        expect(await registry.isVerified(bob)).to.equal(true);
      } else {
        for (const form of [lowered, signature, flipSignature(signature)]) {
          await expect(again(form))
            .to.be.revertedWithCustomError(ours.identities.bob, "IdentityClaimInvalid")
            .withArgs(issuer, topic);
        }
        expect(await registry.isVerified(bob)).to.equal(false);
      }
    }
  });

  it("D3: COMPLIANCE-13: matured units that stay stuck (4.1.6 has no lock-up module)", async () => {
    const { ours, agent, alice, bob } = await load();
    await ours.addModule("InitialLockupPeriodModule", [["setLockupPeriod", [30n]]]);
    await ours.token.connect(agent).mint(alice, 50n);
    await expect(ours.token.connect(alice).transfer(bob, 150n))
      .to.be.revertedWithCustomError(ours.token, "ERC7943CannotTransfer")
      .withArgs(alice.address, bob.address, 150n);
    await networkHelpers.time.increase(31 * 86_400);
    expect(await ours.compliance.canTransfer(alice, bob, 150n)).to.equal(true);
    await ours.token.connect(alice).transfer(bob, 150n);
    expect(await ours.token.balanceOf(bob)).to.equal(150n);
  });

  it("D5: COMPLIANCE-10: a move between two wallets of one identity", async () => {
    const world = await load();
    const { ours, theirs, agent, alice, aliceToo } = world;
    await theirs.registry.connect(agent).registerIdentity(aliceToo, theirs.identities.alice, COUNTRY);
    await limit(world, 100n);
    const move = ({ token }: Suite) => token.connect(alice).transfer(aliceToo, 100n);
    await expect(move(theirs)).to.be.revert(ethers);
    await move(ours);
    expect(await ours.token.balanceOf(aliceToo)).to.equal(100n);
  });

  it("D6: COMPLIANCE-11: units of a wallet that got another identity", async () => {
    const world = await load();
    const { ours, theirs, both, agent, alice, fresh } = world;
    await limit(world, 100n);
    for (const { registry } of both) {
      const identity = await theirs.identify(fresh);
      await theirs.certify(identity, fresh);
      await registry.connect(agent).updateIdentity(alice, identity);
    }
    await expect(theirs.token.connect(agent).burn(alice, 10n)).to.be.revertedWithPanic(UNDERFLOW);
    await ours.token.connect(agent).burn(alice, 10n);
    expect(await ours.token.balanceOf(alice)).to.equal(90n);
  });

  it("D7: TOKEN-13: a transfer of zero", async () => {
    const { ours, theirs, alice, bob } = await load();
    await expect(theirs.token.connect(alice).transfer(bob, 0n)).to.be.revertedWith(
      "invalid argument - no value transfer",
    );
    await expect(ours.token.connect(alice).transfer(bob, 0n))
      .to.emit(ours.token, "Transfer")
      .withArgs(alice.address, bob.address, 0n);
  });

  it("D8: TOKEN-14: lists of unequal lengths", async () => {
    const { ours, theirs, alice, bob } = await load();
    const move = ({ token }: Suite) => token.connect(alice).batchTransfer([bob], [1n, 999n]);
    await move(theirs);
    expect(await theirs.token.balanceOf(bob)).to.equal(1n);
    await expect(move(ours))
      .to.be.revertedWithCustomError(ours.token, "TokenLengthMismatch")
      .withArgs(1n, 2n);
  });

  it("D9: TOKEN-13: allowances, infinite and missing", async () => {
    const { ours, theirs, both, alice, bob, carol } = await load();
    for (const { token } of both) {
      await token.connect(alice).approve(carol, ethers.MaxUint256);
      await token.connect(carol).transferFrom(alice, bob, 7n);
    }
    expect(await theirs.token.allowance(alice, carol)).to.equal(ethers.MaxUint256 - 7n);
    expect(await ours.token.allowance(alice, carol)).to.equal(ethers.MaxUint256);
    for (const { token } of both) await token.connect(alice).approve(carol, 0n);
    await expect(theirs.token.connect(carol).transferFrom(alice, bob, 1n)).to.be.revertedWithPanic(UNDERFLOW);
    await expect(ours.token.connect(carol).transferFrom(alice, bob, 1n))
      .to.be.revertedWithCustomError(ours.token, "ERC20InsufficientAllowance")
      .withArgs(carol.address, 0n, 1n);
  });

  it("D10: TOKEN-12: a forced transfer to the same wallet", async () => {
    const { ours, theirs, both, agent, alice } = await load();
    for (const { token } of both) await token.connect(agent).freezePartialTokens(alice, 100n);
    await theirs.token.connect(agent).forcedTransfer(alice, alice, 100n);
    expect(await theirs.token.getFrozenTokens(alice)).to.equal(0n);
    await expect(ours.token.connect(agent).forcedTransfer(alice, alice, 100n))
      .to.be.revertedWithCustomError(ours.token, "TokenSelfTransfer")
      .withArgs(alice.address);
    expect(await ours.token.getFrozenTokens(alice)).to.equal(100n);
  });

  it("D11: TOKEN-9, TOKEN-11: units for frozen wallets", async () => {
    const { ours, theirs, both, agent, alice, bob } = await load();
    for (const { token } of both) await token.connect(agent).setAddressFrozen(bob, true);
    await theirs.token.connect(agent).mint(bob, 5n);
    await theirs.token.connect(agent).forcedTransfer(alice, bob, 5n);
    expect(await theirs.token.balanceOf(bob)).to.equal(10n);
    for (const call of [
      () => ours.token.connect(agent).mint(bob, 5n),
      () => ours.token.connect(agent).forcedTransfer(alice, bob, 5n),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(ours.token, "TokenWalletFrozen")
        .withArgs(bob.address);
    }
  });

  it("D12: TOKEN-19, TOKEN-22: recovery to another investor's wallet (4.1.6 still asks for its key)", async () => {
    const { ours, theirs, both, agent, alice, bob, carol, fresh } = await load();
    for (const { token, identities } of both) {
      await token.connect(alice).approve(bob, 9n);
      await identities.carol.connect(carol).addKey(keyOf(fresh.address), 1n, 1n);
    }
    const recover = ({ token, identities }: Suite) =>
      token.connect(agent).recoveryAddress(alice, fresh, identities.carol);
    await recover(theirs);
    expect(await theirs.token.balanceOf(fresh), "Alice's units are Carol's").to.equal(100n);
    expect(await theirs.registry.identity(fresh)).to.equal(theirs.identities.carol);
    expect(await theirs.token.allowance(alice, bob)).to.equal(9n);
    await expect(recover(ours))
      .to.be.revertedWithCustomError(ours.token, "TokenIdentityMismatch")
      .withArgs(alice.address, ours.identities.carol, ours.identities.alice);
    await ours.identities.alice.connect(alice).addKey(keyOf(fresh.address), 1n, 1n);
    await ours.token.connect(agent).recoveryAddress(alice, fresh, ours.identities.alice);
    expect(await ours.token.allowance(alice, bob)).to.equal(0n);
    expect(await ours.token.balanceOf(fresh)).to.equal(100n);
  });

  it("D12: TOKEN-19: recovery to a wallet that is not verified, which 4.1.6 still refuses too", async () => {
    const { ours, theirs, both, agent, issuerKey, alice, fresh } = await load();
    for (const { identities, claimIssuer } of both) {
      await identities.alice.connect(alice).addKey(keyOf(fresh.address), 1n, 1n);
      const claimId = claimIdOf(await claimIssuer.getAddress());
      await claimIssuer.connect(issuerKey).revokeClaim(claimId, identities.alice);
    }
    const recover = ({ token, identities }: Suite) =>
      token.connect(agent).recoveryAddress(alice, fresh, identities.alice);
    await expect(recover(theirs)).to.be.revert(ethers);
    await expect(recover(ours))
      .to.be.revertedWithCustomError(ours.token, "ERC7943CannotReceive")
      .withArgs(fresh.address);
  });

  it("D13: TOKEN-7: a sender whose claim was revoked", async () => {
    const { ours, theirs, both, issuerKey, alice, bob } = await load();
    for (const { identities, claimIssuer } of both) {
      const claimId = claimIdOf(await claimIssuer.getAddress());
      await claimIssuer.connect(issuerKey).revokeClaim(claimId, identities.alice);
    }
    const sell = ({ token }: Suite) => token.connect(alice).transfer(bob, 1n);
    await sell(theirs);
    expect(await theirs.token.balanceOf(bob)).to.equal(1n);
    await expect(sell(ours))
      .to.be.revertedWithCustomError(ours.token, "ERC7943CannotSend")
      .withArgs(alice.address);
  });

  it("D14: COMPLIANCE-1: a compliance taken before its token comes", async () => {
    const { ours, theirs, stranger, owner } = await load();
    const code = `${TREX}/compliance/modular/ModularCompliance.sol/ModularCompliance.json`;
    const taken = await ethers.getContractAt(
      "ModularCompliance",
      await (await npmContract(code, owner)).getAddress(),
    );
    const spared = await ethers.deployContract("ModularCompliance");
    for (const compliance of [taken, spared]) await compliance.init();
    await taken.connect(stranger).bindToken(stranger);
    expect(await taken.getTokenBound()).to.equal(stranger.address);
    await expect(theirs.token.setCompliance(taken)).to.be.revert(ethers);
    await expect(spared.connect(stranger).bindToken(stranger))
      .to.be.revertedWithCustomError(spared, "ComplianceBindForbidden")
      .withArgs(stranger.address, stranger.address);
    await ours.token.setCompliance(spared);
    expect(await spared.getTokenBound()).to.equal(ours.token);
  });

  it("D15: SETTLE-9: a payment that says no and is taken for a yes", async () => {
    const { ours, theirs, owner, alice, bob } = await load();
    const cash = await ethers.deployContract("FaultyTokenMock");
    await cash.mint(bob, 1_000n);
    const desk = await npmContract(`${TREX}/DVD/DVDTransferManager.sol/DVDTransferManager.json`, owner);
    const settlement = await ethers.deployContract("DvpSettlement");
    for (const spender of [await desk.getAddress(), await settlement.getAddress()]) {
      await cash.connect(bob).approve(spender, 1_000n);
      for (const { token } of [theirs, ours]) await token.connect(alice).approve(spender, 100n);
    }
    await cash.setFault(RETURNS_FALSE);

    const offer = [
      alice.address,
      await theirs.token.getAddress(),
      100n,
      bob.address,
      await cash.getAddress(),
      1_000n,
    ];
    const id = (await desk.getFunction("calculateTransferID")(0n, ...offer)) as string;
    await desk.connect(alice).getFunction("initiateDVDTransfer")(theirs.token, 100n, bob, cash, 1_000n);
    await desk.connect(bob).getFunction("takeDVDTransfer")(id);
    expect(await theirs.token.balanceOf(bob), "the units came").to.equal(100n);
    expect(await cash.balanceOf(alice), "the payment did not").to.equal(0n);

    const now = await networkHelpers.time.latest();
    const terms = {
      delivery: { token: await ours.token.getAddress(), from: alice.address, to: bob.address, amount: 100n },
      payment: { token: await cash.getAddress(), from: bob.address, to: alice.address, amount: 1_000n },
      executor: ethers.ZeroAddress,
      validFrom: 0,
      expiresAt: now + 1_000,
      salt: ethers.id("salt"),
    };
    const termsHash = await settlement.termsHash(terms);
    const consent = (signer: typeof alice) =>
      signIntent(signer, settlement, { termsHash, nonce: 0n, expiresAt: now + 1_000 });
    const settle = async () => settlement.settle(terms, await consent(alice), await consent(bob));
    await expect(settle())
      .to.be.revertedWithCustomError(settlement, "SafeERC20FailedOperation")
      .withArgs(cash);
    expect(await ours.token.balanceOf(bob)).to.equal(0n);
    await cash.setFault(0);
    await settle();
    expect(await ours.token.balanceOf(bob)).to.equal(100n);
    expect(await cash.balanceOf(alice)).to.equal(1_000n);
  });
});
