import { expect } from "chai";
import { concat, keccak256, parseEther, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { aliasOf } from "../../helpers/bridge/aliasOf.js";
import { escapeWorld } from "../../helpers/bridge/escapeWorld.js";
import { loader } from "../../helpers/bridge/loader.js";
import { type BridgeMessage, messageLeaf } from "../../helpers/bridge/messageTree.js";
import { gasPrice, lane, noItem } from "../../helpers/bridge/rollupWorld.js";
import { mappingSlot, stateOf } from "../../helpers/bridge/stateOf.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const one = parseEther("1");
const gas = 21_000n;

describe("EscapeHatch", () => {
  /** A lane whose last FINAL state has Alice, Bob without an account, a contract of Carol's, a delegate and an alias. */
  const fixture = async () => {
    const world = await escapeWorld(connection);
    const { ethGateway, tokenGateway, cash, people } = world;
    const [alice, bob, carol, dave] = people as [
      (typeof people)[0],
      (typeof people)[0],
      (typeof people)[0],
      (typeof people)[0],
    ];
    const depositEth = (amount: bigint) =>
      ethGateway.connect(alice).deposit(alice, amount, gas, { value: amount + gas * gasPrice });
    const fee = await tokenGateway.depositFee();
    const depositCash = (amount: bigint, from = alice) =>
      tokenGateway.connect(from).depositToken(cash, amount, from, { value: fee });
    await depositEth(150n * one);
    await world.fund(alice, 1_000n);
    await depositCash(600n);

    const taker = await ethers.deployContract("EthTakerMock");
    const [shop, orphan] = [people[10]!.address, people[11]!.address];
    const alias = aliasOf(await taker.getAddress());
    const form = await tokenGateway.formOf(cash);
    const code = keccak256("0x6001");
    const failed: BridgeMessage = {
      lane,
      place: 2,
      sender: await tokenGateway.getAddress(),
      target: predeploys.tokenGateway,
      gasLimit: 400_000,
      data: (await ethers.getContractFactory("L2TokenGateway")).interface.encodeFunctionData("arrive", [
        await cash.getAddress(),
        alice.address,
        alice.address,
        600,
      ]),
    };
    const failedSlot = mappingSlot(messageLeaf(failed), 43n, "bytes32");
    const balanceSlot = (holder: string) => mappingSlot(holder, 0n);
    const state = stateOf(
      [
        { address: alice.address, nonce: 3n, balance: 20n * one },
        { address: shop, nonce: 1n, balance: 5n * one, codeHash: code },
        { address: orphan, nonce: 1n, balance: one, codeHash: code },
        {
          address: dave.address,
          nonce: 9n,
          balance: 2n * one,
          codeHash: keccak256(concat(["0xef0100", shop])),
        },
        { address: alias, balance: 3n * one },
        { address: predeploys.ethGateway, nonce: 1n, balance: 77n * one, codeHash: code },
      ],
      [
        { address: form, slot: balanceSlot(alice.address), value: 100n },
        { address: form, slot: balanceSlot(bob.address), value: 30n },
        { address: form, slot: balanceSlot(shop), value: 70n },
        { address: predeploys.exitOwners, slot: mappingSlot(shop, 0n), value: BigInt(carol.address) },
        { address: predeploys.messenger, slot: failedSlot, value: 1n },
      ],
    );
    const items = Number(await world.queue.length(lane));
    await world.finalize({ stateRoot: state.root, items });
    const ownerProof = state.slotProof(predeploys.exitOwners, mappingSlot(shop, 0n));
    const shopProof = state.accountProof(shop, { owner: carol.address, ownerProof });
    const tokenProof = (holder: string) => state.slotProof(form, balanceSlot(holder));
    const failedProof = state.slotProof(predeploys.messenger, failedSlot);
    const accounts = { alice, bob, carol, dave, shop, orphan, taker, alias };
    const proofs = { shopProof, tokenProof, failedProof, failedSlot };
    return { ...world, ...accounts, ...proofs, state, items, form, failed, depositEth, depositCash };
  };
  const load = loader(connection, fixture);

  describe("open", () => {
    it("ESCAPE-1: anyone ends a stalled lane at its last FINAL state, once", async () => {
      const { hatch, rollup, bob, state, items, stall, headerOf } = await load();
      expect(await hatch.ending()).to.deep.equal([ZeroHash, 0]);
      const final = await stall();
      const call = hatch.connect(bob).open(headerOf(final), noItem);
      await expect(call).to.emit(hatch, "EscapeOpened").withArgs(state.root, items);
      expect(await rollup.isEnded(lane)).to.equal(true);
      expect(await hatch.ending()).to.deep.equal([state.root, items]);
      await expect(hatch.open(headerOf(final), noItem))
        .to.be.revertedWithCustomError(hatch, "EscapeOpen")
        .withArgs(lane);
    });

    it("ESCAPE-1, attack 51: not before the delay, and with no other header", async () => {
      const { hatch, rollup, headerOf, finalize, stall, state } = await load();
      const final = await finalize({ stateRoot: state.root });
      await expect(hatch.open(headerOf(final), noItem)).to.be.revertedWithCustomError(
        rollup,
        "RollupNotStalled",
      );
      await expect(hatch.exitEth(state.accountProof(predeploys.messenger)))
        .to.be.revertedWithCustomError(hatch, "EscapeClosed")
        .withArgs(lane);
      await stall();
      await rollup.endLane(headerOf(final), noItem);
      const other = { ...final, stateRoot: state.root, time: final.time + 1n };
      await expect(hatch.open(headerOf(other), noItem)).to.be.revertedWithCustomError(
        hatch,
        "EscapeHeaderMismatch",
      );
      await hatch.open(headerOf(final), noItem);
    });
  });

  describe("exitEth", () => {
    it("ESCAPE-3, ESCAPE-8, I17: pays an account's ETH once, beyond any limit", async () => {
      const { hatch, ethGateway, slow, alice, bob, state, escape } = await load();
      await ethGateway.connect(slow).setTerms(ZeroAddress, { most: 1, finalityClass: 0 });
      await escape();
      const call = hatch.connect(bob).exitEth(state.accountProof(alice.address));
      await expect(call)
        .to.emit(hatch, "AccountExited")
        .withArgs(ZeroAddress, alice.address, alice.address, 20n * one);
      await expect(call).to.changeEtherBalances(ethers, [alice, ethGateway], [20n * one, -20n * one]);
      expect(await hatch.isExited(ZeroAddress, alice)).to.equal(true);
      await expect(hatch.exitEth(state.accountProof(alice.address)))
        .to.be.revertedWithCustomError(hatch, "EscapeAlreadyExited")
        .withArgs(ZeroAddress, alice.address);
    });

    it("ESCAPE-3, attack 51: refuses other fields, other proofs, absent accounts and predeploys", async () => {
      const { hatch, alice, bob, state, escape } = await load();
      await escape();
      const shown = state.accountProof(alice.address);
      for (const forged of [
        { ...shown, balance: 21n * one },
        { ...shown, nonce: 4n },
        { ...shown, balance: 0n, nonce: 0n },
      ]) {
        await expect(hatch.exitEth(forged)).to.be.revertedWithCustomError(hatch, "EscapeAccountMismatch");
      }
      await expect(hatch.exitEth({ ...shown, account: bob.address })).to.revert(ethers);
      await expect(
        hatch.exitEth({ ...state.accountProof(bob.address), balance: one }),
      ).to.be.revertedWithCustomError(hatch, "EscapeAccountMismatch");
      await expect(hatch.exitEth(state.accountProof(bob.address)))
        .to.be.revertedWithCustomError(hatch, "EscapeNothing")
        .withArgs(ZeroAddress, bob.address);
      // The ETH that was withdrawn lies there: it is nobody's.
      await expect(hatch.exitEth(state.accountProof(predeploys.ethGateway)))
        .to.be.revertedWithCustomError(hatch, "EscapeAccountInvalid")
        .withArgs(ethers.getAddress(predeploys.ethGateway));
    });

    it("ESCAPE-5: what a contract holds goes to the owner that it has named, and to nobody else", async () => {
      const { hatch, alice, carol, orphan, shopProof, state, escape } = await load();
      await escape();
      await expect(hatch.exitEth({ ...shopProof, owner: alice.address }))
        .to.be.revertedWithCustomError(hatch, "EscapeOwnerMismatch")
        .withArgs(carol.address, alice.address);
      await expect(hatch.exitEth(shopProof)).to.changeEtherBalance(ethers, carol, 5n * one);
      await expect(hatch.exitEth(state.accountProof(orphan)))
        .to.be.revertedWithCustomError(hatch, "EscapeOwnerMissing")
        .withArgs(orphan);
      const ownerProof = state.slotProof(predeploys.exitOwners, mappingSlot(orphan, 0n));
      await expect(hatch.exitEth(state.accountProof(orphan, { owner: alice.address, ownerProof })))
        .to.be.revertedWithCustomError(hatch, "EscapeOwnerMismatch")
        .withArgs(ZeroAddress, alice.address);
    });

    it("ESCAPE-3: who delegates is paid itself, and a contract of L1 what its alias has", async () => {
      const { hatch, dave, shop, taker, alias, state, escape } = await load();
      await escape();
      await expect(hatch.exitEth(state.accountProof(dave.address, { delegate: shop }))).to.changeEtherBalance(
        ethers,
        dave,
        2n * one,
      );
      await expect(hatch.exitEth(state.accountProof(alias))).to.changeEtherBalance(ethers, taker, 3n * one);
    });
  });

  describe("exitToken", () => {
    it("ESCAPE-3, ESCAPE-4: pays the balances of the form, also of who has no account", async () => {
      const { hatch, cash, alice, bob, carol, shop, shopProof, state, tokenProof, escape } = await load();
      await escape();
      const before = await cash.balanceOf(alice);
      await hatch.exitToken(cash, state.accountProof(alice.address), tokenProof(alice.address));
      await hatch.exitToken(cash, state.accountProof(bob.address), tokenProof(bob.address));
      await hatch.exitToken(cash, shopProof, tokenProof(shop));
      expect((await cash.balanceOf(alice)) - before).to.equal(100);
      expect(await cash.balanceOf(bob)).to.equal(30);
      expect(await cash.balanceOf(carol)).to.equal(70);
      await expect(hatch.exitToken(cash, state.accountProof(bob.address), tokenProof(bob.address)))
        .to.be.revertedWithCustomError(hatch, "EscapeAlreadyExited")
        .withArgs(await cash.getAddress(), bob.address);
    });

    it("ESCAPE-4, attack 51: refuses another's balance, no balance and unknown tokens", async () => {
      const { hatch, cash, alice, dave, shop, state, tokenProof, escape } = await load();
      await escape();
      await expect(hatch.exitToken(cash, state.accountProof(alice.address), tokenProof(shop))).to.revert(
        ethers,
      );
      const shown = state.accountProof(dave.address, { delegate: shop });
      await expect(hatch.exitToken(cash, shown, tokenProof(dave.address)))
        .to.be.revertedWithCustomError(hatch, "EscapeNothing")
        .withArgs(await cash.getAddress(), dave.address);
      await expect(hatch.exitToken(dave, shown, "0x"))
        .to.be.revertedWithCustomError(hatch, "EscapeTokenUnknown")
        .withArgs(dave.address);
    });
  });

  describe("refunds", () => {
    it("ESCAPE-6: ETH of an item that was not consumed comes back to who sent it, once", async () => {
      const { hatch, ethGateway, alice, items, itemAt, depositEth, escape } = await load();
      await depositEth(7n * one);
      await escape();
      const item = await itemAt(items);
      const call = hatch.refundItem(items, item);
      await expect(call)
        .to.emit(hatch, "ItemRefunded")
        .withArgs(items, ZeroAddress, alice.address, 7n * one);
      await expect(call).to.changeEtherBalances(ethers, [alice, ethGateway], [7n * one, -7n * one]);
      expect(await hatch.isRefunded(items)).to.equal(true);
      await expect(hatch.refundItem(items, item))
        .to.be.revertedWithCustomError(hatch, "EscapeAlreadyRefunded")
        .withArgs(items);
    });

    it("ESCAPE-6, attack 51: refuses consumed items, forged items and items that mint nothing", async () => {
      const { hatch, queue, items, itemAt, depositEth, depositCash, escape } = await load();
      await depositEth(one);
      await depositCash(5n);
      await escape();
      await expect(hatch.refundItem(1, await itemAt(1)))
        .to.be.revertedWithCustomError(hatch, "EscapeItemConsumed")
        .withArgs(items, 1);
      const item = await itemAt(items);
      await expect(hatch.refundItem(items, { ...item, mint: 2n * one })).to.be.revertedWithCustomError(
        queue,
        "QueueItemMismatch",
      );
      await expect(hatch.refundItem(items + 2, item)).to.be.revertedWithCustomError(
        queue,
        "QueuePlaceUnknown",
      );
      await expect(hatch.refundItem(items + 1, await itemAt(items + 1)))
        .to.be.revertedWithCustomError(hatch, "EscapeItemUnfit")
        .withArgs(items + 1);
    });

    it("ESCAPE-6: tokens of a message whose item was not consumed come back", async () => {
      const { hatch, cash, alice, items, itemAt, depositCash, failed, escape } = await load();
      await depositCash(50n);
      await escape();
      const item = await itemAt(items);
      const data = failed.data.slice(0, -64) + (50).toString(16).padStart(64, "0");
      const message = { ...failed, place: items, data };
      await expect(hatch.refundMessage(item, { ...message, data: failed.data }))
        .to.be.revertedWithCustomError(hatch, "EscapeItemUnfit")
        .withArgs(items);
      const before = await cash.balanceOf(alice);
      await expect(hatch.refundMessage(item, message))
        .to.emit(hatch, "ItemRefunded")
        .withArgs(items, await cash.getAddress(), alice.address, 50);
      expect((await cash.balanceOf(alice)) - before).to.equal(50);
      await expect(hatch.refundMessage(item, message))
        .to.be.revertedWithCustomError(hatch, "EscapeAlreadyRefunded")
        .withArgs(items);
    });

    it("ESCAPE-6: a message that anybody sends brings nothing back", async () => {
      const { hatch, messenger, cash, alice, bob, items, itemAt, failed, escape } = await load();
      const fee = await messenger.feeFor(400_000, (failed.data.length - 2) / 2);
      // Bob's own message says what the gateway would say; and his own item looks like the messenger's.
      await messenger
        .connect(bob)
        .sendMessage(predeploys.tokenGateway, 400_000, failed.data, bob, { value: fee });
      await escape();
      const message = { ...failed, place: items, sender: bob.address };
      await expect(hatch.refundMessage(await itemAt(items), message))
        .to.be.revertedWithCustomError(hatch, "EscapeItemUnfit")
        .withArgs(items);
      expect(await cash.balanceOf(alice)).to.equal(400);
    });

    it("ESCAPE-9: what a message brought that failed on L2 comes back, once", async () => {
      const { hatch, cash, alice, state, failed, failedProof, escape } = await load();
      await escape();
      await expect(hatch.refundFailed(failed, failedProof))
        .to.emit(hatch, "ItemRefunded")
        .withArgs(2, await cash.getAddress(), alice.address, 600);
      expect(await cash.balanceOf(alice)).to.equal(1_000);
      await expect(hatch.refundFailed(failed, failedProof))
        .to.be.revertedWithCustomError(hatch, "EscapeAlreadyRefunded")
        .withArgs(2);
      const other = { ...failed, place: 1 };
      const absent = state.slotProof(predeploys.messenger, mappingSlot(messageLeaf(other), 43n, "bytes32"));
      await expect(hatch.refundFailed(other, absent))
        .to.be.revertedWithCustomError(hatch, "EscapeItemUnfit")
        .withArgs(1);
    });
  });

  it("GUARD-2, I14: nobody leaves during a pause", async () => {
    const { hatch, guardian, guardianKey, alice, state, escape } = await load();
    await escape();
    await guardian.connect(guardianKey).pause(86_400);
    await expect(hatch.exitEth(state.accountProof(alice.address))).to.be.revertedWithCustomError(
      hatch,
      "BridgePaused",
    );
    await networkHelpers.time.increase(86_401);
    await expect(hatch.exitEth(state.accountProof(alice.address))).to.changeEtherBalance(
      ethers,
      alice,
      20n * one,
    );
  });

  it("ESCAPE-2: claims of messages in FINAL roots go on, and what was held is paid without limit", async () => {
    const {
      ethGateway,
      messenger,
      bob,
      slow,
      withdrawal,
      finalizeMessages,
      inclusionOf,
      state,
      finalize,
      escape,
    } = await load();
    const message = withdrawal(bob.address, 9n * one);
    const batch = await finalizeMessages(message);
    await finalize({ stateRoot: state.root });
    await ethGateway.connect(slow).setTerms(ZeroAddress, { most: one, finalityClass: 0 });
    await escape();
    await expect(messenger.claimMessage(message, inclusionOf(message, batch))).to.emit(
      ethGateway,
      "PayoutHeld",
    );
    await expect(ethGateway.payHeld(ZeroAddress, 1)).to.changeEtherBalance(ethers, bob, 9n * one);
  });
});
