import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { encodeBatchHeader } from "@muniment/protocol";
import { commit, noItem } from "../helpers/batches.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { nextHeader } from "../helpers/headers.js";
import { passTime } from "../helpers/setUpL1.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;
const fixtures = fixturesOfL1(connection);

describe("Rollup > bonds", () => {
  it("ROLLUP-11: takes bonds and pays out what is free", async () => {
    const { rollup, actors } = await fixtures.development();
    const mine = rollup.connect(actors.other);
    await expect(mine.depositBond({ value: 5n }))
      .to.emit(rollup, "BondDeposited")
      .withArgs(actors.other, 5n);
    await expect(mine.withdrawBond(6n))
      .to.be.revertedWithCustomError(rollup, "RollupBondTooLow")
      .withArgs(6n, 5n);
    await expect(mine.withdrawBond(2n)).to.changeEtherBalances(ethers, [actors.other, rollup], [2n, -2n]);
    await expect(mine.withdrawBond(3n)).to.emit(rollup, "BondWithdrawn").withArgs(actors.other, 3n);
    expect(await rollup.freeBondOf(actors.other)).to.equal(0n);
  });

  it("ROLLUP-11: what a batch has locked does not leave", async () => {
    const { rollup, actors, parameters, headers } = await fixtures.threeBatches();
    expect(headers.length).to.equal(4);
    const bond = parameters.bondGwei * 10n ** 9n;
    const mine = rollup.connect(actors.committer);
    await mine.withdrawBond(7n * bond);
    await expect(mine.withdrawBond(1n))
      .to.be.revertedWithCustomError(rollup, "RollupBondTooLow")
      .withArgs(1n, 0n);
  });

  it("ROLLUP-11: who refuses wei keeps its bond", async () => {
    const { rollup } = await fixtures.development();
    const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await contract.forward(rollup, rollup.interface.encodeFunctionData("depositBond"), 5n, { value: 5n });
    await contract.setRefuses(true);
    const withdraw = rollup.interface.encodeFunctionData("withdrawBond", [5n]);
    await expect(contract.forward(rollup, withdraw, 0n))
      .to.be.revertedWithCustomError(rollup, "RollupBondTransferFailed")
      .withArgs(contract, 5n);
    expect(await rollup.freeBondOf(contract)).to.equal(5n);
  });

  it("ROLLUP-11, attack 38: who calls back gets its bond once", async () => {
    const { rollup, actors } = await fixtures.development();
    await rollup.connect(actors.other).depositBond({ value: 100n });
    const contract = await ethers.deployContract("ForwarderMock", [ZeroAddress, "0x"]);
    await contract.forward(rollup, rollup.interface.encodeFunctionData("depositBond"), 10n, { value: 10n });
    const withdraw = rollup.interface.encodeFunctionData("withdrawBond", [5n]);
    await contract.setCallBack(rollup, withdraw);
    await expect(contract.forward(rollup, withdraw, 0n)).to.be.revertedWithCustomError(
      rollup,
      "RollupBondTransferFailed",
    );
    expect(await rollup.freeBondOf(contract)).to.equal(10n);
  });

  it("ROLLUP-23: the bond of a batch that was taken away is released once, for its committer", async () => {
    const { rollup, actors, parameters } = await fixtures.threeBatches();
    const bond = parameters.bondGwei * 10n ** 9n;
    await expect(rollup.releaseBond(lane, 2n))
      .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
      .withArgs(lane, 2n);
    await rollup.connect(actors.council).rollBack(lane, 1n, ZeroAddress);
    const before = await rollup.freeBondOf(actors.committer);
    await expect(rollup.connect(actors.anyone).releaseBond(lane, 3n))
      .to.emit(rollup, "BondReleased")
      .withArgs(lane, 3n, actors.committer, bond);
    expect(await rollup.freeBondOf(actors.committer)).to.equal(before + bond);
    for (const index of [1n, 3n, 4n]) {
      await expect(rollup.releaseBond(lane, index))
        .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
        .withArgs(lane, index);
    }
  });

  it("ROLLUP-23: bonds that an ended lane leaves behind come back, with a game once the batch is SECURED", async () => {
    for (const isSecured of [false, true]) {
      const l1 = await (isSecured ? fixtures.secured() : fixtures.threeBatches());
      const { rollup, actors, parameters, headers } = l1;
      const bond = parameters.bondGwei * 10n ** 9n;
      await passTime(l1, parameters.escapeDelay + 1n);
      await expect(rollup.releaseBond(lane, 1n)).to.be.revertedWithCustomError(rollup, "RollupBatchUnknown");
      await rollup.endLane(encodeBatchHeader(headers[0]), noItem);
      if (isSecured) {
        await expect(rollup.releaseBond(lane, 1n))
          .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
          .withArgs(1n, evidence.secured, 0n);
        await rollup.secure(lane, 1n);
      }
      await expect(rollup.connect(actors.anyone).releaseBond(lane, 1n))
        .to.emit(rollup, "BondReleased")
        .withArgs(lane, 1n, actors.committer, bond);
      await expect(rollup.releaseBond(lane, 1n)).to.be.revertedWithCustomError(rollup, "RollupBatchUnknown");
    }
  });

  it("ROLLUP-23: a batch in its place gives it back too", async () => {
    const l1 = await fixtures.threeBatches();
    const { rollup, actors, parameters, headers } = l1;
    await rollup.connect(actors.council).rollBack(lane, 0n, ZeroAddress);
    const before = await rollup.freeBondOf(actors.committer);
    const again = nextHeader(headers[0], { epoch: 1n });
    await expect(commit(l1, again, headers[0]))
      .to.emit(rollup, "BondReleased")
      .withArgs(lane, 1n, actors.committer, parameters.bondGwei * 10n ** 9n);
    expect(await rollup.freeBondOf(actors.committer)).to.equal(before);
  });
});
