import { expect } from "chai";
import { network } from "hardhat";
import { bringTo } from "../../helpers/journey.js";
import { signIntent } from "../../helpers/signIntent.js";
import { addInvestor, tokenAt } from "../../helpers/tokens.js";
import { createWorld, type Actor } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const PRICE = 5_000_000n;

/** Settlement of a real permissioned token of an asset in trading. Alice holds 300 units, Bob 200, Carol and Dave none. */
describe("Settlement of RwaToken", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { asset } = await bringTo(world, "Trading");
    const token = tokenAt(world, await world.contracts.Lifecycle.tokenOf(asset));
    await addInvestor(world, await token.getAddress(), "carol");
    const { DvpSettlement: dvp, NettedSettlement: netted } = world.contracts;
    const actors = ["alice", "bob", "carol", "dave"] as const;
    for (const name of actors) {
      const signer = world.actors[name];
      await world.cash.mint(signer, 100n * PRICE);
      for (const settlement of [dvp, netted]) {
        await token.connect(signer).approve(settlement, ethers.MaxUint256);
        await world.cash.connect(signer).approve(settlement, ethers.MaxUint256);
      }
    }
    const start = await networkHelpers.time.latest();
    const window = {
      executor: ethers.ZeroAddress,
      validFrom: 0,
      expiresAt: start + 5_000,
      salt: ethers.id("salt"),
    };
    const units = async (from: Actor, to: Actor, amount: bigint) => ({
      token: await token.getAddress(),
      from: world.actors[from].address,
      to: world.actors[to].address,
      amount,
    });
    const cash = async (from: Actor, to: Actor, amount: bigint) => ({
      ...(await units(from, to, amount)),
      token: await world.cash.getAddress(),
    });
    const sell = async (seller: Actor, buyer: Actor, amount: bigint) => {
      const terms = {
        delivery: await units(seller, buyer, amount),
        payment: await cash(buyer, seller, PRICE),
        ...window,
      };
      const consent = { termsHash: await dvp.termsHash(terms), nonce: 0, expiresAt: start + 5_000 };
      const bySeller = await signIntent(world.actors[seller], dvp, consent);
      return dvp.settle(terms, bySeller, await signIntent(world.actors[buyer], dvp, consent));
    };
    return { world, asset, token, dvp, netted, window, units, cash, sell, start, ...world.actors };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  it("SETTLE-1: a verified buyer receives units against cash", async () => {
    const { world, token, sell, alice, bob } = await load();
    const before = await world.cash.balanceOf(alice);
    await sell("alice", "bob", 50n);
    expect(await token.balanceOf(alice)).to.equal(250n);
    expect(await token.balanceOf(bob)).to.equal(250n);
    expect((await world.cash.balanceOf(alice)) - before).to.equal(PRICE);
  });

  it("SETTLE-11: an unverified buyer is refused by the token, and keeps the cash", async () => {
    const { world, token, sell, dave } = await load();
    const before = await world.cash.balanceOf(dave);
    await expect(sell("alice", "dave", 50n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotReceive")
      .withArgs(dave.address);
    expect(await world.cash.balanceOf(dave)).to.equal(before);
  });

  it("SETTLE-11: nothing settles while the asset is suspended", async () => {
    const { world, asset, token, sell, alice, bob, regulator } = await load();
    await world.contracts.Trading.connect(regulator).suspend(asset, ethers.id("reason"));
    await expect(sell("alice", "bob", 50n))
      .to.be.revertedWithCustomError(token, "ERC7943CannotTransfer")
      .withArgs(alice.address, bob.address, 50);
    expect(await token.balanceOf(alice)).to.equal(300n);
  });

  it("SETTLE-14, SETTLE-15: netting asks the token for the net receivers only", async () => {
    const { world, token, netted, window, units, cash, start, alice, bob, carol, dave } = await load();
    // Units pass through Dave, who may hold none, and net to zero with him.
    const legs = [
      await units("alice", "dave", 40n),
      await units("dave", "carol", 40n),
      await cash("carol", "dave", PRICE + 100n),
      await cash("dave", "alice", PRICE),
      await units("bob", "carol", 10n),
    ];
    const terms = { legs, ...window };
    const consent = { termsHash: await netted.termsHash(terms), nonce: 0, expiresAt: start + 5_000 };
    const parties = [alice, bob, carol, dave].sort((a, b) =>
      BigInt(a.address) < BigInt(b.address) ? -1 : 1,
    );
    const intents = await Promise.all(parties.map((party) => signIntent(party, netted, consent)));
    await expect(netted.settle(terms, intents)).to.emit(netted, "NettedSettled");
    expect(await token.balanceOf(carol)).to.equal(50n);
    expect(await token.balanceOf(dave)).to.equal(0n);
    expect(await world.cash.balanceOf(dave)).to.equal(100n * PRICE + 100n);
    expect(await token.balanceOf(netted)).to.equal(0n);
  });
});
