import { expect } from "chai";
import { network } from "hardhat";
import {
  boxOf,
  boxPurpose,
  composeBoxShield,
  findBoxShields,
  refundBox,
  sendCall,
  SettlementWallet,
  shieldFromBox,
} from "@muniment/sdk";
import { sealLeg } from "@muniment/protocol";
import { settlementNetwork, setUpSettlement } from "../../L1/helpers/settlement/setUpSettlement.js";
import { seeds, setUpWallets } from "./helpers/setUpWallets.js";

const connection = await network.create(settlementNetwork);
const { ethers, networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);

/** A box of Alice's for bonds, with 70 of them in it. */
async function load() {
  const set = await setUpWallets(await networkHelpers.loadFixture(fixture), connection);
  const { alice, gateway: SettlementGateway, actors, bond } = set;
  const ShieldBoxes = await ethers.deployContract("ShieldBoxes", [SettlementGateway]);
  const contracts = { ShieldBoxes, SettlementGateway };
  const box = { asset: 1n, keyIndex: alice.giveKey() };
  const purpose = boxPurpose(alice, box, actors.council.address);
  const address = await boxOf(contracts, purpose);
  await bond.mint(address, 70n);
  return { ...set, contracts, box, purpose, address };
}

describe("boxes", () => {
  it("SETTLE-111, SETTLE-115: what a box held becomes a note, which the seed alone finds", async () => {
    const { contracts, box, purpose, actors, alice, toolsOf, desk, world, sync } = await load();
    await sendCall(actors.anyone, await shieldFromBox(contracts, purpose));
    const [found] = await findBoxShields(contracts, purpose, 0);
    expect(found).to.include({ asset: 1n, amount: 70n, receiver: purpose.receiver, isUsed: false });
    const restored = SettlementWallet.of(world.domain, seeds.alice);
    const operation = composeBoxShield({ ...box, amount: found?.amount ?? 0n }, toolsOf(restored));
    expect(operation).to.deep.equal(composeBoxShield({ ...box, amount: 70n }, toolsOf(alice)));
    await desk.advance([operation, world.blank()]);
    await sync(restored);
    expect(restored.balances()[0]).to.include({ asset: 1n, available: 1_070n, notes: 2 });
    expect((await findBoxShields(contracts, purpose, 0))[0]?.isUsed).to.equal(true);
  });

  it("SETTLE-115: its receiver is the same for every amount, and of two amounts one settles", async () => {
    const { box, alice, purpose, toolsOf, auditorOf } = await load();
    const [one, two] = [1n, 2n].map((amount) => composeBoxShield({ ...box, amount }, toolsOf(alice)));
    expect([one?.crossing.target, two?.crossing.target]).to.deep.equal([purpose.receiver, purpose.receiver]);
    const [first, second] = [one, two].map(
      (same) => sealLeg(same!, 0, { ephemeral: 1n, auditor: auditorOf(1n) }).nullifiers,
    );
    expect(first).to.deep.equal(second);
    const others = [
      { ...box, asset: 2n },
      { ...box, keyIndex: box.keyIndex + 1 },
    ];
    for (const other of others) {
      expect(boxPurpose(alice, other, purpose.owner).receiver).not.to.equal(purpose.receiver);
    }
  });

  it("SETTLE-113: the owner takes back what was not shielded", async () => {
    const { contracts, purpose, actors, bond, address } = await load();
    await sendCall(actors.council, refundBox(contracts, purpose));
    expect(await bond.balanceOf(actors.council)).to.equal(70n);
    expect(await bond.balanceOf(address)).to.equal(0n);
    expect(await findBoxShields(contracts, purpose, 0)).to.deep.equal([]);
  });
});
