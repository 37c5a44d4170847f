import { expect } from "chai";
import type { Signer } from "ethers";
import { AbiCoder, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { encodeBatchHeader, fieldModulus } from "@muniment/protocol";
import { itemOf } from "../helpers/queueItems.js";
import { showing, shownWord } from "../helpers/settlement/crossings.js";
import type { MadeBatch } from "../helpers/settlement/SettlementDesk.js";
import { proofBytes, restated, SettlementDesk, subjectOf } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const { ethers } = connection;
const fixture = async () => setUpSettlement(connection);

async function load() {
  const l1 = await connection.networkHelpers.loadFixture(fixture);
  const desk = await SettlementDesk.open(l1);
  const verify = (made: MadeBatch) => l1.verifier.verify(subjectOf(made), proofBytes(made));
  return { ...l1, desk, verify, alice: desk.world.alice, bob: desk.world.bob };
}

const addressWord = async (account: Signer): Promise<bigint> => BigInt(await account.getAddress());

describe("SettlementShields > assets", () => {
  it("SETTLE-75: the timelock gives a token a number", async () => {
    const l1 = await load();
    const { gateway, actors } = l1;
    const token = await ethers.deployContract("TestCash");
    await expect(gateway.connect(actors.operator).addAsset(3n, token))
      .to.be.revertedWithCustomError(gateway, "AccessNotTimelock")
      .withArgs(actors.operator.address);
    await expect(throughTimelock(l1, gateway, "addAsset", [16_383n, await token.getAddress()]))
      .to.emit(gateway, "AssetAdded")
      .withArgs(16_383n, await token.getAddress());
    expect(await gateway.tokenOf(16_383n)).to.equal(await token.getAddress());
    expect(await gateway.tokenOf(3n)).to.equal(ZeroAddress);
  });

  it("SETTLE-75: a token has one number, for ever, which is a place in the tree of rules", async () => {
    const { timelock, policy, rollup, guardian, queue, bond, cash, actors } = await load();
    const place = { rollup, guardian, lane: settlementLane };
    const parts = { queue, tokenGateway: ZeroAddress };
    const delay = await policy.leastDelay();
    const gateway = await ethers.deployContract("SettlementGateway", [timelock, delay, place, parts]);
    await gateway.addAsset(1n, bond);
    for (const number of [0n, 16_384n]) {
      await expect(gateway.addAsset(number, cash))
        .to.be.revertedWithCustomError(gateway, "SettlementAssetInvalid")
        .withArgs(number);
    }
    for (const [number, token] of [
      [1n, cash],
      [2n, bond],
    ] as const) {
      await expect(gateway.addAsset(number, token))
        .to.be.revertedWithCustomError(gateway, "SettlementAssetKnown")
        .withArgs(number, await token.getAddress());
    }
    for (const call of [gateway.addAsset(2n, actors.other), gateway.connectExit(actors.other)]) {
      await expect(call)
        .to.be.revertedWithCustomError(gateway, "SettlementNotContract")
        .withArgs(actors.other.address);
    }
    await expect(gateway.seal())
      .to.be.revertedWithCustomError(gateway, "SettlementNotContract")
      .withArgs(ZeroAddress);
  });
});

describe("SettlementShields > shield", () => {
  it("SETTLE-76: takes the amount, and queues an item that says what for", async () => {
    const { desk, gateway, bond, actors, alice, queue } = await load();
    const operation = desk.world.shield(alice, 1n, 700n);
    const { target } = operation.crossing;
    const sent = await desk.shield(actors.anyone, operation);
    await expect(sent).to.emit(gateway, "Shielded").withArgs(0n, actors.anyone.address, 0n, 1n, 700n, target);
    expect(await bond.balanceOf(gateway)).to.equal(700n);
    const { place, item } = await itemOf({ queue }, sent);
    const data = AbiCoder.defaultAbiCoder().encode(["uint32", "uint128", "uint256"], [1n, 700n, target]);
    expect([place, item.recipient, item.value, item.mint, item.gasLimit, item.dataHash]).to.deep.equal([
      0n,
      await gateway.getAddress(),
      0n,
      0n,
      2_000_000n,
      ethers.keccak256(data),
    ]);
    expect([await gateway.shieldCount(), (await gateway.shieldOf(0n)).isUsed]).to.deep.equal([1n, false]);
  });

  it("SETTLE-77: amount, receiver and asset are what they can be", async () => {
    const { gateway } = await load();
    await expect(gateway.shield(1n, 0n, 5n)).to.be.revertedWithCustomError(gateway, "SettlementAmountZero");
    for (const receiver of [0n, fieldModulus, fieldModulus + 5n]) {
      await expect(gateway.shield(1n, 1n, receiver))
        .to.be.revertedWithCustomError(gateway, "SettlementReceiverInvalid")
        .withArgs(receiver);
    }
    await expect(gateway.shield(3n, 1n, 5n, { value: await gateway.shieldFee() }))
      .to.be.revertedWithCustomError(gateway, "SettlementAssetUnknown")
      .withArgs(3n);
  });

  it("SETTLE-77: the item's fee is paid, and what is beyond comes back", async () => {
    const { desk, gateway, actors, alice, queue } = await load();
    const fee = await gateway.shieldFee();
    expect(fee).to.equal(2_000_000n * 1_000n);
    const call = async () => desk.shield(actors.anyone, desk.world.shield(alice, 1n, 7n), 1_000n);
    await expect(call).to.changeEtherBalances(ethers, [actors.anyone, queue], [-fee, fee]);
    await expect(gateway.connect(actors.anyone).shield(1n, 1n, 5n, { value: fee - 1n }))
      .to.be.revertedWithCustomError(gateway, "SettlementFeeTooLow")
      .withArgs(fee, fee - 1n);
  });

  it("SETTLE-77: who takes no wei back pays exactly", async () => {
    const { gateway, bond } = await load();
    const payer = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    const address = await gateway.getAddress();
    const fee = await gateway.shieldFee();
    await payer.setRefuses(true);
    await bond.mint(payer, 10n);
    await payer.forward(bond, bond.interface.encodeFunctionData("approve", [address, 10n]), 0n);
    const shield = gateway.interface.encodeFunctionData("shield", [1n, 10n, 5n]);
    await expect(payer.forward(address, shield, fee + 1n, { value: fee + 1n }))
      .to.be.revertedWithCustomError(gateway, "SettlementRefundRefused")
      .withArgs(await payer.getAddress(), 1n);
    await payer.forward(address, shield, fee, { value: fee });
    expect((await gateway.shieldOf(0n)).sender).to.equal(await payer.getAddress());
  });

  it("SETTLE-77: nothing is shielded into a lane that has ended, and no fee is paid for it", async () => {
    const { desk, gateway, bond, actors, alice, rollup, queue, parameters, settlementGenesis } = await load();
    const { item } = await itemOf(
      { queue },
      await desk.shield(actors.anyone, desk.world.shield(alice, 1n, 1n)),
    );
    await passTime(desk.l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(settlementGenesis), item);
    await expect(desk.shield(actors.anyone, desk.world.shield(alice, 1n, 7n)))
      .to.be.revertedWithCustomError(gateway, "SettlementLaneEnded")
      .withArgs(settlementLane);
    const boxes = await ethers.deployContract("ShieldBoxes", [gateway]);
    const purpose = { asset: 1n, receiver: 5n, owner: actors.council.address };
    await bond.mint(await boxes.boxOf(purpose), 7n);
    await expect(boxes.connect(actors.other).shield(purpose, { value: await gateway.shieldFee() }))
      .to.be.revertedWithCustomError(gateway, "SettlementLaneEnded")
      .withArgs(settlementLane);
  });

  it("SETTLE-75, SETTLE-76: a token that takes a fee, or moves nothing, is refused", async () => {
    const l1 = await load();
    const { gateway, actors } = l1;
    const token = await ethers.deployContract("FaultyTokenMock");
    await throughTimelock(l1, gateway, "addAsset", [3n, await token.getAddress()]);
    await token.mint(actors.anyone, 1_000n);
    await token.connect(actors.anyone).approve(gateway, 1_000n);
    const value = await gateway.shieldFee();
    for (const [fault, actual] of [
      [1, 99n],
      [3, 0n],
      [5, 101n],
    ] as const) {
      await token.setFault(fault);
      await expect(gateway.connect(actors.anyone).shield(3n, 100n, 5n, { value }))
        .to.be.revertedWithCustomError(gateway, "SettlementTokenMovedOther")
        .withArgs(await token.getAddress(), 100n, actual);
    }
  });
});

describe("SettlementShields > crossings of a batch", () => {
  it("SETTLE-78: a shield that nobody paid for, or for more, or for another, is refused", async () => {
    const { desk, gateway, actors, alice, verify } = await load();
    const honest = await desk.fund(actors.anyone, alice, 1n, 100n);
    const batch = await desk.make([honest, desk.world.blank()]);
    const paid = { kind: 1n, asset: 1n, amount: 100n, target: honest.crossing.target };
    for (const forged of [
      { ...paid, amount: 101n },
      { ...paid, asset: 2n },
      { ...paid, target: paid.target + 1n },
    ]) {
      await expect(verify(restated(batch, { data: showing(batch.data, forged) })))
        .to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown")
        .withArgs(shownWord(forged), forged.target);
    }
    await expect(verify(restated(batch, { data: showing(batch.data, paid, 1) })))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown")
      .withArgs(shownWord(paid), paid.target);
    expect(await verify(batch)).to.equal(true);
  });

  it("SETTLE-78: only shields whose items the batch consumes, and in their order", async () => {
    const { desk, gateway, actors, alice, bob, verify } = await load();
    const first = await desk.fund(actors.anyone, alice, 1n, 100n);
    const second = await desk.fund(actors.other, bob, 2n, 200n);
    const wrongOrder = await desk.make([second, first]);
    await expect(verify(wrongOrder))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown")
      .withArgs((1n << 160n) + (1n << 128n) + 100n, first.crossing.target);
    const [one, other] = [wrongOrder.data.subarray(864), wrongOrder.data.subarray(0, 864)];
    const data = new Uint8Array([...one, ...other]);
    await expect(verify(restated(wrongOrder, { data, header: { queueCursor: 1n } })))
      .to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown")
      .withArgs((1n << 160n) + (2n << 128n) + 200n, second.crossing.target);
    expect(await verify(restated(wrongOrder, { data }))).to.equal(true);
  });

  it("SETTLE-78: one that a batch before has consumed comes too late, used or not", async () => {
    const { desk, gateway, actors, alice, bob, verify } = await load();
    const used = await desk.fund(actors.anyone, alice, 1n, 100n);
    const left = await desk.fund(actors.other, bob, 2n, 200n);
    await desk.advance([used, desk.world.blank()]);
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    expect(await verify(batch)).to.equal(true);
    for (const { crossing, legs } of [used, left]) {
      const late = { kind: 1n, asset: legs[0].asset, amount: crossing.amount, target: crossing.target };
      await expect(verify(restated(batch, { data: showing(batch.data, late) })))
        .to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown")
        .withArgs(shownWord(late), late.target);
    }
  });

  it("SETTLE-74, SETTLE-78: what was right of a batch far behind stays right, and what was wrong wrong", async () => {
    const { desk, gateway, actors, alice, verify } = await load();
    const made: MadeBatch[] = [];
    for (let i = 0; i < 5; ++i) {
      const shield = await desk.fund(actors.anyone, alice, 1n, 100n + BigInt(i));
      made.push((await desk.advance([shield, desk.world.blank()])).batch);
    }
    for (const batch of made) expect(await verify(batch)).to.equal(true);
    const [second, third] = made.slice(1) as [MadeBatch, MadeBatch];
    const others = restated(second, { data: new Uint8Array([...third.data]) });
    await expect(verify(others)).to.be.revertedWithCustomError(gateway, "SettlementShieldUnknown");
  });

  it("SETTLE-79: an unshield to where nothing can be paid is refused", async () => {
    const { desk, gateway, verify, actors } = await load();
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    const to = await addressWord(actors.anyone);
    const unshield = { kind: 2n, asset: 1n, amount: 10n, target: to };
    expect(await verify(restated(batch, { data: showing(batch.data, unshield) }))).to.equal(true);
    const itself = BigInt(await gateway.getAddress());
    for (const target of [0n, itself, to + (1n << 160n), to + (2n << 160n), to + (1n << 200n)]) {
      const data = showing(batch.data, { ...unshield, target });
      await expect(verify(restated(batch, { data })))
        .to.be.revertedWithCustomError(gateway, "SettlementTargetInvalid")
        .withArgs(1n, target);
    }
    await expect(verify(restated(batch, { data: showing(batch.data, { ...unshield, asset: 9n }) })))
      .to.be.revertedWithCustomError(gateway, "SettlementAssetUnknown")
      .withArgs(9n);
  });
});
