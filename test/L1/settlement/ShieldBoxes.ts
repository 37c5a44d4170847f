import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { fieldModulus, predeploys } from "@muniment/protocol";
import { tokenSuite } from "../../helpers/tokenSuite.js";
import { lane } from "../helpers/deployL1.js";
import { SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const { ethers, networkHelpers } = connection;

async function fixture() {
  const l1 = await setUpSettlement(connection);
  const boxes = await ethers.deployContract("ShieldBoxes", [l1.gateway]);
  return { ...l1, boxes };
}

/** A box of 700 bonds for a note of Alice's, which the council owns. */
async function load() {
  const l1 = await networkHelpers.loadFixture(fixture);
  const desk = await SettlementDesk.open(l1);
  const operation = desk.world.shield(desk.world.alice, 1n, 700n);
  const owner = l1.actors.council;
  const purpose = { asset: 1n, receiver: operation.crossing.target, owner: owner.address };
  const box = await l1.boxes.boxOf(purpose);
  await l1.bond.mint(box, 700n);
  const value = await l1.gateway.shieldFee();
  return { ...l1, desk, operation, owner, purpose, box, value };
}

/** Asset 3 is a token that does what it is told, and a box holds 100 of it. */
async function loadFaulty() {
  const l1 = await load();
  const token = await ethers.deployContract("FaultyTokenMock");
  await throughTimelock(l1, l1.gateway, "addAsset", [3n, await token.getAddress()]);
  const purpose = { ...l1.purpose, asset: 3n };
  const box = await l1.boxes.boxOf(purpose);
  await token.mint(box, 100n);
  return { ...l1, token, purpose, box };
}

describe("ShieldBoxes", () => {
  describe("boxOf", () => {
    it("SETTLE-110: is another for each asset, receiver and owner, and is known before it is there", async () => {
      const { boxes, purpose, box, actors } = await load();
      const others = [
        { ...purpose, asset: 2n },
        { ...purpose, receiver: purpose.receiver + 1n },
        { ...purpose, owner: actors.other.address },
      ];
      const addresses = await Promise.all(others.map((other) => boxes.boxOf(other)));
      expect(new Set([box, ...addresses]).size).to.equal(4);
      expect(await ethers.provider.getCode(box)).to.equal("0x");
    });

    it("SETTLE-110: there is none for what no note has, and none without an owner", async () => {
      const { boxes, purpose, value } = await load();
      for (const receiver of [0n, fieldModulus]) {
        const wrong = { ...purpose, receiver };
        for (const call of [boxes.boxOf(wrong), boxes.shield(wrong, { value })]) {
          await expect(call)
            .to.be.revertedWithCustomError(boxes, "ShieldBoxReceiverInvalid")
            .withArgs(receiver);
        }
      }
      await expect(boxes.boxOf({ ...purpose, owner: ZeroAddress })).to.be.revertedWithCustomError(
        boxes,
        "ShieldBoxOwnerMissing",
      );
    });
  });

  describe("shield", () => {
    it("SETTLE-111: anyone shields all of it, and the receiver has a note", async () => {
      const { boxes, gateway, bond, purpose, box, value, actors, desk, operation } = await load();
      const sent = await boxes.connect(actors.other).shield(purpose, { value });
      await expect(sent).to.emit(boxes, "BoxOpened").withArgs(box, [1n, purpose.receiver, purpose.owner]);
      await expect(sent).to.emit(boxes, "BoxShielded").withArgs(box, 0n, 700n);
      await expect(sent).to.emit(gateway, "Shielded").withArgs(0n, box, 0n, 1n, 700n, purpose.receiver);
      expect([await bond.balanceOf(box), await bond.balanceOf(gateway)]).to.deep.equal([0n, 700n]);
      await desk.advance([operation, desk.world.blank()]);
      expect((await gateway.shieldOf(0n)).isUsed).to.equal(true);
      expect(desk.world.alice.notes.map(({ amount }) => amount)).to.deep.equal([700n]);
    });

    it("SETTLE-110, SETTLE-111: a withdrawal from the EVM lane goes to it, and becomes a note", async () => {
      const { boxes, gateway, bond, desk, actors, timelock, policy, rollup, guardian, value, owner } =
        await load();
      const messenger = await ethers.deployContract("ContextMock");
      const tokenGateway = await ethers.deployContract("L1TokenGateway", [
        ...[timelock, await policy.leastDelay(), { rollup, guardian, lane }],
        ...[{ messenger, policy, counterpart: predeploys.tokenGateway }, ZeroHash],
        [actors.operator.address],
      ] as never);
      await tokenGateway.connect(actors.operator).pair(bond, { most: 2n ** 96n - 1n, finalityClass: 2n });
      await bond.mint(tokenGateway, 500n);
      const operation = desk.world.shield(desk.world.bob, 1n, 500n);
      const purpose = { asset: 1n, receiver: operation.crossing.target, owner: owner.address };
      const box = await boxes.boxOf(purpose);
      await messenger.setContext(predeploys.tokenGateway, 7, 0);
      const args = [await bond.getAddress(), box, 500n];
      await messenger.send(
        tokenGateway,
        tokenGateway.interface.encodeFunctionData("releaseToken", args as never),
      );
      expect(await bond.balanceOf(box)).to.equal(500n);
      await boxes.connect(actors.other).shield(purpose, { value });
      await desk.advance([operation, desk.world.blank()]);
      expect(desk.world.bob.notes.map(({ amount }) => amount)).to.deep.equal([500n]);
      expect((await gateway.shieldOf(0n)).isUsed).to.equal(true);
    });

    it("SETTLE-111: what comes later is another shield from the same box", async () => {
      const { boxes, gateway, bond, purpose, box, value } = await load();
      await boxes.shield(purpose, { value });
      await bond.mint(box, 5n);
      const sent = await boxes.shield(purpose, { value });
      await expect(sent).to.emit(boxes, "BoxShielded").withArgs(box, 1n, 5n);
      await expect(sent).not.to.emit(boxes, "BoxOpened");
      expect((await gateway.shieldOf(1n)).sender).to.equal(box);
    });

    it("SETTLE-111: nothing goes to another receiver, or by another's words to another owner", async () => {
      const { boxes, purpose, value, actors, bond, box } = await load();
      const thief = actors.other;
      for (const other of [
        { ...purpose, receiver: purpose.receiver + 1n },
        { ...purpose, owner: thief.address },
      ]) {
        await expect(boxes.connect(thief).shield(other, { value }))
          .to.be.revertedWithCustomError(boxes, "ShieldBoxEmpty")
          .withArgs(await boxes.boxOf(other));
      }
      expect(await bond.balanceOf(box)).to.equal(700n);
    });

    it("SETTLE-111: a box without a balance, and an asset without a token, are refused", async () => {
      const { boxes, purpose, value } = await load();
      await boxes.shield(purpose, { value });
      await expect(boxes.shield(purpose, { value })).to.be.revertedWithCustomError(boxes, "ShieldBoxEmpty");
      await expect(boxes.shield({ ...purpose, asset: 9n }, { value }))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxAssetUnknown")
        .withArgs(9n);
    });

    it("SETTLE-112: takes the fee and no more, and keeps none of it", async () => {
      const { boxes, purpose, box, value, actors, queue, gateway } = await load();
      await expect(boxes.shield(purpose, { value: value - 1n }))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxFeeTooLow")
        .withArgs(value, value - 1n);
      const call = async () => boxes.connect(actors.other).shield(purpose, { value: value + 9n });
      await expect(call).to.changeEtherBalances(
        ethers,
        [actors.other, boxes, box, gateway, queue],
        [-value, 0n, 0n, 0n, value],
      );
    });

    it("SETTLE-112: who takes no wei back pays exactly", async () => {
      const { boxes, purpose, value } = await load();
      const payer = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
      await payer.setRefuses(true);
      const shield = boxes.interface.encodeFunctionData("shield", [purpose]);
      await expect(payer.forward(boxes, shield, value + 1n, { value: value + 1n }))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxRefundRefused")
        .withArgs(await payer.getAddress(), 1n);
      await payer.forward(boxes, shield, value, { value });
    });

    it("SETTLE-112: nobody comes in again by the wei that come back", async () => {
      const { boxes, purpose, value, gateway } = await load();
      const payer = await ethers.deployContract("EthTakerMock");
      const shield = boxes.interface.encodeFunctionData("shield", [purpose]);
      await payer.setCall(boxes, shield);
      await payer.forward(boxes, shield, { value: value + 1n });
      expect([await payer.called(), await gateway.shieldCount()]).to.deep.equal([false, 1n]);
    });

    it("SETTLE-111, SETTLE-113: nobody comes in again by a token that calls", async () => {
      const { boxes, token, purpose, value } = await loadFaulty();
      for (const call of [
        boxes.interface.encodeFunctionData("shield", [purpose]),
        boxes.interface.encodeFunctionData("refund", [{ ...purpose, owner: await token.getAddress() }]),
      ]) {
        await token.setCall(boxes, call);
        await expect(boxes.shield(purpose, { value })).to.be.revertedWithCustomError(
          boxes,
          "ReentrancyGuardReentrantCall",
        );
      }
    });

    it("SETTLE-111: a token that takes a fee is not shielded, and stays in the box", async () => {
      const { boxes, gateway, token, purpose, box, value } = await loadFaulty();
      await token.setFault(1);
      await expect(boxes.shield(purpose, { value })).to.be.revertedWithCustomError(
        gateway,
        "SettlementTokenMovedOther",
      );
      expect([await token.balanceOf(box), await ethers.provider.getCode(box)]).to.deep.equal([100n, "0x"]);
    });
  });

  describe("refund", () => {
    it("SETTLE-113: pays the owner, at his word alone, and closes the box", async () => {
      const { boxes, bond, purpose, box, owner, value, actors } = await load();
      await expect(boxes.connect(actors.other).refund(purpose))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxNotOwner")
        .withArgs(owner.address, actors.other.address);
      await expect(boxes.connect(owner).refund(purpose))
        .to.emit(boxes, "BoxRefunded")
        .withArgs(box, owner.address, 700n);
      expect([await bond.balanceOf(owner), await bond.balanceOf(box)]).to.deep.equal([700n, 0n]);
      await bond.mint(box, 5n);
      await expect(boxes.shield(purpose, { value }))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxClosed")
        .withArgs(box);
      await boxes.connect(owner).refund(purpose);
      expect(await bond.balanceOf(owner)).to.equal(705n);
    });

    it("SETTLE-113: another token than the asset's goes to the owner, and the box stays open", async () => {
      const { boxes, bond, cash, purpose, box, owner, value, actors } = await load();
      await cash.mint(box, 30n);
      await expect(boxes.connect(actors.other).refundToken(purpose, cash))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxNotOwner")
        .withArgs(owner.address, actors.other.address);
      await expect(boxes.connect(owner).refundToken(purpose, bond))
        .to.be.revertedWithCustomError(boxes, "ShieldBoxTokenIsAsset")
        .withArgs(1n, await bond.getAddress());
      await expect(boxes.connect(owner).refundToken(purpose, cash))
        .to.emit(boxes, "BoxTokenRefunded")
        .withArgs(box, owner.address, await cash.getAddress(), 30n);
      expect([await cash.balanceOf(owner), await bond.balanceOf(box)]).to.deep.equal([30n, 700n]);
      await boxes.shield(purpose, { value });
      expect(await bond.balanceOf(box)).to.equal(0n);
    });

    it("SETTLE-113: what was paid to a box of an asset that nobody has added comes back", async () => {
      const { boxes, cash, purpose, owner } = await load();
      const unknown = { ...purpose, asset: 9n };
      await cash.mint(await boxes.boxOf(unknown), 30n);
      await boxes.connect(owner).refundToken(unknown, cash);
      expect(await cash.balanceOf(owner)).to.equal(30n);
    });

    it("SETTLE-113: touches no shield that waits, which is given back to the box", async () => {
      const { boxes, gateway, bond, purpose, box, owner, value, desk } = await load();
      await boxes.shield(purpose, { value });
      await boxes.connect(owner).refund(purpose);
      expect([await bond.balanceOf(owner), await bond.balanceOf(gateway)]).to.deep.equal([0n, 700n]);
      const reclaim = () => gateway.reclaim(0n, 1n, 700n, purpose.receiver);
      await expect(reclaim()).to.be.revertedWithCustomError(gateway, "SettlementShieldWaits").withArgs(0n);
      await desk.advance([desk.world.blank(), desk.world.blank()]);
      await expect(reclaim()).to.emit(gateway, "ShieldReclaimed").withArgs(0n, box, 1n, 700n);
      await boxes.connect(owner).refund(purpose);
      expect(await bond.balanceOf(owner)).to.equal(700n);
    });

    it("SETTLE-113: a shield that waits becomes a note, closed or not", async () => {
      const { boxes, gateway, purpose, owner, value, desk, operation } = await load();
      await boxes.shield(purpose, { value });
      await boxes.connect(owner).refund(purpose);
      await desk.advance([operation, desk.world.blank()]);
      expect((await gateway.shieldOf(0n)).isUsed).to.equal(true);
      await expect(gateway.reclaim(0n, 1n, 700n, purpose.receiver))
        .to.be.revertedWithCustomError(gateway, "SettlementShieldUsed")
        .withArgs(0n);
    });
  });

  it("SETTLE-113, ShieldBoxCallerInvalid: a box obeys nobody but the contract that made it", async () => {
    const { boxes, gateway, bond, purpose, box, owner, value, actors } = await load();
    await boxes.shield(purpose, { value });
    await bond.mint(box, 5n);
    const made = await ethers.getContractAt("ShieldBox", box);
    for (const caller of [actors.other, owner]) {
      for (const call of [
        made.connect(caller).pay(bond, caller, 5n),
        made.connect(caller).shield(gateway, bond, 1n, 5n, 7n, { value }),
      ]) {
        await expect(call)
          .to.be.revertedWithCustomError(made, "ShieldBoxCallerInvalid")
          .withArgs(await boxes.getAddress(), caller.address);
      }
    }
  });

  it("SETTLE-114: a box has no units of a permissioned token", async () => {
    const { boxes, purpose } = await load();
    const { token, agent, alice } = await tokenSuite(connection);
    await token.connect(agent).mint(alice, 10n);
    const box = await boxes.boxOf({ ...purpose, asset: 5n });
    await expect(token.connect(alice).transfer(box, 10n)).to.revert(ethers);
    expect(await token.balanceOf(box)).to.equal(0n);
  });
});
