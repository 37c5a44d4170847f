import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { releaseEth } from "../../helpers/bridge/bridgeWorld.js";
import { l1Addresses, l2World } from "../../helpers/bridge/l2World.js";

const connection = await network.create({ network: "l2", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const one = parseEther("1");

describe("L2 > predeploys", () => {
  const fixture = async () => {
    const world = await l2World(connection);
    const [alice, bob] = world.people as [(typeof world.people)[0], (typeof world.people)[0]];
    return { ...world, alice, bob };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("L2EthGateway", () => {
    it("BRIDGE-12: keeps what is withdrawn, for ever, and asks L1 to pay as much", async () => {
      const { ethGateway, alice, bob, sentMessages } = await load();
      const call = ethGateway.connect(alice).withdraw(bob, { value: one });
      await expect(call).to.emit(ethGateway, "EthWithdrawn").withArgs(0, alice.address, bob.address, one);
      await expect(call).to.changeEtherBalances(ethers, [alice, ethGateway], [-one, one]);
      expect(await sentMessages()).to.deep.equal([
        {
          lane: 1,
          place: 0,
          sender: ethers.getAddress(predeploys.ethGateway),
          target: l1Addresses.ethGateway,
          gasLimit: 200_000,
          data: releaseEth.encodeFunctionData("release", [bob.address, one]),
        },
      ]);
      expect(await ethGateway.counterpart()).to.equal(l1Addresses.ethGateway);
    });

    it("BRIDGE-12: refuses no recipient, no value, and ETH that comes without being withdrawn", async () => {
      const { ethGateway, alice } = await load();
      await expect(ethGateway.withdraw(ZeroAddress, { value: one }))
        .to.be.revertedWithCustomError(ethGateway, "L2GatewayRecipientInvalid")
        .withArgs(ZeroAddress);
      await expect(ethGateway.withdraw(alice)).to.be.revertedWithCustomError(
        ethGateway,
        "L2GatewayAmountZero",
      );
      await expect(alice.sendTransaction({ to: ethGateway, value: one })).to.revert(ethers);
    });
  });

  describe("FeeVault", () => {
    it("EXEC-33: withdraws what it was paid to its recipient on L1, from the least amount on", async () => {
      const { feeVault, ethGateway, bob, sentMessages } = await load();
      expect(await feeVault.recipient()).to.equal(l1Addresses.feeRecipient);
      await networkHelpers.setBalance(predeploys.feeVault, one - 1n);
      await expect(feeVault.connect(bob).withdrawFees())
        .to.be.revertedWithCustomError(feeVault, "FeeVaultTooLittle")
        .withArgs(one, one - 1n);
      await networkHelpers.setBalance(predeploys.feeVault, one);
      const call = feeVault.connect(bob).withdrawFees();
      await expect(call).to.emit(feeVault, "FeesWithdrawn").withArgs(0, one);
      await expect(call).to.changeEtherBalances(ethers, [feeVault, ethGateway], [-one, one]);
      const [message] = await sentMessages();
      expect(message!.data).to.equal(
        releaseEth.encodeFunctionData("release", [l1Addresses.feeRecipient, one]),
      );
    });
  });

  describe("L1FeeOracle", () => {
    it("EXEC-36: the operator alone tells what L1 charges", async () => {
      const { feeOracle, alice, bob } = await load();
      expect(await feeOracle.operator()).to.equal(alice.address);
      await expect(feeOracle.connect(bob).setFees(1, 2))
        .to.be.revertedWithCustomError(feeOracle, "OracleCallerInvalid")
        .withArgs(bob.address);
      await expect(feeOracle.connect(alice).setFees(7, 9)).to.emit(feeOracle, "FeesUpdated");
      expect(await feeOracle.fees()).to.deep.equal([7, 9, await networkHelpers.time.latest()]);
    });
  });

  describe("FinalityClasses", () => {
    it("LIFE-24: enables what the feed of L1 says, in order", async () => {
      const { finalityClasses, messageOf, relay, failed } = await load();
      const mirror = (enabled: number, sequence: number, sender = l1Addresses.feed) =>
        messageOf({
          sender,
          target: predeploys.finalityClasses,
          data: finalityClasses.interface.encodeFunctionData("mirrorClasses", [enabled, sequence]),
        });
      const enabled = async () =>
        Promise.all([0, 1, 2, 3].map((finalityClass) => finalityClasses.isEnabled(finalityClass)));
      expect(await enabled()).to.deep.equal([false, false, false, false]);
      const call = relay(mirror(0b1010, 5));
      await expect(call).to.emit(finalityClasses, "ClassesMirrored").withArgs(0b1010, 5);
      expect(await enabled()).to.deep.equal([false, true, false, true]);
      for (const wrong of [mirror(0b1110, 5), mirror(0b1110, 4), mirror(0b1110, 6, l1Addresses.ethGateway)]) {
        await relay(wrong);
        expect(await failed(wrong)).to.equal(true);
      }
      expect(await enabled()).to.deep.equal([false, true, false, true]);
    });

    it("BRIDGE-10: refuses another caller, another sender and an older message by name", async () => {
      const { finalityClasses, alice } = await load();
      await expect(finalityClasses.connect(alice).mirrorClasses(2, 1))
        .to.be.revertedWithCustomError(finalityClasses, "MessageSenderInvalid")
        .withArgs(l1Addresses.feed, alice.address, ZeroAddress);
      const mock = await ethers.deployContract("ContextMock");
      await networkHelpers.setCode(predeploys.messenger, await ethers.provider.getCode(mock));
      const messenger = await ethers.getContractAt("ContextMock", predeploys.messenger);
      const send = (sequence: number) =>
        messenger.send(
          finalityClasses,
          finalityClasses.interface.encodeFunctionData("mirrorClasses", [2, sequence]),
        );
      await messenger.setContext(alice, 0, 0);
      await expect(send(1))
        .to.be.revertedWithCustomError(finalityClasses, "MessageSenderInvalid")
        .withArgs(l1Addresses.feed, ethers.getAddress(predeploys.messenger), alice.address);
      await messenger.setContext(l1Addresses.feed, 0, 0);
      await send(3);
      await expect(send(3)).to.be.revertedWithCustomError(finalityClasses, "MirrorStale").withArgs(3, 3);
    });
  });

  describe("ExitOwners", () => {
    it("ESCAPE-5: an account names the owner of what it holds, at the slot that proofs read", async () => {
      const { exitOwners, alice, bob } = await load();
      await expect(exitOwners.connect(alice).setOwner(bob))
        .to.emit(exitOwners, "ExitOwnerChanged")
        .withArgs(alice.address, bob.address);
      expect(await exitOwners.ownerOf(alice)).to.equal(bob.address);
      const slot = ethers.solidityPackedKeccak256(["uint256", "uint256"], [alice.address, 0]);
      expect(BigInt(await ethers.provider.getStorage(exitOwners, slot))).to.equal(BigInt(bob.address));
      await exitOwners.connect(alice).setOwner(ZeroAddress);
      expect(await exitOwners.ownerOf(alice)).to.equal(ZeroAddress);
    });
  });
});
