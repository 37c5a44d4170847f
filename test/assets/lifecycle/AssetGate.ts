import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";

import { RwaToken__factory } from "../../../typechain-types/index.js";
import { attest, STAGE, type GatedStage } from "../../helpers/evidence.js";
import { bringTo, openOffer, submitStructure } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { addInvestor, addWallet, deployToken, identityOf, tokenAt } from "../../helpers/tokens.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

const PRICE = 500_000_000n;
const STAGE_CONTRACT = 15n;
const REASON = reasonOf("test");

type SideStage = "Suspended" | "Defaulted" | "Matured";

async function at(stage: GatedStage) {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, stage);
  const { AccessManager, AssetGate, Lifecycle } = world.contracts;
  const { admin } = world.actors;
  await AccessManager.connect(admin).grantRole(STAGE_CONTRACT, admin.address, 0);
  const token = tokenAt(world, await Lifecycle.tokenOf(asset));
  /** Moves the asset along an edge without a checkpoint, as a stage contract does. */
  const move = (to: SideStage) => Lifecycle.connect(admin).move(asset, STAGE[to], admin.address, REASON);
  const canMint = (units: bigint) => AssetGate.canMint(token, units);
  return { world, asset, token, move, canMint, gate: AssetGate };
}

const tokenized = () => at("Tokenized");
const issued = () => at("Issued");
const trading = () => at("Trading");

const PATHS: readonly (readonly [string, readonly SideStage[], typeof issued])[] = [
  ["Issued", [], issued],
  ["Suspended after Issued", ["Suspended"], issued],
  ["Defaulted after Suspended", ["Suspended", "Defaulted"], issued],
  ["Suspended after Trading", ["Suspended"], trading],
  ["Defaulted after Trading", ["Defaulted"], trading],
  ["Matured", ["Matured"], trading],
];

