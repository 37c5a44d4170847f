import { expect } from "chai";
import { concat, Interface, keccak256, parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { aliasOf } from "../../helpers/bridge/aliasOf.js";
import { bridgeWorld } from "../../helpers/bridge/bridgeWorld.js";
import { loader } from "../../helpers/bridge/loader.js";
import { type BridgeMessage, messageLeaf, messageTree } from "../../helpers/bridge/messageTree.js";
import { gasPrice, lane, noItem } from "../../helpers/bridge/rollupWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const l2Messenger = new Interface([
  "function relayMessage((uint32 lane, uint64 place, address sender, address target, uint64 gasLimit, bytes data) message)",
]);

describe("L1Messenger", () => {
  const fixture = async () => {
    const world = await bridgeWorld(connection);
    const target = await ethers.deployContract("MessageTargetMock");
    const sender = world.people[5]!.address;
    const at = await target.getAddress();
    const take = (amount: number, more: Partial<BridgeMessage> = {}): BridgeMessage =>
      world.messageOf({
        sender,
        target: at,
        gasLimit: 100_000,
        data: target.interface.encodeFunctionData("take", [amount]),
        ...more,
      });
    return { ...world, target, sender, take };
  };
  const load = loader(connection, fixture);

  describe("claimMessage", () => {
    it("BRIDGE-1, BRIDGE-3, BRIDGE-7, BRIDGE-8: calls the target in the sender's name, without ETH", async () => {
      const { messenger, target, sender, take, claim } = await load();
      const message = take(7);
      await expect(claim(message)).to.emit(messenger, "MessageCarriedOut").withArgs(0, messageLeaf(message));
      expect(await target.taken()).to.equal(7);
      expect(await target.lastSender()).to.equal(sender);
      expect(await messenger.sender()).to.equal(ZeroAddress);
      expect(await messenger.context()).to.deep.equal([ZeroAddress, 0n, 0n]);
      expect(await messenger.isDone(0)).to.equal(true);
      expect(await messenger.isDone(1)).to.equal(false);
      expect(await ethers.provider.getBalance(target)).to.equal(0);
    });

    it("BRIDGE-3: any place of a tree of several, in any order", async () => {
      const { messenger, target, take, finalizeMessages, inclusionOf } = await load();
      const messages = Array.from({ length: 7 }, (_, index) => take(10 ** index));
      const batch = await finalizeMessages(...messages);
      for (const place of [6, 0, 3, 5, 1, 4, 2]) {
        await messenger.claimMessage(messages[place]!, inclusionOf(messages[place]!, batch));
      }
      expect(await target.taken()).to.equal(1_111_111);
    });

    it("BRIDGE-3: siblings of absent subtrees may be given or left out", async () => {
      const { messenger, target, take, finalizeMessages, inclusionOf } = await load();
      const [one, two] = [take(1), take(2)];
      const batch = await finalizeMessages(one, two);
      const shown = inclusionOf(one, batch);
      let zero = keccak256(concat(["0x01", ethers.ZeroHash, ethers.ZeroHash]));
      const all = [...shown.siblings];
      while (all.length < 40) {
        all.push(zero);
        zero = keccak256(concat(["0x01", zero, zero]));
      }
      await messenger.claimMessage(one, { ...shown, siblings: all });
      expect(await target.taken()).to.equal(1);
      await expect(messenger.claimMessage(two, { ...inclusionOf(two, batch), siblings: [...all, zero] }))
        .to.be.revertedWithCustomError(messenger, "MessageTreePathInvalid")
        .withArgs(41, 1);
      await expect(messenger.claimMessage(two, { ...inclusionOf(two, batch), siblings: [] }))
        .to.be.revertedWithCustomError(messenger, "MessageTreePathInvalid")
        .withArgs(0, 1);
    });

    it("BRIDGE-4, attack 36: nothing is claimed twice, by another leaf, by a node or beyond the tree", async () => {
      const { messenger, take, finalizeMessages, inclusionOf, leaves } = await load();
      const messages = [take(1), take(2), take(3), take(4)];
      const [one, two] = messages as [BridgeMessage, BridgeMessage];
      const batch = await finalizeMessages(...messages);
      const { root } = messageTree(leaves);
      await messenger.claimMessage(one, inclusionOf(one, batch));
      await expect(messenger.claimMessage(one, inclusionOf(one, batch)))
        .to.be.revertedWithCustomError(messenger, "MessengerAlreadyClaimed")
        .withArgs(0);
      // The message of a place shown at another's, and changed.
      for (const forged of [
        { ...two, place: 3 },
        { ...two, gasLimit: 1 },
        { ...two, data: "0x" },
      ]) {
        const claim = messenger.claimMessage(forged, inclusionOf(forged, batch));
        await expect(claim).to.be.revertedWithCustomError(messenger, "MessengerRootMismatch");
      }
      // An inner node is no leaf: with the path of the node above, the root is another.
      const short = { ...inclusionOf(two, batch), siblings: inclusionOf(two, batch).siblings.slice(1) };
      await expect(messenger.claimMessage({ ...two, place: 0 }, short)).to.revert(ethers);
      const beyond = { ...two, place: 4 };
      await expect(
        messenger.claimMessage(beyond, { ...inclusionOf(two, batch), siblings: [root, root, root] }),
      )
        .to.be.revertedWithCustomError(messenger, "MessengerPlaceOutOfRange")
        .withArgs(0, 4, 4);
      const far = { ...two, place: 2 ** 45 };
      await expect(messenger.claimMessage(far, inclusionOf(two, batch)))
        .to.be.revertedWithCustomError(messenger, "MessengerPlaceOutOfRange")
        .withArgs(0, 4, 2 ** 45);
    });

    it("BRIDGE-3: under any FINAL root that has it, and under no other", async () => {
      const { messenger, target, rollup, take, commit, finalizeMessages, inclusionOf } = await load();
      const [one, two, three] = [take(1), take(2), take(3)];
      await finalizeMessages(one);
      await finalizeMessages(two);
      await messenger.claimMessage(one, inclusionOf(one, 2));
      await commit({ messages: [messageLeaf(three)] });
      expect(await rollup.lastBatch(lane)).to.equal(3);
      await expect(messenger.claimMessage(three, inclusionOf(three, 3)))
        .to.be.revertedWithCustomError(messenger, "MessengerRootUnknown")
        .withArgs(3);
      await expect(messenger.claimMessage(three, inclusionOf(three, 2)))
        .to.be.revertedWithCustomError(messenger, "MessengerPlaceOutOfRange")
        .withArgs(0, 2, 2);
      expect(await target.taken()).to.equal(1);
    });

    it("BRIDGE-3: batches finalized together have one root", async () => {
      const { messenger, target, take, commit, finalizeMessages, inclusionOf } = await load();
      const [one, two, three] = [take(1), take(2), take(3)];
      await commit({ messages: [messageLeaf(one)] });
      await commit({ messages: [messageLeaf(two)] });
      const batch = await finalizeMessages(three);
      for (const message of [one, two, three]) {
        await messenger.claimMessage(message, inclusionOf(message, batch, 0));
      }
      expect(await target.taken()).to.equal(6);
    });

    it("refuses a message of another lane", async () => {
      const { messenger, take, finalizeMessages, inclusionOf } = await load();
      const message = take(1, { lane: 2 });
      const batch = await finalizeMessages(message);
      await expect(messenger.claimMessage(message, inclusionOf(message, batch)))
        .to.be.revertedWithCustomError(messenger, "MessengerLaneMismatch")
        .withArgs(lane, 2);
    });

    it("BRIDGE-5, attack 39: with too little gas a claim reverts, and can be made again", async () => {
      const { messenger, target, take, finalizeMessages, inclusionOf } = await load();
      const message = take(5, { gasLimit: 1_000_000 });
      const batch = await finalizeMessages(message);
      const shown = inclusionOf(message, batch);
      for (let gasLimit = 250_000n; gasLimit <= 1_050_000n; gasLimit += 200_000n) {
        await expect(messenger.claimMessage(message, shown, { gasLimit })).to.be.revertedWithCustomError(
          messenger,
          "MessengerGasTooLow",
        );
      }
      await messenger.claimMessage(message, shown, { gasLimit: 1_300_000n });
      expect(await target.taken()).to.equal(5);
    });

    it("BRIDGE-5: whatever gas a claim has, it reverts or the call had what it asked for", async () => {
      const { messenger, target, take, finalizeMessages, inclusionOf } = await load();
      const message = take(5, { gasLimit: 90_000 });
      const batch = await finalizeMessages(message);
      let gasLimit = 150_000n;
      for (; !(await messenger.isDone(message.place)); gasLimit += 2_000n) {
        await messenger
          .claimMessage(message, inclusionOf(message, batch), { gasLimit })
          .catch(() => undefined);
      }
      expect(await target.taken()).to.equal(5);
      expect(await messenger.isFailed(messageLeaf(message))).to.equal(false);
    });
  });

  describe("repeatMessage", () => {
    it("BRIDGE-5, attack 40: what failed is repeated by anyone until it succeeds, and then never", async () => {
      const { messenger, target, take, claim, people } = await load();
      await target.setFails(true);
      const message = take(3);
      const leaf = messageLeaf(message);
      await expect(claim(message)).to.emit(messenger, "MessageFailed").withArgs(0, leaf);
      expect(await messenger.isFailed(leaf)).to.equal(true);
      const repeat = () => messenger.connect(people[9]).repeatMessage(message);
      await expect(repeat()).to.emit(messenger, "MessageFailed").withArgs(0, leaf);
      await target.setFails(false);
      await expect(repeat()).to.emit(messenger, "MessageCarriedOut").withArgs(0, leaf);
      expect(await target.taken()).to.equal(3);
      for (let times = 0; times < 2; times++) {
        await expect(repeat()).to.be.revertedWithCustomError(messenger, "MessengerNotFailed").withArgs(0);
      }
    });

    it("BRIDGE-5: refuses what never failed, is changed, or has too little gas", async () => {
      const { messenger, target, take, claim } = await load();
      const never = take(1);
      await expect(messenger.repeatMessage(never))
        .to.be.revertedWithCustomError(messenger, "MessengerNotFailed")
        .withArgs(0);
      await claim(never);
      await target.setFails(true);
      const message = take(2, { gasLimit: 500_000 });
      await claim(message);
      await expect(messenger.repeatMessage({ ...message, data: "0x" })).to.be.revertedWithCustomError(
        messenger,
        "MessengerNotFailed",
      );
      await expect(messenger.repeatMessage(message, { gasLimit: 300_000 })).to.be.revertedWithCustomError(
        messenger,
        "MessengerGasTooLow",
      );
      expect(await messenger.isFailed(messageLeaf(message))).to.equal(true);
    });

    it("BRIDGE-5: a target that takes all gas, or floods, fails and nothing else", async () => {
      const { messenger, target, take, claim } = await load();
      const calls = [
        target.interface.encodeFunctionData("burnGas"),
        target.interface.encodeFunctionData("flood", [100_000]),
      ];
      for (const [place, data] of calls.entries()) {
        await expect(claim(take(0, { data }))).to.emit(messenger, "MessageFailed");
        expect(await messenger.isDone(place)).to.equal(true);
      }
    });
  });

  describe("targets", () => {
    it("BRIDGE-6, attack 37: no message calls bridge, queue, rollup, or a gateway for another", async () => {
      const { messenger, queue, rollup, guardian, ethGateway, take, finalizeMessages, inclusionOf } =
        await load();
      for (const forbidden of [messenger, queue, rollup, guardian, ethGateway]) {
        const message = take(1, { target: await forbidden.getAddress() });
        const batch = await finalizeMessages(message);
        await expect(messenger.claimMessage(message, inclusionOf(message, batch)))
          .to.be.revertedWithCustomError(messenger, "MessengerTargetForbidden")
          .withArgs(message.target, message.sender);
      }
    });

    it("BRIDGE-6: the timelock guards targets, gateways their tokens, for ever", async () => {
      const { messenger, ethGateway, slow, people } = await load();
      const [token, stranger] = [people[7]!.address, people[8]!];
      await messenger.seal();
      await expect(messenger.guard(token, ZeroAddress, false)).to.be.revertedWithCustomError(
        messenger,
        "AccessNotTimelock",
      );
      await expect(messenger.connect(slow).guard(token, ZeroAddress, true))
        .to.emit(messenger, "TargetGuarded")
        .withArgs(token, [true, true, ZeroAddress]);
      expect(await messenger.guardOf(token)).to.deep.equal([true, true, ZeroAddress]);
      await expect(messenger.connect(slow).guard(token, stranger, true))
        .to.be.revertedWithCustomError(messenger, "MessengerTargetGuarded")
        .withArgs(token);
      await expect(messenger.connect(stranger).guardToken(token))
        .to.be.revertedWithCustomError(messenger, "MessengerCallerInvalid")
        .withArgs(stranger.address);
      const gateway = await ethers.getImpersonatedSigner(await ethGateway.getAddress());
      await networkHelpers.setBalance(gateway.address, parseEther("1"));
      await messenger.connect(gateway).guardToken(people[9]!);
      await messenger.connect(gateway).guardToken(people[9]!);
      expect(await messenger.guardOf(people[9]!)).to.deep.equal([true, false, ZeroAddress]);
    });

    it("BRIDGE-7, attack 38: no claim begins inside another", async () => {
      const { messenger, target, take, finalizeMessages, inclusionOf } = await load();
      const [outer, inner] = [take(1, { gasLimit: 600_000 }), take(2)];
      const batch = await finalizeMessages(outer, inner);
      const call = messenger.interface.encodeFunctionData("claimMessage", [inner, inclusionOf(inner, batch)]);
      await target.setCall(messenger, call);
      await expect(messenger.claimMessage(outer, inclusionOf(outer, batch))).to.emit(
        messenger,
        "MessageFailed",
      );
      expect(await messenger.isDone(inner.place)).to.equal(false);
      await target.setCall(messenger, messenger.interface.encodeFunctionData("repeatMessage", [outer]));
      await expect(messenger.repeatMessage(outer)).to.emit(messenger, "MessageFailed");
      await target.setCall(ZeroAddress, "0x");
      await messenger.repeatMessage(outer);
      await messenger.claimMessage(inner, inclusionOf(inner, batch));
      expect(await target.taken()).to.equal(3);
    });
  });

  describe("sendMessage", () => {
    it("BRIDGE-9: an item of the queue by the messenger's alias for the messenger of L2", async () => {
      const { messenger, queue, people, itemAt } = await load();
      const [alice, bob] = people;
      const gas = await messenger.itemGas(50_000, 3);
      const fee = await messenger.feeFor(50_000, 3);
      expect(fee).to.equal(gas * gasPrice);
      await queue
        .connect(alice)
        .enqueue(
          lane,
          { recipient: bob!, isCreation: false, value: 0, gasLimit: 21_000, data: "0x" },
          { value: 21_000n * gasPrice },
        );
      const call = messenger.connect(alice).sendMessage(bob!, 50_000, "0x010203", bob!, { value: fee + 5n });
      await expect(call).to.changeEtherBalances(ethers, [alice!, bob!, queue], [-fee - 5n, 5n, fee]);
      const { sender, recipient, mint, value, gasLimit, dataHash } = await itemAt(1);
      const message = {
        lane,
        place: 1,
        sender: alice!.address,
        target: bob!.address,
        gasLimit: 50_000,
        data: "0x010203",
      };
      expect({ sender, recipient, mint, value, gasLimit, dataHash }).to.deep.equal({
        sender: aliasOf(await messenger.getAddress()),
        recipient: ethers.getAddress(predeploys.messenger),
        mint: 0n,
        value: 0n,
        gasLimit: gas,
        dataHash: keccak256(l2Messenger.encodeFunctionData("relayMessage", [message])),
      });
    });

    it("BRIDGE-9, attack 45: refuses too low a fee, and a refund that is not taken", async () => {
      const { messenger, target, people } = await load();
      const fee = await messenger.feeFor(50_000, 0);
      const send = (value: bigint) =>
        messenger.connect(people[0]).sendMessage(people[1]!, 50_000, "0x", target, { value });
      await expect(send(fee - 1n))
        .to.be.revertedWithCustomError(messenger, "MessengerFeeTooLow")
        .withArgs(fee, fee - 1n);
      await expect(send(fee + 2n))
        .to.be.revertedWithCustomError(messenger, "MessengerRefundFailed")
        .withArgs(await target.getAddress(), 2);
      await send(fee);
      expect(await ethers.provider.getBalance(messenger)).to.equal(0);
    });
  });

  describe("pauses and freezes", () => {
    it("GUARD-2, I14: nothing is carried out during a pause", async () => {
      const {
        messenger,
        target,
        guardian,
        guardianKey,
        council,
        take,
        claim,
        finalizeMessages,
        inclusionOf,
      } = await load();
      await target.setFails(true);
      const failed = take(1);
      await claim(failed);
      const message = take(2);
      const batch = await finalizeMessages(message);
      await guardian.connect(guardianKey).pause(86_400);
      await expect(
        messenger.claimMessage(message, inclusionOf(message, batch)),
      ).to.be.revertedWithCustomError(messenger, "BridgePaused");
      await expect(messenger.repeatMessage(failed)).to.be.revertedWithCustomError(messenger, "BridgePaused");
      await guardian.connect(council).resume();
      await target.setFails(false);
      await messenger.claimMessage(message, inclusionOf(message, batch));
      expect(await target.taken()).to.equal(2);
    });

    it("ROLLUP-25, ESCAPE-2: a frozen lane carries nothing out until its escape is open", async () => {
      const { messenger, target, rollup, take, finalizeMessages, inclusionOf, freeze, stall, headerOf } =
        await load();
      const message = take(2);
      const batch = await finalizeMessages(message);
      const final = await stall();
      await freeze();
      expect(await rollup.isFrozen(lane)).to.equal(true);
      const claim = () => messenger.claimMessage(message, inclusionOf(message, batch));
      await expect(claim()).to.be.revertedWithCustomError(messenger, "BridgeLaneFrozen").withArgs(lane);
      await rollup.endLane(headerOf(final), noItem);
      await claim();
      expect(await target.taken()).to.equal(2);
    });
  });
});
