import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { bridgeWorld, releaseEth } from "../../helpers/bridge/bridgeWorld.js";
import { loader } from "../../helpers/bridge/loader.js";
import { bulk, escapeDelay, gasPrice } from "../../helpers/bridge/rollupWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const one = parseEther("1");
const gasLimit = 100_000n;
const fee = gasLimit * gasPrice;

describe("L1EthGateway", () => {
  const fixture = async () => {
    const world = await bridgeWorld(connection);
    const [alice, bob, carol] = world.people as [
      (typeof world.people)[0],
      (typeof world.people)[0],
      (typeof world.people)[0],
    ];
    await world.ethGateway.connect(carol).deposit(carol, 500n * one, gasLimit, { value: 500n * one + fee });
    await world.finalize({ items: 1 });
    return { ...world, alice, bob, carol };
  };
  const load = loader(connection, fixture);

  describe("deposit", () => {
    it("BRIDGE-11: queues an item that mints the amount, and holds it", async () => {
      const { ethGateway, queue, alice, bob, itemAt } = await load();
      const call = ethGateway.connect(alice).deposit(bob, one, gasLimit, { value: one + fee });
      await expect(call).to.emit(queue, "ItemQueued");
      await expect(call).to.changeEtherBalances(
        ethers,
        [alice, ethGateway, queue],
        [-one - fee, one + fee, 0n],
      );
      const { sender, recipient, mint, value, gasLimit: gas } = await itemAt(1);
      expect({ sender, recipient, mint, value, gas }).to.deep.equal({
        sender: alice.address,
        recipient: bob.address,
        mint: one,
        value: one,
        gas: gasLimit,
      });
    });

    it("QUEUE-7: anyone has the fees handed over, and nothing of what was deposited", async () => {
      const { ethGateway, queue, alice, bob, operator } = await load();
      await ethGateway.handOverFees();
      await ethGateway.connect(alice).deposit(bob, one, gasLimit, { value: one + fee });
      await queue.connect(operator).setGasPrice(1, gasPrice / 2n);
      await ethGateway.connect(alice).deposit(bob, one, gasLimit, { value: one + fee / 2n });
      const due = fee + fee / 2n;
      await expect(ethGateway.connect(bob).handOverFees()).to.changeEtherBalances(
        ethers,
        [ethGateway, queue],
        [-due, due],
      );
      await expect(ethGateway.handOverFees()).to.changeEtherBalances(ethers, [ethGateway, queue], [0n, 0n]);
      expect(await ethers.provider.getBalance(ethGateway)).to.equal(502n * one);
    });

    it("BRIDGE-11, attack 45: what was sent beyond the fee comes back to the sender", async () => {
      const { ethGateway, queue, alice, bob } = await load();
      const call = ethGateway.connect(alice).deposit(bob, one, gasLimit, { value: 3n * one });
      await expect(call).to.changeEtherBalances(
        ethers,
        [alice, ethGateway, queue],
        [-one - fee, one + fee, 0n],
      );
    });

    it("BRIDGE-11, attack 45: refuses no recipient, no amount, too little value, and a refund not taken", async () => {
      const { ethGateway, alice, bob } = await load();
      const gateway = ethGateway.connect(alice);
      await expect(gateway.deposit(ZeroAddress, one, gasLimit, { value: one + fee }))
        .to.be.revertedWithCustomError(ethGateway, "GatewayRecipientInvalid")
        .withArgs(ZeroAddress);
      await expect(gateway.deposit(bob, 0, gasLimit, { value: fee })).to.be.revertedWithCustomError(
        ethGateway,
        "GatewayAmountZero",
      );
      for (const value of [one + fee - 1n, fee - 1n, 0n]) {
        await expect(gateway.deposit(bob, one, gasLimit, { value }))
          .to.be.revertedWithCustomError(ethGateway, "GatewayValueTooLow")
          .withArgs(one + fee, value);
      }
      const taker = await ethers.deployContract("EthTakerMock");
      await taker.setRefuses(true);
      const data = ethGateway.interface.encodeFunctionData("deposit", [bob.address, one, gasLimit]);
      await expect(taker.forward(ethGateway, data, { value: one + fee + 1n }))
        .to.be.revertedWithCustomError(ethGateway, "GatewayPaymentRefused")
        .withArgs(await taker.getAddress(), 1);
    });

    it("BRIDGE-11, attack 41: a contract's deposit is its alias's", async () => {
      const { ethGateway, bob, itemAt } = await load();
      const taker = await ethers.deployContract("EthTakerMock");
      const data = ethGateway.interface.encodeFunctionData("deposit", [bob.address, one, gasLimit]);
      await taker.forward(ethGateway, data, { value: one + fee });
      const { sender } = await itemAt(1);
      expect(BigInt(sender)).to.equal(
        (BigInt(await taker.getAddress()) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n,
      );
    });
  });

  describe("release", () => {
    it("BRIDGE-12: pays out on L1 what was withdrawn on L2", async () => {
      const { ethGateway, bob, withdrawal, claim } = await load();
      const call = await claim(withdrawal(bob.address, one));
      await expect(call).to.emit(ethGateway, "PaidOut").withArgs(ZeroAddress, bob.address, one);
      await expect(call).to.changeEtherBalances(ethers, [bob, ethGateway], [one, -one]);
    });

    it("BRIDGE-10, attack 41: believes its messenger alone, and its counterpart alone", async () => {
      const { ethGateway, timelock, place, policy, queue, alice, messenger, claim, messageOf } = await load();
      const counterpart = ethers.getAddress(predeploys.ethGateway);
      await expect(ethGateway.connect(alice).release(alice, one))
        .to.be.revertedWithCustomError(ethGateway, "MessageSenderInvalid")
        .withArgs(counterpart, alice.address, ZeroAddress);
      // Another sender of L2 does not even reach the gateway; where a messenger let it, the gateway would not.
      const message = messageOf({
        sender: alice.address,
        target: await ethGateway.getAddress(),
        data: releaseEth.encodeFunctionData("release", [alice.address, one]),
      });
      await expect(claim(message)).to.be.revertedWithCustomError(messenger, "MessengerTargetForbidden");
      const context = await ethers.deployContract("ContextMock");
      const lax = await ethers.deployContract("L1EthGateway", [
        timelock,
        escapeDelay,
        place,
        { messenger: context, policy, counterpart },
        queue,
        { most: one, finalityClass: 0 },
      ]);
      await context.setContext(alice, 1, 0);
      await expect(context.send(lax, message.data))
        .to.be.revertedWithCustomError(lax, "MessageSenderInvalid")
        .withArgs(counterpart, await context.getAddress(), alice.address);
    });

    it("BRIDGE-19: ETH needs what makes its lane FINAL, no more", async () => {
      const { messenger, bob, withdrawal, finalizeMessages, inclusionOf } = await load();
      const [first, second] = [withdrawal(bob.address, one), withdrawal(bob.address, one)];
      await finalizeMessages(first);
      const batch = await finalizeMessages(second);
      // Under a later root too, and whatever is said about the root before.
      await expect(messenger.claimMessage(first, inclusionOf(first, batch, 77))).to.changeEtherBalance(
        ethers,
        bob,
        one,
      );
    });

    it("BRIDGE-13: what a recipient does not take is owed to it, and it names another place", async () => {
      const { ethGateway, bob, withdrawal, claim } = await load();
      const taker = await ethers.deployContract("EthTakerMock");
      const address = await taker.getAddress();
      await taker.setRefuses(true);
      await expect(claim(withdrawal(address, one)))
        .to.emit(ethGateway, "PayoutOwed")
        .withArgs(ZeroAddress, address, one);
      await claim(withdrawal(address, one));
      expect(await ethGateway.owedTo(ZeroAddress, taker)).to.equal(2n * one);
      const collect = (to: string) =>
        taker.forward(ethGateway, ethGateway.interface.encodeFunctionData("collectOwed", [ZeroAddress, to]));
      await expect(collect(address))
        .to.be.revertedWithCustomError(ethGateway, "GatewayPaymentRefused")
        .withArgs(address, 2n * one);
      await expect(collect(bob.address))
        .to.emit(ethGateway, "OwedCollected")
        .withArgs(ZeroAddress, address, bob.address, 2n * one);
      await expect(collect(bob.address))
        .to.be.revertedWithCustomError(ethGateway, "GatewayNothingOwed")
        .withArgs(ZeroAddress, address);
      await ethGateway.handOverFees();
      expect(await ethers.provider.getBalance(ethGateway)).to.equal(498n * one);
    });

    it("BRIDGE-13, attack 38: a recipient that calls back gets nothing twice", async () => {
      const { ethGateway, withdrawal, claim } = await load();
      const taker = await ethers.deployContract("EthTakerMock");
      const address = await taker.getAddress();
      await taker.setRefuses(true);
      await claim(withdrawal(address, one));
      await taker.setRefuses(false);
      const collect = ethGateway.interface.encodeFunctionData("collectOwed", [ZeroAddress, address]);
      await taker.setCall(ethGateway, collect);
      await expect(taker.forward(ethGateway, collect)).to.changeEtherBalance(ethers, taker, one);
      expect(await taker.called()).to.equal(false);
      expect(await ethGateway.owedTo(ZeroAddress, taker)).to.equal(0);
    });
  });

  describe("limits", () => {
    const day = 86_400;

    it("BRIDGE-18, attack 46: the limit to the wei is paid, one wei more is held", async () => {
      const { ethGateway, alice, bob, withdrawal, claim } = await load();
      await claim(withdrawal(alice.address, 99n * one));
      expect(await ethGateway.allowanceOf(ZeroAddress)).to.equal(one);
      await expect(claim(withdrawal(bob.address, one + 1n)))
        .to.emit(ethGateway, "PayoutHeld")
        .withArgs(ZeroAddress, 0, bob.address, one + 1n);
      expect(await ethGateway.heldCount(ZeroAddress)).to.deep.equal([0, 1]);
      expect(await ethGateway.heldAt(ZeroAddress, 0)).to.deep.equal([bob.address, one + 1n]);
    });

    it("BRIDGE-18, attack 46: what is split across claims, or comes when something waits, waits in order", async () => {
      const { ethGateway, alice, bob, carol, withdrawal, claim } = await load();
      await claim(withdrawal(alice.address, 60n * one));
      await claim(withdrawal(bob.address, 50n * one));
      await expect(claim(withdrawal(carol.address, 1n)))
        .to.emit(ethGateway, "PayoutHeld")
        .withArgs(ZeroAddress, 1, carol.address, 1);
      // What the day still allows goes to the first, in part.
      const pay = () => ethGateway.connect(carol).payHeld(ZeroAddress, 10);
      await expect(pay())
        .to.emit(ethGateway, "PaidOut")
        .withArgs(ZeroAddress, bob.address, 40n * one);
      await expect(pay()).to.not.emit(ethGateway, "PaidOut");
      await networkHelpers.time.increase(day);
      const call = pay();
      await expect(call).to.changeEtherBalances(ethers, [bob, ethGateway], [10n * one, -10n * one - 1n]);
      expect(await ethGateway.heldCount(ZeroAddress)).to.deep.equal([2, 0]);
      await expect(pay())
        .to.be.revertedWithCustomError(ethGateway, "GatewayNothingHeld")
        .withArgs(ZeroAddress);
      await expect(claim(withdrawal(alice.address, 89n * one))).to.changeEtherBalance(
        ethers,
        alice,
        89n * one,
      );
    });

    it("BRIDGE-18: a payment beyond a whole period's limit is paid in parts, day by day", async () => {
      const { ethGateway, bob, withdrawal, claim } = await load();
      await claim(withdrawal(bob.address, 250n * one));
      for (const part of [100n, 100n, 50n]) {
        await networkHelpers.time.increase(day);
        await expect(ethGateway.payHeld(ZeroAddress, 1)).to.changeEtherBalance(ethers, bob, part * one);
      }
    });

    it("BRIDGE-18: the timelock alone changes limits, and to none of zero and no class of none", async () => {
      const { ethGateway, slow, alice } = await load();
      const terms = { most: 7n, finalityClass: 0 };
      await expect(ethGateway.connect(alice).setTerms(ZeroAddress, terms))
        .to.be.revertedWithCustomError(ethGateway, "AccessNotTimelock")
        .withArgs(alice.address);
      const gateway = ethGateway.connect(slow);
      for (const wrong of [
        { ...terms, most: 0n },
        { ...terms, finalityClass: bulk },
      ]) {
        await expect(gateway.setTerms(ZeroAddress, wrong))
          .to.be.revertedWithCustomError(ethGateway, "GatewayTermsInvalid")
          .withArgs([wrong.most, wrong.finalityClass]);
      }
      await expect(gateway.setTerms(ZeroAddress, terms))
        .to.emit(ethGateway, "AssetTermsChanged")
        .withArgs(ZeroAddress, [7, 0]);
      expect(await ethGateway.termsOf(ZeroAddress)).to.deep.equal([7, 0]);
      expect(await ethGateway.allowanceOf(ZeroAddress)).to.equal(7);
    });

    it("BRIDGE-18: a limit lowered below what was paid leaves nothing to pay, and no underflow", async () => {
      const { ethGateway, slow, bob, withdrawal, claim } = await load();
      await claim(withdrawal(bob.address, 50n * one));
      await ethGateway.connect(slow).setTerms(ZeroAddress, { most: one, finalityClass: 0 });
      expect(await ethGateway.allowanceOf(ZeroAddress)).to.equal(0);
      await expect(claim(withdrawal(bob.address, 1n))).to.emit(ethGateway, "PayoutHeld");
    });

    it("GUARD-2, I14: nothing held or owed leaves during a pause", async () => {
      const { ethGateway, guardian, guardianKey, bob, withdrawal, claim } = await load();
      const taker = await ethers.deployContract("EthTakerMock");
      await taker.setRefuses(true);
      await claim(withdrawal(await taker.getAddress(), one));
      await claim(withdrawal(bob.address, 250n * one));
      await guardian.connect(guardianKey).pause(day);
      await expect(ethGateway.payHeld(ZeroAddress, 1)).to.be.revertedWithCustomError(
        ethGateway,
        "BridgePaused",
      );
      const collect = ethGateway.interface.encodeFunctionData("collectOwed", [ZeroAddress, bob.address]);
      await expect(taker.forward(ethGateway, collect)).to.be.revertedWithCustomError(
        ethGateway,
        "BridgePaused",
      );
    });
  });

  describe("hatch", () => {
    it("ESCAPE-8: is named once, and alone pays out", async () => {
      const { ethGateway, messenger, alice, bob } = await load();
      await expect(ethGateway.seal())
        .to.be.revertedWithCustomError(ethGateway, "GatewayNotContract")
        .withArgs(ZeroAddress);
      await expect(ethGateway.connectHatch(alice))
        .to.be.revertedWithCustomError(ethGateway, "GatewayNotContract")
        .withArgs(alice.address);
      await ethGateway.connectHatch(messenger);
      await expect(ethGateway.connectHatch(messenger))
        .to.be.revertedWithCustomError(ethGateway, "GatewayHatchConnected")
        .withArgs(await messenger.getAddress());
      await expect(ethGateway.connect(alice).payOut(ZeroAddress, bob, 1))
        .to.be.revertedWithCustomError(ethGateway, "GatewayNotHatch")
        .withArgs(alice.address);
      await ethGateway.seal();
      expect(await ethGateway.lane()).to.equal(1);
    });
  });
});
