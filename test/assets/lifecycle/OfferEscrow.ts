import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";

import { bringTo, openOffer, subscribe } from "../../helpers/journey.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

async function fixture() {
  const [controller, stranger] = await ethers.getSigners();
  const cash = await ethers.deployContract("TestCash");
  const escrow = await ethers.deployContract("OfferEscrow");
  await escrow.connect(controller).open(cash);
  await cash.mint(escrow, 1_000n);
  return { controller: controller!, stranger: stranger!, cash, escrow };
}

async function offer() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Tokenized");
  await openOffer(world, asset);
  await subscribe(world, asset, "alice", 10n);
  const opened = await world.contracts.Issuance.offerOf(asset);
  return { world, escrow: await ethers.getContractAt("OfferEscrow", opened.offer.escrow) };
}

describe("OfferEscrow", () => {
  it("LIFE-32: belongs to whoever opens it first, for one cash token", async () => {
    const { controller, stranger, cash, escrow } = await networkHelpers.loadFixture(fixture);
    expect(await escrow.controller()).to.equal(controller.address);
    expect(await escrow.cash()).to.equal(cash.target);
    for (const caller of [controller, stranger]) {
      await expect(escrow.connect(caller).open(cash))
        .to.be.revertedWithCustomError(escrow, "OfferEscrowInUse")
        .withArgs(controller.address);
    }
  });

  it("LIFE-32: pays out for its controller only, and no more than it has", async () => {
    const { controller, stranger, cash, escrow } = await networkHelpers.loadFixture(fixture);
    await expect(escrow.connect(stranger).pay(stranger.address, 1n))
      .to.be.revertedWithCustomError(escrow, "OfferEscrowNotController")
      .withArgs(controller.address, stranger.address);
    await expect(escrow.connect(controller).pay(stranger.address, 1_001n))
      .to.be.revertedWithCustomError(cash, "ERC20InsufficientBalance")
      .withArgs(escrow.target, 1_000n, 1_001n);
    await expect(escrow.connect(controller).pay(stranger.address, 400n)).to.changeTokenBalances(
      ethers,
      cash,
      [escrow, stranger],
      [-400n, 400n],
    );
  });

  it("LIFE-32: nobody but the issuance contract gets at the money of an offer, its code is locked", async () => {
    const { world, escrow } = await networkHelpers.loadFixture(offer);
    const { Issuance } = world.contracts;
    expect(await world.cash.balanceOf(escrow)).to.equal(5_000_000_000n);
    for (const actor of ["admin", "issuer", "distributor", "alice", "stranger"] as const) {
      const thief = world.actors[actor];
      await expect(escrow.connect(thief).pay(thief.address, 1n))
        .to.be.revertedWithCustomError(escrow, "OfferEscrowNotController")
        .withArgs(Issuance.target, thief.address);
      await expect(escrow.connect(thief).open(world.cash))
        .to.be.revertedWithCustomError(escrow, "OfferEscrowInUse")
        .withArgs(Issuance.target);
    }
    const code = await ethers.getContractAt("OfferEscrow", await Issuance.escrowImplementation());
    expect(await code.cash()).to.equal(ZeroAddress);
    await expect(code.open(world.cash))
      .to.be.revertedWithCustomError(code, "OfferEscrowInUse")
      .withArgs(Issuance.target);
  });
});
