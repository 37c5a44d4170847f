import { expect } from "chai";
import { messageLeaf, predeploys, type Hex, type ReceiptsStatement } from "@muniment/protocol";
import {
  depositEth,
  depositToken,
  escapeSlots,
  exitEth,
  exitKept,
  exitToken,
  exitUnits,
  openEscape,
  refundFailed,
  refundItem,
  reportEquivocation,
  sendCall,
  toAccountExit,
  type Call,
} from "@muniment/sdk";
import { id, parseEther, type Signer } from "ethers";
import { network } from "hardhat";

import { home, permissionedWorld } from "../../helpers/bridge/permissionedWorld.js";
import { rollupOf } from "../../helpers/bridge/rollupOf.js";
import { stateOf } from "../../helpers/bridge/stateOf.js";
import { rejected } from "../../helpers/rejected.js";

const one = parseEther("1");

describe("sdk > bridge > escape", function () {
  this.timeout(120_000);

  /** A lane whose last FINAL state has ETH, tokens and units of Alice, units kept for Bob, and a failed message. */
  const open = async () => {
    const connection = await network.create({ network: "l1", chainType: "l1" });
    const world = await permissionedWorld(connection);
    const { rollup } = await rollupOf(connection, world);
    const { alice, bob } = world.suite;
    const send = async (sender: Signer, calls: Call | readonly Call[]): Promise<void> => {
      for (const call of "to" in calls ? [calls] : calls) await sendCall(sender, call);
    };
    const token = await world.cash.getAddress();
    const form = await world.tokenGateway.formOf(token);
    await world.cash.mint(alice, 1_000n);
    await send(alice, await depositToken(rollup, { token, amount: 600n, recipient: alice.address }));
    await send(alice, await depositEth(rollup, { recipient: alice.address, amount: 9n * one }));
    const items = Number(await world.queue.length(1));
    const failed = {
      lane: 1,
      place: BigInt(items - 2),
      sender: (await world.tokenGateway.getAddress()).toLowerCase() as Hex,
      target: predeploys.tokenGateway,
      gasLimit: 400_000n,
      data: (await connection.ethers.getContractFactory("L2TokenGateway")).interface.encodeFunctionData(
        "arrive",
        [token, alice.address, alice.address, 300],
      ) as Hex,
    };
    const [keptToken, keptRecipient, , keptAmount] = escapeSlots.keptUnits(0n);
    const gateway = predeploys.permissionedGateway;
    const failedSlot = escapeSlots.failedMessage(messageLeaf(failed));
    const state = stateOf(
      [{ address: alice.address, nonce: 3n, balance: 5n * one }],
      [
        { address: form, slot: escapeSlots.formBalance(alice.address), value: 100n },
        { address: home, slot: escapeSlots.ledger(alice.address), value: 40n },
        { address: home, slot: escapeSlots.frozenUnits(alice.address), value: 15n },
        { address: gateway, slot: keptToken, value: BigInt(home) },
        { address: gateway, slot: keptRecipient, value: BigInt(bob.address) },
        { address: gateway, slot: keptAmount, value: 7n },
        { address: predeploys.messenger, slot: failedSlot, value: 1n },
      ],
    );
    await world.finalize({ stateRoot: state.root, items });
    const keptProofs = {
      tokenProof: state.slotProof(gateway, keptToken),
      recipientProof: state.slotProof(gateway, keptRecipient),
      amountProof: state.slotProof(gateway, keptAmount),
      ledgerProof: state.slotProof(home, escapeSlots.ledger(bob.address)),
    };
    const slots = { failedSlot, keptProofs };
    return { ...world, ...connection, rollup, alice, bob, send, token, state, failed, items, ...slots };
  };

  it("ESCAPE-1, ESCAPE-3 to ESCAPE-9: opens the escape and takes everything out by proofs", async () => {
    const world = await open();
    const { rollup, alice, bob, send, token, state, cash, form: units, ethers } = world;
    const form = await units.getAddress();
    // Two items that no FINAL batch will have consumed: ETH and tokens.
    const place = BigInt(world.items);
    await send(alice, await depositEth(rollup, { recipient: alice.address, amount: 2n * one }));
    await send(alice, await depositToken(rollup, { token, amount: 200n, recipient: alice.address }));
    await world.stall();
    await send(bob, await openEscape(rollup));
    expect(await world.hatch.ending()).to.deep.equal([state.root, place]);

    const { nonce, balance, codeHash, proof } = state.accountProof(alice.address);
    const account = toAccountExit({
      ...{ address: alice.address.toLowerCase() as Hex, blockNumber: 1n, blockHash: id("block") as Hex },
      ...{ stateRoot: state.root, account: { nonce, balance, codeHash }, accountProof: proof as Hex },
      slots: [],
    });
    const had = await ethers.provider.getBalance(alice);
    await send(bob, exitEth(rollup, account));
    await send(bob, await refundItem(rollup, place));
    expect((await ethers.provider.getBalance(alice)) - had).to.equal(7n * one);

    const formProof = state.slotProof(
      await world.tokenGateway.formOf(token),
      escapeSlots.formBalance(alice.address),
    );
    const hadCash = await cash.balanceOf(alice);
    await send(bob, exitToken(rollup, { token, account, balanceProof: formProof }));
    await send(bob, await refundItem(rollup, place + 1n));
    const failedProof = state.slotProof(predeploys.messenger, world.failedSlot);
    await send(bob, refundFailed(rollup, world.failed, failedProof));
    expect((await cash.balanceOf(alice)) - hadCash).to.equal(100n + 200n + 300n);

    const ledgerProof = state.slotProof(home, escapeSlots.ledger(alice.address));
    const frozenProof = state.slotProof(home, escapeSlots.frozenUnits(alice.address));
    await send(bob, exitUnits(rollup, { form, wallet: alice.address, ledgerProof, frozenProof }));
    expect(await units.balanceOf(alice)).to.equal(40n);
    expect(await units.getFrozenTokens(alice)).to.equal(15n);
    await send(bob, exitKept(rollup, { form, id: 0n, wallet: bob.address, proofs: world.keptProofs }));
    expect(await units.balanceOf(bob)).to.equal(7n);
    const again = await rejected(send(bob, exitEth(rollup, account)));
    expect(again.context["error"]).to.equal("EscapeAlreadyExited");
  });

  it("ESCAPE-1, ESCAPE-6: says what is too early, and which item there is not", async () => {
    const { rollup, bob, send } = await open();
    const early = await rejected(send(bob, await openEscape(rollup)));
    expect(early.context["error"]).to.equal("RollupNotStalled");
    expect((await rejected(refundItem(rollup, 99n))).code).to.equal("BRIDGE_EVENT_MISSING");
  });

  it("ROLLUP-27: reports a sequencer that signed twice", async () => {
    const { rollup, people, bob, send } = await open();
    const [sequencer] = people;
    await rollup.SequencerBond.connect(sequencer).deposit({ value: 5_000n });
    const domain = {
      name: "Muniment Sequencer",
      version: "1",
      chainId: 31_337,
      verifyingContract: rollup.SequencerBond.target as string,
    };
    const Receipts = [
      { name: "lane", type: "uint32" },
      { name: "epoch", type: "uint64" },
      { name: "number", type: "uint64" },
      { name: "blockHash", type: "bytes32" },
      { name: "receiptsRoot", type: "bytes32" },
    ];
    const signed = async (blockHash: string) => {
      const hashes = { blockHash: blockHash as Hex, receiptsRoot: id("receipts") as Hex };
      const statement: ReceiptsStatement = { lane: 1, epoch: 0n, number: 7n, ...hashes };
      return { statement, signature: await sequencer!.signTypedData(domain, { Receipts }, statement) };
    };
    const [first, second] = [await signed(id("one")), await signed(id("two"))];
    await send(bob, reportEquivocation(rollup, { sequencer: sequencer!.address, first, second }));
    expect(await rollup.SequencerBond.bondOf(sequencer!)).to.equal(0n);
    expect(await rollup.SequencerBond.rewardOf(bob)).to.equal(2_500n);
  });
});
