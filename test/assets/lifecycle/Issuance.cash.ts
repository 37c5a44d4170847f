import { expect } from "chai";
import { MaxUint256, ZeroAddress } from "ethers";
import fc from "fast-check";
import { network } from "hardhat";

import { enroll } from "../../helpers/enroll.js";
import { STAGE } from "../../helpers/evidence.js";
import { bringTo, openOffer, subscribe } from "../../helpers/journey.js";
import { offerIn } from "../../helpers/offerIn.js";
import { tokenizeWith } from "../../helpers/tokenizeWith.js";
import { tokenAt } from "../../helpers/tokens.js";
import { createWorld, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

const DAY = 86_400;
const PRICE = 500_000_000n;
const REFUNDING = 2;
const SEED = 20_261_121;
const RUNS = 12;

async function tokenized() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Tokenized");
  return { world, asset };
}

/** An open offer with 300 units for alice and 200 for bob. */
async function subscribed() {
  const { world, asset } = await tokenized();
  await openOffer(world, asset);
  await subscribe(world, asset, "alice", 300n);
  await subscribe(world, asset, "bob", 200n);
  const { id, offer } = await world.contracts.Issuance.offerOf(asset);
  return { world, asset, id, escrow: offer.escrow };
}

/** An asset whose token has two decimals: 1,000.00 units at 500.00. */
async function divisible() {
  const world = await createWorld(connection);
  const asset = await tokenizeWith(world, { decimals: 2, units: 100_000n });
  return { world, asset };
}

async function hookedCash(world: World, asset: string, decimals: number, price: bigint) {
  const cash = await ethers.deployContract("HookedCash", [decimals]);
  const id = await offerIn(world, asset, cash, { price });
  for (const investor of ["alice", "bob"] as const) {
    await enroll(world, asset, investor);
    await cash.mint(world.actors[investor].address, 10n ** 30n);
    await cash.connect(world.actors[investor]).approve(world.contracts.Issuance.target, MaxUint256);
  }
  const { offer } = await world.contracts.Issuance.offerOf(asset);
  return { cash, id, escrow: offer.escrow };
}