describe("AssetGate", () => {
  describe("isTransferOpen", () => {
    for (const [name, moves, fixture] of PATHS) {
      it(`LIFE-19: only forced transfers and recoveries move units in stage ${name}`, async () => {
        const { world, asset, token, move, gate } = await networkHelpers.loadFixture(fixture);
        const { Trading } = world.contracts;
        const { alice, bob, dave, regulator, transferAgent } = world.actors;
        for (const to of moves) await move(to);
        expect(await gate.isTransferOpen(token)).to.equal(false);
        await token.connect(alice).approve(bob.address, 10n);
        for (const call of [
          () => token.connect(alice).transfer(bob.address, 10n),
          () => token.connect(bob).transferFrom(alice.address, bob.address, 10n),
        ]) {
          await expect(call())
            .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
            .withArgs(alice.address, bob.address, 10n);
        }
        const forced = [asset, alice.address, bob.address, 10n, REASON] as const;
        await expect(Trading.connect(regulator).forceTransfer(...forced))
          .to.emit(token, "ForcedTransfer")
          .withArgs(alice.address, bob.address, 10n);
        await addWallet(world, token.target as string, "bob", "dave");
        const identity = await identityOf(world, token.target as string, "bob");
        await Trading.connect(transferAgent).recover(asset, bob.address, dave.address, identity, REASON);
        expect(await token.balanceOf(dave.address)).to.equal(210n);
        expect(await token.balanceOf(bob.address)).to.equal(0n);
      });
    }

    it("LIFE-19: holders transfer in Trading", async () => {
      const { world, token, gate } = await networkHelpers.loadFixture(trading);
      const { alice, bob } = world.actors;
      expect(await gate.isTransferOpen(token)).to.equal(true);
      await token.connect(alice).transfer(bob.address, 10n);
      expect(await token.balanceOf(bob.address)).to.equal(210n);
    });

    it("LIFE-19: a redemption moves units of a matured asset", async () => {
      const { world, asset, token, move } = await networkHelpers.loadFixture(trading);
      const { Redemption } = world.contracts;
      const { alice, issuer } = world.actors;
      await move("Matured");
      await world.cash.mint(issuer.address, 300n * PRICE);
      await world.cash.connect(issuer).approve(Redemption.target, 300n * PRICE);
      await Redemption.connect(issuer).fund(asset, 300n * PRICE);
      await Redemption.connect(alice).redeem(asset, 300n);
      expect(await token.totalSupply()).to.equal(200n);
    });

    it("LIFE-19: answers no for a token that serves no asset", async () => {
      const { world, gate } = await networkHelpers.loadFixture(tokenized);
      const { asset } = await bringTo(world, "Registered");
      await submitStructure(world, asset);
      for (const token of [await deployToken(world), ZeroAddress, world.actors.stranger.address]) {
        expect(await gate.isTransferOpen(token)).to.equal(false);
        expect(await gate.canMint(token, 0n)).to.equal(false);
        expect(await gate.canMint(token, 1n)).to.equal(false);
      }
    });
  });

  describe("canMint", () => {
    it("LIFE-36: units are created neither in Tokenized nor while an offer is open", async () => {
      const { world, asset, token, canMint } = await networkHelpers.loadFixture(tokenized);
      expect(await canMint(1n)).to.equal(false);
      await openOffer(world, asset);
      expect(await canMint(1n)).to.equal(false);
      const { admin, alice, issuer } = world.actors;
      const addAgent = token.interface.encodeFunctionData("addAgent", [issuer.address]);
      await world.contracts.AccessManager.connect(admin).execute(token, addAgent);
      await addInvestor(world, token.target as string, "alice");
      await expect(token.connect(issuer).mint(alice.address, 1n))
        .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
        .withArgs(ZeroAddress, alice.address, 1n);
    });

    it("LIFE-36: the value of all units stays within the reserve, to the millionth", async () => {
      const { world, asset, canMint } = await networkHelpers.loadFixture(issued);
      const reserve = world.contracts.Reserve.connect(world.actors.admin);
      await reserve.set(asset, 700n * PRICE);
      expect(await canMint(200n)).to.equal(true);
      expect(await canMint(201n)).to.equal(false);
      await reserve.set(asset, 700n * PRICE - 1n);
      expect(await canMint(200n)).to.equal(false);
      expect(await canMint(199n)).to.equal(true);
    });

    it("LIFE-36: the value of all units stays within the attested value less the haircut", async () => {
      const { world, token } = await networkHelpers.loadFixture(issued);
      const { Lifecycle, Structuring } = world.contracts;
      const limits = await world.ethers.deployContract("LimitsMock");
      const parts = [Lifecycle.target, Structuring.target, limits.target, limits.target];
      const gate = await world.ethers.deployContract("AssetGate", parts);
      // 800,000.00 are 1,600 units, of which 500 exist.
      await limits.set(10n ** 9n, 10n ** 30n);
      expect(await gate.canMint(token, 1_100n)).to.equal(true);
      expect(await gate.canMint(token, 1_101n)).to.equal(false);
      await limits.set(500n, 10n ** 30n);
      expect(await gate.canMint(token, 0n)).to.equal(true);
      await limits.set(499n, 10n ** 30n);
      expect(await gate.canMint(token, 0n)).to.equal(false);
    });

    for (const [name, fixture] of [
      ["Issued", issued],
      ["Trading", trading],
    ] as const) {
      it(`LIFE-36: units are created up to the hard cap in ${name}, whoever the agent is`, async () => {
        const { world, token, canMint } = await networkHelpers.loadFixture(fixture);
        const { admin, carol, issuer } = world.actors;
        expect(await canMint(300n)).to.equal(true);
        expect(await canMint(301n)).to.equal(false);
        expect(await canMint(2n ** 256n - 1n)).to.equal(false);
        const addAgent = RwaToken__factory.createInterface().encodeFunctionData("addAgent", [issuer.address]);
        await world.contracts.AccessManager.connect(admin).execute(token, addAgent);
        await addInvestor(world, token.target as string, "carol");
        await expect(token.connect(issuer).mint(carol.address, 301n))
          .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
          .withArgs(ZeroAddress, carol.address, 301n);
        await token.connect(issuer).mint(carol.address, 300n);
        expect(await canMint(0n)).to.equal(true);
        expect(await canMint(1n)).to.equal(false);
      });
    }

    for (const moves of [["Suspended"], ["Defaulted"], ["Suspended", "Defaulted"], ["Matured"]] as const) {
      it(`LIFE-36: no units are created once ${moves.join(" and ")}`, async () => {
        const { move, canMint } = await networkHelpers.loadFixture(trading);
        expect(await canMint(1n)).to.equal(true);
        for (const to of moves) await move(to);
        expect(await canMint(1n)).to.equal(false);
        expect(await canMint(0n)).to.equal(false);
      });
    }

    for (const [stage, topic] of [
      ["Registered", "OWNERSHIP_TITLE"],
      ["Structured", "REG_CLASSIFICATION"],
      ["Tokenized", "CUSTODY_CONTROL"],
      ["Issued", "OFFER_APPROVED"],
      ["Trading", "MARKET_STATUS"],
    ] as const) {
      it(`LIFE-36: needs the checkpoint of ${stage} met now`, async () => {
        const { world, asset, canMint } = await networkHelpers.loadFixture(trading);
        const { AttestationRegistry } = world.contracts;
        const recorded = await AttestationRegistry.queryFilter(
          AttestationRegistry.filters.AttestationRecorded(undefined, asset),
        );
        const found = recorded.find(
          ({ args }) =>
            args.attestation.topic === world.ethers.id(topic) &&
            Number(args.attestation.stage) === STAGE[stage],
        );
        expect(await canMint(1n)).to.equal(true);
        await AttestationRegistry.connect(world.actors.attester1).revoke(found!.args.id, REASON);
        expect(await canMint(1n)).to.equal(false);
        await attest(world, asset, stage, topic, { by: "attester2" });
        expect(await canMint(1n)).to.equal(true);
      });
    }
  });
});
