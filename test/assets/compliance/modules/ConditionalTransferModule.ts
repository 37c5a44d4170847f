import { expect } from "chai";
import { network } from "hardhat";

import { RULE_WAYS, ruleWay } from "../../../helpers/ruleWays.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("ConditionalTransferModule", () => {
  const deploy = () => ethers.deployContract("ConditionalTransferModule");
  const own = async () => ruleWay(connection, "token", deploy);
  const reference = async () => ruleWay(connection, "reference", deploy);
  const fixtures = { token: own, reference };

  for (const way of RULE_WAYS) {
    it(`COMPLIANCE-24, COMPLIANCE-40: each transfer and creation uses up an approval (${way})`, async () => {
      const { set, minter, passes, token, module, compliance, alice, bob, carol } =
        await networkHelpers.loadFixture(fixtures[way]);
      await expect(minter.mint(alice, 100n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await set("approveTransfer", [ethers.ZeroAddress, alice.address, 100n]);
      await minter.mint(alice, 100n);
      await expect(minter.mint(alice, 100n)).to.be.revertedWithCustomError(token, "ERC7943CannotTransfer");
      await set("approveTransfer", [alice.address, bob.address, 10n]);
      await set("approveTransfer", [alice.address, bob.address, 10n]);
      const hash = await module.calculateTransferHash(alice, bob, 10n, token);
      expect(hash).to.equal(
        ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(
            ["address", "address", "uint256", "address"],
            [alice.address, bob.address, 10n, await token.getAddress()],
          ),
        ),
      );
      expect(await module.getTransferApprovals(compliance, hash)).to.equal(2n);
      expect(await passes(alice, bob, 9n)).to.equal(false);
      expect(await passes(alice, carol, 10n)).to.equal(false);
      for (const left of [1n, 0n]) {
        await expect(token.connect(alice).transfer(bob, 10n))
          .to.emit(module, "ApprovalRemoved")
          .withArgs(alice.address, bob.address, 10n, token);
        expect(await module.getTransferApprovals(compliance, hash)).to.equal(left);
        expect(await module.isTransferApproved(compliance, hash)).to.equal(left > 0n);
      }
      expect(await passes(alice, bob, 10n)).to.equal(false);
      await minter.forcedTransfer(alice, bob, 10n);
      await minter.burn(alice, 10n);
    });
  }

  it("COMPLIANCE-25: what agents do by force uses none up", async () => {
    const { set, minter, token, module, compliance, alice, aliceToo, bob, identities } =
      await networkHelpers.loadFixture(own);
    await set("approveTransfer", [ethers.ZeroAddress, alice.address, 100n]);
    await minter.mint(alice, 100n);
    await set("approveTransfer", [alice.address, bob.address, 10n]);
    await set("approveTransfer", [alice.address, aliceToo.address, 80n]);
    await set("approveTransfer", [alice.address, ethers.ZeroAddress, 10n]);
    for (const call of [
      () => minter.forcedTransfer(alice, bob, 10n),
      () => minter.burn(alice, 10n),
      () => minter.recoveryAddress(alice, aliceToo, identities.alice),
    ]) {
      await expect(call()).to.not.emit(module, "ApprovalRemoved");
    }
    const hash = await module.calculateTransferHash(alice, bob, 10n, token);
    expect(await module.isTransferApproved(compliance, hash)).to.equal(true);
  });

  it("COMPLIANCE-25: a burn told afterwards uses none up either", async () => {
    const { set, minter, module, alice } = await networkHelpers.loadFixture(reference);
    await set("approveTransfer", [ethers.ZeroAddress, alice.address, 100n]);
    await minter.mint(alice, 100n);
    await set("approveTransfer", [alice.address, ethers.ZeroAddress, 10n]);
    await expect(minter.burn(alice, 10n)).to.not.emit(module, "ApprovalRemoved");
  });

  it("COMPLIANCE-24: approvals are given and taken back, one by one or in batches", async () => {
    const { set, token, module, compliance, alice, bob, carol, stranger } = await networkHelpers.loadFixture(
      fixtures.token,
    );
    const one = [alice.address, bob.address, 10n] as const;
    await expect(set("approveTransfer", one))
      .to.emit(module, "TransferApproved")
      .withArgs(...one, token);
    await expect(set("unApproveTransfer", one))
      .to.emit(module, "ApprovalRemoved")
      .withArgs(...one, token);
    await expect(set("unApproveTransfer", one))
      .to.be.revertedWithCustomError(module, "TransferNotApproved")
      .withArgs(...one, token);
    const batch = [
      [alice.address, bob.address],
      [bob.address, carol.address],
      [1n, 2n],
    ];
    await expect(set("batchApproveTransfers", batch))
      .to.emit(module, "TransferApproved")
      .withArgs(bob.address, carol.address, 2n, token);
    const hash = await module.calculateTransferHash(alice, bob, 1n, token);
    expect(await module.getTransferApprovals(compliance, hash)).to.equal(1n);
    await expect(set("batchUnApproveTransfers", batch))
      .to.emit(module, "ApprovalRemoved")
      .withArgs(alice.address, bob.address, 1n, token);
    for (const fn of ["batchApproveTransfers", "batchUnApproveTransfers"]) {
      await expect(set(fn, [[alice.address], [], [1n]]))
        .to.be.revertedWithCustomError(module, "ApprovalListsUneven")
        .withArgs(1n, 0n, 1n);
      await expect(set(fn, [[alice.address], [bob.address], []]))
        .to.be.revertedWithCustomError(module, "ApprovalListsUneven")
        .withArgs(1n, 1n, 0n);
    }
    const other = module.connect(stranger);
    for (const call of [
      () => other.approveTransfer(alice, bob, 1n),
      () => other.unApproveTransfer(alice, bob, 1n),
      () => other.batchApproveTransfers([], [], []),
      () => other.batchUnApproveTransfers([], [], []),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(module, "ModuleCallerNotCompliance");
    }
  });
});
