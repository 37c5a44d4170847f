import { expect } from "chai";
import { toBeHex, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { l1Addresses, l2World } from "../../helpers/bridge/l2World.js";
import { type BridgeMessage, messageLeaf, messageTree } from "../../helpers/bridge/messageTree.js";
import { lane } from "../../helpers/bridge/rollupWorld.js";
import { mappingSlot } from "../../helpers/bridge/stateOf.js";

const connection = await network.create({ network: "l2", chainType: "l1" });
const { ethers, networkHelpers } = connection;

describe("L2Messenger", () => {
  const fixture = async () => {
    const world = await l2World(connection);
    const target = await ethers.deployContract("MessageTargetMock");
    const [alice, bob] = world.people as [(typeof world.people)[0], (typeof world.people)[0]];
    const take = async (amount: number, more: Partial<BridgeMessage> = {}): Promise<BridgeMessage> =>
      world.messageOf({
        sender: alice.address,
        target: await target.getAddress(),
        gasLimit: 200_000,
        data: target.interface.encodeFunctionData("take", [amount]),
        ...more,
      });
    return { ...world, target, alice, bob, take };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("sendMessage", () => {
    it("BRIDGE-1, BRIDGE-2: root, count and branch are those of the tree, at their slots", async () => {
      const { messenger, alice, bob } = await load();
      expect(await messenger.messageRoot()).to.equal(messageTree([]).root);
      const leaves: string[] = [];
      for (let place = 0; place < 37; place++) {
        const data = toBeHex(BigInt(place) ** 9n);
        const call = messenger.connect(alice).sendMessage(bob, place, data);
        await expect(call)
          .to.emit(messenger, "MessageSent")
          .withArgs(place, alice.address, bob.address, place, data);
        leaves.push(
          messageLeaf({ lane, place, sender: alice.address, target: bob.address, gasLimit: place, data }),
        );
        expect(await messenger.messageRoot()).to.equal(messageTree(leaves).root);
      }
      const slot = (index: number) => ethers.provider.getStorage(messenger, index);
      expect(await slot(0)).to.equal(messageTree(leaves).root);
      expect(BigInt(await slot(1))).to.equal(37n);
      expect(await messenger.messageCount()).to.equal(37);
      // 37 = 32 + 4 + 1: the branch has the last leaf, and the subtrees of four and of thirty-two before it.
      const subtreeOf = (from: number, height: number): string => {
        if (height === 0) return leaves[from]!;
        const [left, right] = [from, from + 2 ** (height - 1)].map((at) => subtreeOf(at, height - 1));
        return ethers.keccak256(ethers.concat(["0x01", left!, right!]));
      };
      expect(await slot(2)).to.equal(leaves[36]);
      expect(await slot(2 + 2)).to.equal(subtreeOf(32, 2));
      expect(await slot(2 + 5)).to.equal(subtreeOf(0, 5));
      expect(await slot(42)).to.equal(ethers.ZeroHash);
    });

    it("BRIDGE-2: a full tree takes no more", async () => {
      const { messenger, alice } = await load();
      await networkHelpers.setStorageAt(predeploys.messenger, 1, toBeHex(2n ** 40n - 1n, 32));
      await expect(messenger.connect(alice).sendMessage(alice, 0, "0x"))
        .to.be.revertedWithCustomError(messenger, "MessengerTreeFull")
        .withArgs(2n ** 40n - 1n);
    });
  });

  describe("relayMessage", () => {
    it("BRIDGE-7, BRIDGE-9: carries out what the alias of L1's messenger relays", async () => {
      const { messenger, target, alice, take, relay, failed } = await load();
      const message = await take(4);
      await relay(message);
      expect(await target.taken()).to.equal(4);
      expect(await target.lastSender()).to.equal(alice.address);
      expect(await messenger.sender()).to.equal(ZeroAddress);
      expect(await messenger.isDone(message.place)).to.equal(true);
      expect(await messenger.isDone(message.place + 1)).to.equal(false);
      expect(await failed(message)).to.equal(false);
    });

    it("EXEC-5: what came from L1 leaves no log of the messenger", async () => {
      const { messenger, target, take, relay } = await load();
      await target.setFails(true);
      for (const call of [await relay(await take(1)), await relay(await take(2))]) {
        const { logs } = (await call.wait())!;
        expect(logs.filter(({ address }) => address === predeploys.messenger)).to.deep.equal([]);
      }
      expect(await messenger.isDone(1)).to.equal(true);
    });

    it("BRIDGE-9, attack 41: nobody else relays, the messenger of L1 by its own address neither", async () => {
      const { messenger, alice, take } = await load();
      const own = await ethers.getImpersonatedSigner(l1Addresses.messenger);
      await networkHelpers.setBalance(own.address, 10n ** 18n);
      for (const caller of [alice, own]) {
        await expect(messenger.connect(caller).relayMessage(await take(1)))
          .to.be.revertedWithCustomError(messenger, "MessengerCallerInvalid")
          .withArgs(caller.address);
      }
    });

    it("BRIDGE-5, BRIDGE-9: a failure is noted, and repeated by anyone until it succeeds", async () => {
      const { messenger, target, bob, take, relay, failed } = await load();
      await target.setFails(true);
      const message = await take(4);
      await relay(message);
      expect(await failed(message)).to.equal(true);
      await messenger.connect(bob).repeatMessage(message);
      expect(await failed(message)).to.equal(true);
      await target.setFails(false);
      await messenger.connect(bob).repeatMessage(message);
      expect(await target.taken()).to.equal(4);
      await expect(messenger.repeatMessage(message))
        .to.be.revertedWithCustomError(messenger, "MessengerNotFailed")
        .withArgs(message.place);
    });

    it("BRIDGE-9, ESCAPE-9: what was carried out and what failed is at the slots that proofs read", async () => {
      const { messenger, target, take, relay } = await load();
      await target.setFails(true);
      const message = await take(4);
      await relay(message);
      const slot = (at: string) => ethers.provider.getStorage(messenger, at);
      expect(BigInt(await slot(mappingSlot(messageLeaf(message), 43n, "bytes32")))).to.equal(1n);
      expect(BigInt(await slot(mappingSlot(ethers.ZeroHash, 42n, "bytes32")))).to.equal(
        1n << BigInt(message.place),
      );
      await target.setFails(false);
      await messenger.repeatMessage(message);
      expect(BigInt(await slot(mappingSlot(messageLeaf(message), 43n, "bytes32")))).to.equal(0n);
    });

    it("BRIDGE-5, attack 39: with too little gas a relay notes a failure, and a repetition reverts", async () => {
      const { messenger, target, take, relay, failed } = await load();
      const message = await take(4, { gasLimit: 2_000_000 });
      await relay(message, 1_500_000);
      expect(await failed(message)).to.equal(true);
      await expect(messenger.repeatMessage(message, { gasLimit: 1_500_000 })).to.be.revertedWithCustomError(
        messenger,
        "MessengerGasTooLow",
      );
      await messenger.repeatMessage(message, { gasLimit: 3_000_000 });
      expect(await target.taken()).to.equal(4);
    });

    it("BRIDGE-9: the gas of an item is enough for any message, whatever its call does", async () => {
      const { messenger, target, take, relay, failed } = await load();
      const itemGas = (gas: number, size: number) => 140_000 + 40 * (size + 320) + gas + Math.floor(gas / 63);
      const burn = target.interface.encodeFunctionData("burnGas");
      for (const [gas, size] of [
        [0, 4],
        [100_000, 4],
        [1_000_000, 60_000],
        [5_000_000, 4],
      ] as const) {
        const data = burn.padEnd(2 + 2 * size, "f");
        const message = await take(0, { gasLimit: gas, data });
        await relay(message, itemGas(gas, size));
        expect(await messenger.isDone(message.place), `${gas}, ${size}`).to.equal(true);
        expect(await failed(message), `${gas}, ${size}`).to.equal(true);
      }
    });

    it("BRIDGE-6, attack 37: no message calls a predeploy but those that take messages, or a token of a gateway", async () => {
      const { messenger, bob, take, relay, alice } = await load();
      const { messenger: itself, feeVault, l1FeeOracle, exitOwners } = predeploys;
      for (const target of [itself, feeVault, l1FeeOracle, exitOwners]) {
        const message = await take(1, { target });
        await expect(relay(message))
          .to.be.revertedWithCustomError(messenger, "MessengerTargetForbidden")
          .withArgs(ethers.getAddress(target), alice.address);
      }
      const gateway = await ethers.getImpersonatedSigner(predeploys.tokenGateway);
      await networkHelpers.setBalance(gateway.address, 10n ** 18n);
      await messenger.connect(gateway).forbid(bob);
      await expect(relay(await take(1, { target: bob.address }))).to.be.revertedWithCustomError(
        messenger,
        "MessengerTargetForbidden",
      );
      await expect(messenger.connect(bob).forbid(alice))
        .to.be.revertedWithCustomError(messenger, "MessengerCallerInvalid")
        .withArgs(bob.address);
    });

    it("BRIDGE-9: refuses a message of another lane", async () => {
      const { messenger, take, relay } = await load();
      await expect(relay(await take(1, { lane: 2 })))
        .to.be.revertedWithCustomError(messenger, "MessengerLaneMismatch")
        .withArgs(lane, 2);
    });

    it("BRIDGE-7, attack 38: no message begins inside another", async () => {
      const { messenger, target, take, relay, failed } = await load();
      await target.setFails(true);
      const inner = await take(1);
      await relay(inner);
      await target.setFails(false);
      await target.setCall(messenger, messenger.interface.encodeFunctionData("repeatMessage", [inner]));
      const outer = await take(2);
      await relay(outer);
      expect(await failed(outer)).to.equal(true);
      expect(await failed(inner)).to.equal(true);
    });
  });
});
