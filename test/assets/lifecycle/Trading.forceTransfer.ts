import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";

import { bringToDefaulted, bringToMatured } from "../../helpers/bringToEnd.js";
import { bringWith } from "../../helpers/bringWith.js";
import { STAGE } from "../../helpers/evidence.js";
import { bringTo } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { shortBond } from "../../helpers/shortBond.js";
import { addInvestor, addWallet, identityOf, tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

const REASON = reasonOf("court order");

const suspend = async (world: World, asset: string) =>
  world.contracts.Trading.connect(world.actors.regulator).suspend(asset, REASON);

/** How an issued or trading bond gets into each stage that has units. */
const STAGES = {
  Issued: undefined,
  Trading: undefined,
  Suspended: suspend,
  Defaulted: bringToDefaulted,
  Matured: bringToMatured,
} as const;

async function tradingFixture() {
  const world = await createWorld(connection);
  const { asset } = await bringWith(world, { terms: await shortBond(world) });
  return assetIn(world, asset);
}

async function issuedFixture() {
  const world = await createWorld(connection);
  const { asset } = await bringWith(world, { terms: await shortBond(world), stage: "Issued" });
  return assetIn(world, asset);
}

/** Alice holds 300 units and bob 200; carol is a second wallet of alice. */
async function assetIn(world: World, asset: string) {
  const { Trading, Lifecycle } = world.contracts;
  const { regulator, transferAgent, stranger } = world.actors;
  const token = tokenAt(world, await Lifecycle.tokenOf(asset));
  await addWallet(world, await token.getAddress(), "alice", "carol");
  const identity = await identityOf(world, await token.getAddress(), "alice");
  const as = {
    enforcement: Trading.connect(regulator),
    transferAgent: Trading.connect(transferAgent),
    stranger: Trading.connect(stranger),
  };
  return { world, asset, as, token, identity, Trading, Lifecycle, ...world.actors };
}

describe("Trading by force", () => {
  const loadTrading = () => networkHelpers.loadFixture(tradingFixture);
  const loadIssued = () => networkHelpers.loadFixture(issuedFixture);

  for (const [name, bring] of Object.entries(STAGES) as [keyof typeof STAGES, typeof suspend | undefined][]) {
    it(`LIFE-47, LIFE-48: forced transfer and recovery work in ${name}`, async () => {
      const { world, asset, as, token, identity, Trading, Lifecycle, alice, bob, carol } = await (
        name === "Issued" ? loadIssued : loadTrading
      )();
      await bring?.(world, asset);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE[name]);

      const force = as.enforcement.forceTransfer(asset, alice, bob, 100n, REASON);
      await expect(force)
        .to.emit(Trading, "ForcedTransferOrdered")
        .withArgs(asset, alice.address, bob.address, 100n, REASON);
      await expect(force).to.emit(token, "ForcedTransfer").withArgs(alice.address, bob.address, 100n);
      expect(await token.balanceOf(bob)).to.equal(300n);

      const recovery = as.transferAgent.recover(asset, alice, carol, identity, REASON);
      await expect(recovery)
        .to.emit(Trading, "RecoveryOrdered")
        .withArgs(asset, alice.address, carol.address, identity, REASON);
      await expect(recovery)
        .to.emit(token, "RecoverySuccess")
        .withArgs(alice.address, carol.address, identity);
      expect(await token.balanceOf(alice)).to.equal(0n);
      expect(await token.balanceOf(carol)).to.equal(200n);
      expect(await token.recoveredTo(alice)).to.equal(carol.address);
      expect(await Lifecycle.stageOf(asset)).to.equal(STAGE[name]);
    });
  }

  describe("forceTransfer", () => {
    it("LIFE-47: needs a reason, the role, and a token", async () => {
      const { world, asset, as, Trading, alice, bob, stranger } = await loadTrading();
      await expect(
        as.enforcement.forceTransfer(asset, alice, bob, 1n, ZeroHash),
      ).to.be.revertedWithCustomError(Trading, "TradingReasonMissing");
      await expect(as.stranger.forceTransfer(asset, alice, bob, 1n, REASON))
        .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      const early = await bringTo(world, "Registered");
      await expect(as.enforcement.forceTransfer(early.asset, alice, bob, 1n, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingTokenMissing")
        .withArgs(early.asset);
    });

    it("LIFE-47: reaches frozen units and wallets, but only a verified wallet receives", async () => {
      const { asset, as, token, alice, bob, dave, transferAgent } = await loadTrading();
      await token.connect(transferAgent).setAddressFrozen(alice, true);
      await token.connect(transferAgent).freezePartialTokens(alice, 300n);
      await expect(as.enforcement.forceTransfer(asset, alice, dave, 10n, REASON))
        .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
        .withArgs(dave.address);
      await as.enforcement.forceTransfer(asset, alice, bob, 10n, REASON);
      expect(await token.balanceOf(bob)).to.equal(210n);
      expect(await token.getFrozenTokens(alice)).to.equal(290n);
    });
  });

  describe("recover", () => {
    it("LIFE-48: needs a reason, the role, and a token", async () => {
      const { world, asset, as, identity, Trading, alice, carol, stranger } = await loadTrading();
      await expect(
        as.transferAgent.recover(asset, alice, carol, identity, ZeroHash),
      ).to.be.revertedWithCustomError(Trading, "TradingReasonMissing");
      await expect(as.stranger.recover(asset, alice, carol, identity, REASON))
        .to.be.revertedWithCustomError(Trading, "AccessManagedUnauthorized")
        .withArgs(stranger.address);
      const early = await bringTo(world, "Registered");
      await expect(as.transferAgent.recover(early.asset, alice, carol, identity, REASON))
        .to.be.revertedWithCustomError(Trading, "TradingTokenMissing")
        .withArgs(early.asset);
    });

    it("LIFE-48: replaces a wallet only by one of the same identity", async () => {
      const { world, asset, as, token, identity, alice, bob, dave } = await loadTrading();
      const address = await token.getAddress();
      await addInvestor(world, address, "dave");
      for (const other of ["bob", "dave"] as const) {
        const wallet = other === "bob" ? bob : dave;
        await expect(as.transferAgent.recover(asset, alice, wallet, identity, REASON))
          .to.be.revertedWithCustomError(token, "TokenIdentityMismatch")
          .withArgs(wallet.address, identity, await identityOf(world, address, other));
      }
      expect(await token.balanceOf(alice)).to.equal(300n);
    });
  });
});
