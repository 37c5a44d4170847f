import { expect } from "chai";
import { Signature, TypedDataEncoder, Wallet, ZeroAddress, id } from "ethers";
import { network } from "hardhat";
import type { L1 } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { passTime } from "../helpers/setUpL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const fixtures = fixturesOfL1(connection);
const ether = 10n ** 18n;

const types = {
  Receipts: [
    { name: "lane", type: "uint32" },
    { name: "epoch", type: "uint64" },
    { name: "number", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "receiptsRoot", type: "bytes32" },
  ],
};
const receipts = { lane: 1n, epoch: 0n, number: 7n, blockHash: id("block"), receiptsRoot: id("receipts") };
const twin = { ...receipts, blockHash: id("another block") };

async function domainOf({ sequencerBond }: L1) {
  return {
    name: "Muniment Sequencer",
    version: "1",
    chainId: 31_337n,
    verifyingContract: await sequencerBond.getAddress(),
  };
}

/** L1 with a sequencer that has bonded three ETH and a wei, and its signatures over two blocks of one number. */
async function bonded() {
  const l1 = await fixtures.bare();
  const sequencer = new Wallet(id("sequencer"), ethers.provider);
  await l1.actors.deployer.sendTransaction({ to: sequencer.address, value: 10n * ether });
  const bond = 3n * ether + 1n;
  await l1.sequencerBond.connect(sequencer).deposit({ value: bond });
  const domain = await domainOf(l1);
  const sign = (of: typeof receipts) => sequencer.signTypedData(domain, types, of);
  const signatures: [string, string] = [await sign(receipts), await sign(twin)];
  return { ...l1, sequencer, bond, domain, sign, signatures };
}

