import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { aliasOf } from "../../helpers/bridge/aliasOf.js";
import { l1Addresses, l2World } from "../../helpers/bridge/l2World.js";
import { type BridgeMessage, messageLeaf, messageTree } from "../../helpers/bridge/messageTree.js";
import { gasPrice, lane } from "../../helpers/bridge/rollupWorld.js";
import { tokenWorld } from "../../helpers/bridge/tokenWorld.js";

// Both sides are the real contracts; the items of the queue are carried over by hand, as the sequencer does.
describe("bridge > crossing", () => {
  const open = async () => {
    const one = await network.create({ network: "l1", chainType: "l1" });
    const two = await network.create({ network: "l2", chainType: "l1" });
    const l1 = await tokenWorld(one);
    const feed = await one.ethers.deployContract("FinalityFeed", [l1.policy, l1.messenger]);
    const l2 = await l2World(two, {
      ...l1Addresses,
      messenger: await l1.messenger.getAddress(),
      ethGateway: await l1.ethGateway.getAddress(),
      tokenGateway: await l1.tokenGateway.getAddress(),
      feed: await feed.getAddress(),
    });
    let carried = 0;
    /** Carries out the items that L2 has not seen. */
    const carryOver = async (): Promise<void> => {
      for (; carried < Number(await l1.queue.length(lane)); carried++) {
        const [found] = await l1.queue.queryFilter(l1.queue.filters.ItemQueued(lane, carried));
        const { item, data } = found!.args;
        const signer = await two.ethers.getImpersonatedSigner(item.sender);
        const balance = await two.ethers.provider.getBalance(item.sender);
        await two.networkHelpers.setBalance(item.sender, balance + item.mint + parseEther("1"));
        await signer.sendTransaction({
          to: item.recipient,
          value: item.value,
          data,
          gasLimit: item.gasLimit > 21_000n ? item.gasLimit : 21_000n,
        });
      }
    };
    /** Makes what L2 has sent FINAL and claims it. */
    const claimAll = async (from = 0): Promise<void> => {
      const messages: BridgeMessage[] = await l2.sentMessages();
      const { index } = await l1.finalize({ messages: messages.slice(from).map(messageLeaf) });
      expect(messageTree(l1.leaves).root).to.equal(await l2.messenger.messageRoot());
      for (const message of messages.slice(from)) {
        await l1.messenger.claimMessage(message, l1.inclusionOf(message, Number(index)));
        expect(await l1.messenger.isFailed(messageLeaf(message))).to.equal(false);
      }
    };
    return { one, two, l1, l2, feed, carryOver, claimAll };
  };

  it("BRIDGE-9, BRIDGE-11, BRIDGE-12: ETH crosses and comes back", async () => {
    const { one, two, l1, l2, carryOver, claimAll } = await open();
    const [alice, bob] = [l1.people[0]!, l1.people[1]!];
    const amount = parseEther("3");
    const receiver = l2.people[20]!;
    const before = await two.ethers.provider.getBalance(receiver);
    const value = amount + 21_000n * gasPrice;
    await l1.ethGateway.connect(alice).deposit(receiver.address, amount, 21_000, { value });
    await carryOver();
    expect((await two.ethers.provider.getBalance(receiver)) - before).to.equal(amount);
    await l2.ethGateway.connect(receiver).withdraw(bob.address, { value: parseEther("2") });
    const paidBefore = await one.ethers.provider.getBalance(bob);
    await claimAll();
    expect((await one.ethers.provider.getBalance(bob)) - paidBefore).to.equal(parseEther("2"));
  });

  it("BRIDGE-14 to BRIDGE-17, I1: tokens cross and come back, those that cannot arrive too", async () => {
    const { two, l1, l2, carryOver, claimAll } = await open();
    const [alice, bob] = [l1.people[0]!, l1.people[1]!];
    await l1.fund(alice, 1_000n);
    const value = await l1.tokenGateway.depositFee();
    const holder = l2.people[20]!;
    const form = await l1.tokenGateway.formOf(l1.cash);
    const deposit = (amount: number, recipient: string) =>
      l1.tokenGateway.connect(alice).depositToken(l1.cash, amount, recipient, { value });
    await deposit(600, holder.address);
    await deposit(50, form);
    await carryOver();
    const token = await two.ethers.getContractAt("BridgedToken", form);
    expect(await token.balanceOf(holder)).to.equal(600);
    await l2.tokenGateway.connect(holder).withdraw(l1.cash, 250, bob.address);
    await claimAll();
    expect(await l1.cash.balanceOf(bob)).to.equal(250);
    expect(await l1.cash.balanceOf(alice)).to.equal(400);
    expect(await l1.cash.balanceOf(l1.tokenGateway)).to.equal(await token.totalSupply());
  });

  it("LIFE-24: the policy's classes are mirrored on L2", async () => {
    const { l1, l2, feed, carryOver } = await open();
    const fee = await l1.messenger.feeFor(100_000, 68);
    await expect(feed.publish({ value: fee })).to.emit(l1.queue, "ItemQueued");
    await carryOver();
    const enabled = await Promise.all(
      [1, 2, 3].map((finalityClass) => l2.finalityClasses.isEnabled(finalityClass)),
    );
    expect(enabled).to.deep.equal([true, false, false]);
  });

  it("BRIDGE-9: the item carries the message's call, by the alias", async () => {
    const { l1 } = await open();
    const [found] = await l1.queue.queryFilter(l1.queue.filters.ItemQueued(lane, 0));
    expect(found!.args.item.sender).to.equal(aliasOf(await l1.messenger.getAddress()));
    expect(found!.args.item.recipient.toLowerCase()).to.equal(predeploys.messenger);
  });
});