describe("Issuance, the money of an offer", () => {
  describe("allocate", () => {
    it("LIFE-33: cuts subscriptions back and gives the difference back at once", async () => {
      const { world, asset, id, escrow } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      const { alice, bob, issuer } = world.actors;
      const allocation = Issuance.connect(issuer).allocate(
        asset,
        [alice.address, bob.address, alice.address],
        [250n, 200n, 240n],
      );
      await expect(allocation)
        .to.emit(Issuance, "AllocationReduced")
        .withArgs(asset, id, alice.address, 250n, 50n * PRICE)
        .and.to.emit(Issuance, "AllocationReduced")
        .withArgs(asset, id, alice.address, 240n, 10n * PRICE)
        .and.to.emit(Issuance, "AllocationReduced")
        .withArgs(asset, id, bob.address, 200n, 0n);
      expect([...(await Issuance.subscriptionOf(id, alice.address))]).to.deep.equal([
        240n,
        240n * PRICE,
        60n * PRICE,
      ]);
      expect((await Issuance.offerOf(asset)).offer.subscribed).to.equal(440n);
      const refund = Issuance.connect(alice).refund(id);
      await expect(refund)
        .to.emit(Issuance, "Refunded")
        .withArgs(asset, id, alice.address, 60n * PRICE);
      await expect(refund).to.changeTokenBalances(
        ethers,
        world.cash,
        [escrow, alice],
        [-60n * PRICE, 60n * PRICE],
      );
      await expect(Issuance.connect(bob).refund(id))
        .to.be.revertedWithCustomError(Issuance, "IssuanceNothingToRefund")
        .withArgs(id, bob.address);
    });

    it("LIFE-33: raises no subscription and is the proposer's, list by list, while the offer is open", async () => {
      const { world, asset } = await networkHelpers.loadFixture(subscribed);
      const { Issuance, Lifecycle } = world.contracts;
      const { alice, distributor, issuer, registrar } = world.actors;
      await expect(Issuance.connect(issuer).allocate(asset, [alice.address], [301n]))
        .to.be.revertedWithCustomError(Issuance, "IssuanceAllocationRaised")
        .withArgs(alice.address, 300n, 301n);
      await expect(Issuance.connect(issuer).allocate(asset, [alice.address], [1n, 2n]))
        .to.be.revertedWithCustomError(Issuance, "IssuanceLengthMismatch")
        .withArgs(1n, 2n);
      await expect(Issuance.connect(distributor).allocate(asset, [alice.address], [1n]))
        .to.be.revertedWithCustomError(Lifecycle, "LifecycleNotProposer")
        .withArgs(asset, STAGE.Issued, distributor.address);
      await Issuance.connect(registrar).cancelOffer(asset);
      await expect(Issuance.connect(issuer).allocate(asset, [alice.address], [1n]))
        .to.be.revertedWithCustomError(Issuance, "IssuanceWrongState")
        .withArgs(asset, REFUNDING);
    });
  });

  describe("cash of every kind", () => {
    it("LIFE-31: refuses cash that arrives with a fee taken off", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance } = world.contracts;
      const { alice } = world.actors;
      const cash = await ethers.deployContract("FaultyTokenMock");
      const id = await offerIn(world, asset, cash);
      await enroll(world, asset, "alice");
      await cash.mint(alice.address, 10n ** 18n);
      await cash.connect(alice).approve(Issuance.target, MaxUint256);
      await cash.setFault(1);
      await expect(Issuance.connect(alice).subscribe(asset, 100n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceCashShort")
        .withArgs(100n * PRICE, 99n * PRICE);
      await cash.setFault(5);
      await expect(Issuance.connect(alice).subscribe(asset, 100n))
        .to.be.revertedWithCustomError(Issuance, "IssuanceCashShort")
        .withArgs(100n * PRICE, 100n * PRICE + 1n);
      await cash.setFault(2);
      await expect(Issuance.connect(alice).subscribe(asset, 100n))
        .to.be.revertedWithCustomError(Issuance, "SafeERC20FailedOperation")
        .withArgs(cash.target);
      expect([...(await Issuance.subscriptionOf(id, alice.address))]).to.deep.equal([0n, 0n, 0n]);
    });

    for (const [decimals, price] of [
      [2, 50_001n],
      [18, 500_000_000_000_000_000_001n],
    ] as const) {
      it(`LIFE-31: rounds the price of parts of a unit up in cash of ${decimals} decimals`, async () => {
        const { world, asset } = await networkHelpers.loadFixture(divisible);
        const { Issuance, Lifecycle } = world.contracts;
        const { alice, bob, distributor, issuer } = world.actors;
        const cash = await ethers.deployContract("HookedCash", [decimals]);
        const terms = { price, softCap: 100n, hardCap: 80_000n };
        const id = await offerIn(world, asset, cash, terms);
        const cost = (units: bigint) => (units * price + 99n) / 100n;
        for (const investor of ["alice", "bob"] as const) {
          await enroll(world, asset, investor);
          await cash.mint(world.actors[investor].address, 10n ** 30n);
          await cash.connect(world.actors[investor]).approve(Issuance.target, MaxUint256);
        }
        const { offer } = await Issuance.offerOf(asset);
        await expect(Issuance.connect(alice).subscribe(asset, 133n)).to.changeTokenBalance(
          ethers,
          cash,
          offer.escrow,
          cost(133n),
        );
        await Issuance.connect(alice).subscribe(asset, 17n);
        await Issuance.connect(bob).subscribe(asset, 11n);
        expect((await Issuance.subscriptionOf(id, alice.address)).paid).to.equal(cost(133n) + cost(17n));
        await expect(Issuance.connect(issuer).allocate(asset, [alice.address], [149n]))
          .to.emit(Issuance, "AllocationReduced")
          .withArgs(asset, id, alice.address, 149n, cost(133n) + cost(17n) - cost(149n));
        await time.increase(10 * DAY);
        await Issuance.connect(distributor).close(asset);
        await Issuance.deliver(asset, [alice.address, bob.address]);
        expect(await cash.balanceOf(issuer.address)).to.equal(cost(149n) + cost(11n));
        const token = tokenAt(world, await Lifecycle.tokenOf(asset));
        expect(await token.balanceOf(alice.address)).to.equal(149n);
        await Issuance.connect(alice).refund(id);
        expect(await cash.balanceOf(offer.escrow)).to.equal(0n);
      });
    }

    it("LIFE-32: cash that calls back gets into no function that moves money", async () => {
      const { world, asset } = await networkHelpers.loadFixture(tokenized);
      const { Issuance } = world.contracts;
      const { alice, bob, distributor, issuer } = world.actors;
      const { cash, id } = await hookedCash(world, asset, 6, PRICE);
      const attacks = [
        Issuance.interface.encodeFunctionData("subscribe", [asset, 10n]),
        Issuance.interface.encodeFunctionData("refund", [id]),
        Issuance.interface.encodeFunctionData("deliver", [asset, [alice.address, bob.address]]),
      ];
      const refused = async (call: () => Promise<unknown>) => {
        for (const attack of attacks) {
          await cash.setCall(Issuance.target, attack);
          await expect(call()).to.be.revertedWithCustomError(Issuance, "ReentrancyGuardReentrantCall");
        }
        await cash.setCall(ZeroAddress, "0x");
      };
      await refused(() => Issuance.connect(alice).subscribe(asset, 300n));
      await Issuance.connect(alice).subscribe(asset, 300n);
      await Issuance.connect(bob).subscribe(asset, 200n);
      await Issuance.connect(issuer).allocate(asset, [bob.address], [100n]);
      await refused(() => Issuance.connect(bob).refund(id));
      await time.increase(10 * DAY);
      await Issuance.connect(distributor).close(asset);
      await refused(() => Issuance.deliver(asset, [alice.address]));
      await Issuance.deliver(asset, [alice.address]);
      expect(await cash.balanceOf(issuer.address)).to.equal(300n * PRICE);
    });
  });

  describe("the escrow", () => {
    it("LIFE-32: each offer has an escrow of its own, which holds the money of no other", async () => {
      const { world, escrow } = await networkHelpers.loadFixture(subscribed);
      const { Issuance } = world.contracts;
      const { asset: other } = await bringTo(world, "Tokenized");
      await openOffer(world, other);
      await subscribe(world, other, "alice", 20n);
      const { offer } = await Issuance.offerOf(other);
      expect(offer.escrow).to.not.equal(escrow);
      expect(await world.cash.balanceOf(escrow)).to.equal(500n * PRICE);
      expect(await world.cash.balanceOf(offer.escrow)).to.equal(20n * PRICE);
      expect(await world.cash.balanceOf(Issuance.target)).to.equal(0n);
    });

    const investor = fc.constantFrom("alice" as const, "bob" as const);
    const step = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.record({ kind: fc.constant("subscribe" as const), investor, part: fc.nat(99) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("allocate" as const), investor, part: fc.nat(100) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant("refund" as const), investor, part: fc.constant(0) }),
      },
    );
    const end = fc.constantFrom("close" as const, "cancel" as const);

    it("LIFE-32: its balance is the sum of open subscriptions and refunds due, over random histories", async () => {
      const { world, asset } = await networkHelpers.loadFixture(divisible);
      const { Issuance } = world.contracts;
      const { alice, bob, distributor, issuer, registrar } = world.actors;
      const { cash, id, escrow } = await hookedCash(world, asset, 2, 50_001n);
      const start = await networkHelpers.takeSnapshot();

      const check = async () => {
        let due = 0n;
        let units = 0n;
        for (const signer of [alice, bob]) {
          const subscription = await Issuance.subscriptionOf(id, signer.address);
          due += subscription.paid + subscription.refund;
          units += subscription.units;
        }
        const { offer } = await Issuance.offerOf(asset);
        expect(await cash.balanceOf(escrow)).to.equal(due);
        expect(offer.subscribed - offer.delivered).to.equal(units);
      };

      const take = async ({
        kind,
        investor: who,
        part,
      }: {
        kind: string;
        investor: "alice" | "bob";
        part: number;
      }) => {
        const signer = world.actors[who];
        const { units, refund } = await Issuance.subscriptionOf(id, signer.address);
        if (kind === "allocate") {
          const kept = (units * BigInt(part)) / 100n;
          await Issuance.connect(issuer).allocate(asset, [signer.address], [kept]);
        } else if (kind === "subscribe") {
          const { offer } = await Issuance.offerOf(asset);
          const wanted = BigInt(part) + 10n;
          if (wanted <= 800n - offer.subscribed) await Issuance.connect(signer).subscribe(asset, wanted);
        } else if (refund > 0n) await Issuance.connect(signer).refund(id);
        await check();
      };

      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), end, async (steps, last) => {
          await start.restore();
          for (const one of steps) await take(one);
          if (last === "cancel") await Issuance.connect(registrar).cancelOffer(asset);
          else {
            await time.increase(10 * DAY);
            await Issuance.connect(distributor).close(asset);
          }
          await check();
          if (Number((await Issuance.offerOf(asset)).offer.state) !== REFUNDING) {
            await Issuance.deliver(asset, [alice.address, bob.address]);
            await check();
          }
          for (const signer of [alice, bob]) {
            const { paid, refund } = await Issuance.subscriptionOf(id, signer.address);
            if (paid + refund > 0n) await Issuance.connect(signer).refund(id);
          }
          expect(await cash.balanceOf(escrow)).to.equal(0n);
          expect(await cash.totalSupply()).to.equal(2n * 10n ** 30n);
        }),
        { seed: SEED, numRuns: RUNS },
      );
    });
  });
});