describe("SequencerBond", () => {
  it("ROLLUP-27: two signatures over different blocks forfeit the bond, half to the reporter, half burnt", async () => {
    const { sequencerBond, actors, sequencer, bond, signatures } = await bonded();
    const reward = bond / 2n;
    const sent = sequencerBond.connect(actors.anyone).report(sequencer, receipts, twin, signatures);
    await expect(sent)
      .to.emit(sequencerBond, "Equivocated")
      .withArgs(sequencer, actors.anyone, Object.values(receipts), Object.values(twin));
    await expect(sent)
      .to.emit(sequencerBond, "BondForfeited")
      .withArgs(sequencer, actors.anyone, reward, bond - reward);
    expect(await sequencerBond.bondOf(sequencer)).to.equal(0n);
    expect(await sequencerBond.burnt()).to.equal(bond - reward);
    expect(await sequencerBond.rewardOf(actors.anyone)).to.equal(reward);
    expect(await sequencerBond.isBarred(sequencer)).to.equal(true);
    const mine = sequencerBond.connect(actors.anyone);
    await expect(mine.takeReward()).to.changeEtherBalances(
      ethers,
      [actors.anyone, sequencerBond],
      [reward, -reward],
    );
    expect(await ethers.provider.getBalance(sequencerBond)).to.equal(bond - reward);
    await expect(mine.takeReward())
      .to.be.revertedWithCustomError(sequencerBond, "SequencerRewardNone")
      .withArgs(actors.anyone);
  });

  it("ROLLUP-27: another receipts root for the same block is one too", async () => {
    const { sequencerBond, sequencer, sign, signatures } = await bonded();
    const other = { ...receipts, receiptsRoot: id("other receipts") };
    await expect(
      sequencerBond.report(sequencer, receipts, other, [signatures[0], await sign(other)]),
    ).to.emit(sequencerBond, "Equivocated");
  });

  it("ROLLUP-27: the reward is told when it is taken", async () => {
    const { sequencerBond, actors, sequencer, bond, signatures } = await bonded();
    const mine = sequencerBond.connect(actors.anyone);
    await mine.report(sequencer, receipts, twin, signatures);
    await expect(mine.takeReward())
      .to.emit(sequencerBond, "RewardTaken")
      .withArgs(actors.anyone, bond / 2n);
  });

  it("ROLLUP-27, attack 56: the same receipt twice is no equivocation", async () => {
    const { sequencerBond, sequencer, signatures } = await bonded();
    const [same] = signatures;
    await expect(
      sequencerBond.report(sequencer, receipts, receipts, [same, same]),
    ).to.be.revertedWithCustomError(sequencerBond, "SequencerNotEquivocation");
  });

  for (const [field, value] of [
    ["lane", 2n],
    ["epoch", 1n],
    ["number", 8n],
  ] as const) {
    it(`ROLLUP-27, attack 56: neither are receipts of another ${field}`, async () => {
      const { sequencerBond, sequencer, sign, signatures } = await bonded();
      const other = { ...twin, [field]: value };
      await expect(
        sequencerBond.report(sequencer, receipts, other, [signatures[0], await sign(other)]),
      ).to.be.revertedWithCustomError(sequencerBond, "SequencerNotEquivocation");
    });
  }

  it("ROLLUP-27: both signatures are the sequencer's, for this chain and contract, in canonical form", async () => {
    const { sequencerBond, sequencer, domain, signatures } = await bonded();
    const stranger = new Wallet(id("stranger"));
    const theirs = await stranger.signTypedData(domain, types, twin);
    await expect(sequencerBond.report(sequencer, receipts, twin, [signatures[0], theirs]))
      .to.be.revertedWithCustomError(sequencerBond, "SequencerSignatureInvalid")
      .withArgs(sequencer, stranger);
    const elsewhere = await sequencer.signTypedData({ ...domain, chainId: 1n }, types, receipts);
    await expect(
      sequencerBond.report(sequencer, receipts, twin, [elsewhere, signatures[1]]),
    ).to.be.revertedWithCustomError(sequencerBond, "SequencerSignatureInvalid");
    const { r, s, v } = Signature.from(signatures[0]);
    const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
    const high = `${r}${(order - BigInt(s)).toString(16).padStart(64, "0")}${v === 27 ? "1c" : "1b"}`;
    for (const bad of [high, "0x", signatures[0].slice(0, -2)]) {
      await expect(sequencerBond.report(sequencer, receipts, twin, [bad, signatures[1]]))
        .to.be.revertedWithCustomError(sequencerBond, "SequencerSignatureInvalid")
        .withArgs(sequencer, ZeroAddress);
    }
  });

  it("ROLLUP-27: the message is the typed data's", async () => {
    const { sequencerBond, domain } = await bonded();
    expect(await sequencerBond.messageOf(receipts)).to.equal(TypedDataEncoder.hash(domain, types, receipts));
  });

  it("ROLLUP-27: who has no bond has nothing to forfeit, and who has forfeited it gives no other", async () => {
    const { sequencerBond, sequencer, signatures } = await bonded();
    await sequencerBond.report(sequencer, receipts, twin, signatures);
    await expect(sequencerBond.report(sequencer, receipts, twin, signatures))
      .to.be.revertedWithCustomError(sequencerBond, "SequencerUnknown")
      .withArgs(sequencer);
    await expect(sequencerBond.connect(sequencer).deposit({ value: ether }))
      .to.be.revertedWithCustomError(sequencerBond, "SequencerBarred")
      .withArgs(sequencer);
  });

  describe("bonds", () => {
    it("ROLLUP-27: are at least the least, and can be raised", async () => {
      const { sequencerBond, actors } = await fixtures.bare();
      const mine = sequencerBond.connect(actors.other);
      await expect(mine.deposit({ value: ether - 1n }))
        .to.be.revertedWithCustomError(sequencerBond, "SequencerBondTooLow")
        .withArgs(ether, ether - 1n);
      await expect(mine.deposit({ value: ether }))
        .to.emit(sequencerBond, "BondDeposited")
        .withArgs(actors.other, ether);
      await mine.deposit({ value: 1n });
      expect(await sequencerBond.bondOf(actors.other)).to.equal(ether + 1n);
      expect(await sequencerBond.leastBond()).to.equal(ether);
    });

    it("ROLLUP-27: leave after a delay that is longer than the escape delay", async () => {
      const { sequencerBond, policy, parameters, sequencer, bond } = await bonded();
      const mine = sequencerBond.connect(sequencer);
      const delay = await sequencerBond.leaveDelay();
      expect(delay).to.be.greaterThan(parameters.escapeDelay);
      await expect(mine.withdraw())
        .to.be.revertedWithCustomError(sequencerBond, "SequencerNotLeaving")
        .withArgs(sequencer);
      const time = BigInt(await networkHelpers.time.latest()) + 10n;
      await networkHelpers.time.setNextBlockTimestamp(time);
      await expect(mine.beginLeaving())
        .to.emit(sequencerBond, "BondLeaving")
        .withArgs(sequencer, time + delay);
      expect(await sequencerBond.leavesAt(sequencer)).to.equal(time + delay);
      await networkHelpers.time.setNextBlockTimestamp(time + delay - 1n);
      await expect(mine.withdraw())
        .to.be.revertedWithCustomError(sequencerBond, "SequencerStays")
        .withArgs(time + delay);
      await networkHelpers.time.setNextBlockTimestamp(time + delay);
      await expect(mine.withdraw()).to.emit(sequencerBond, "BondWithdrawn").withArgs(sequencer, bond);
      expect(await ethers.provider.getBalance(sequencerBond)).to.equal(0n);
      await expect(
        ethers.deployContract("SequencerBond", [policy, parameters.escapeDelay, ether]),
      ).to.be.revertedWithCustomError(sequencerBond, "SequencerDelayTooShort");
      await expect(
        ethers.deployContract("SequencerBond", [policy, parameters.escapeDelay + 1n, 0n]),
      ).to.be.revertedWithCustomError(sequencerBond, "SequencerBondTooLow");
    });

    it("ROLLUP-27: can be forfeited until they have left", async () => {
      const { sequencerBond, sequencer, signatures } = await bonded();
      await sequencerBond.connect(sequencer).beginLeaving();
      await passTime({ connection }, (await sequencerBond.leaveDelay()) + 1n);
      await sequencerBond.report(sequencer, receipts, twin, signatures);
      await expect(sequencerBond.connect(sequencer).withdraw()).to.be.revertedWithCustomError(
        sequencerBond,
        "SequencerNotLeaving",
      );
    });

    it("ROLLUP-27: stay when they are raised while they leave", async () => {
      const { sequencerBond, sequencer, actors } = await bonded();
      const mine = sequencerBond.connect(sequencer);
      await mine.beginLeaving();
      await mine.deposit({ value: 1n });
      expect(await sequencerBond.leavesAt(sequencer)).to.equal(0n);
      await expect(sequencerBond.connect(actors.other).beginLeaving())
        .to.be.revertedWithCustomError(sequencerBond, "SequencerUnknown")
        .withArgs(actors.other);
    });

    it("ROLLUP-27, attack 29: who refuses wei keeps its credit", async () => {
      const { sequencerBond, sequencer, bond, signatures } = await bonded();
      const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
      await contract.setRefuses(true);
      const { interface: abi } = sequencerBond;
      const report = abi.encodeFunctionData("report", [sequencer.address, receipts, twin, signatures]);
      await contract.forward(sequencerBond, report, 0n);
      const take = abi.encodeFunctionData("takeReward");
      await expect(contract.forward(sequencerBond, take, 0n))
        .to.be.revertedWithCustomError(sequencerBond, "SequencerTransferFailed")
        .withArgs(contract, bond / 2n);
      await contract.setRefuses(false);
      await contract.setCallBack(sequencerBond, take);
      await expect(contract.forward(sequencerBond, take, 0n)).to.be.revertedWithCustomError(
        sequencerBond,
        "SequencerTransferFailed",
      );
      expect(await sequencerBond.rewardOf(contract)).to.equal(bond / 2n);
    });
  });
});
