import { predeploys } from "@muniment/protocol";
import {
  depositEth,
  depositToken,
  escapeSlots,
  exitEth,
  exitToken,
  exitUnits,
  openEscape,
  refundItem,
  toAccountExit,
  type AccountExit,
  type BlockName,
  type Call,
} from "@muniment/sdk";
import { expect } from "chai";
import { id, parseEther, Wallet } from "ethers";
import type { ForwarderMock } from "../../../typechain-types/index.js";
import { rejected } from "../../helpers/rejected.js";
import { AnvilArchive } from "./helpers/AnvilArchive.js";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { bridgedAssets } from "./helpers/bridgedAssets.js";
import { Follower } from "./helpers/Follower.js";
import { wait } from "./helpers/wait.js";

const ether = parseEther("1");
/** Who has ETH on L2 by a deposit alone, and whom the contract has named. */
const [holder, owner] = [new Wallet(id("holder")).address, new Wallet(id("owner")).address];

describe("the chain on anvil: the sequencer is off for good", function () {
  let world: AnvilDevnet;
  let assets: Awaited<ReturnType<typeof bridgedAssets>>;
  let vault: ForwarderMock;
  let follower: Follower;
  /** Place of the first item that nobody consumed. */
  let place = 0n;

  const send = async (call: Call) => world.send(assets.onL1.stranger, call);
  const refusalOf = async (call: Call) => (await rejected(send(call))).context["error"];
  const onL1 = async (address: string) => world.one.ethers.provider.getBalance(address);
  const addressOf = async (contract: { getAddress(): Promise<string> }) => contract.getAddress();

  /** What the escape is shown of an account, by the node's proofs. */
  const accountExit = async (address: string, block: BlockName = "finalized"): Promise<AccountExit> => {
    const shown = await world.rpc.getProof(address, [], block);
    if (address !== (await addressOf(vault))) return toAccountExit(shown!);
    const named = await world.rpc.getProof(predeploys.exitOwners, [escapeSlots.exitOwner(address)], block);
    return toAccountExit(shown!, { owner, ownerProof: named!.slots[0]!.proof });
  };
  const tokenExit = async (address: string): Promise<Call> => {
    const form = await addressOf(assets.cashOnL2);
    const shown = await world.rpc.getProof(form, [escapeSlots.formBalance(address)], "finalized");
    const balanceProof = shown!.slots[0]!.proof;
    const account = await accountExit(address);
    return exitToken(world.rollup, { token: assets.token, account, balanceProof });
  };
  /** The same of units, by a follower's. */
  const unitsExit = (wallet: string): Call => {
    const { form, home } = assets;
    const ledgerProof = follower.slotProof(home, escapeSlots.ledger(wallet));
    const frozenProof = follower.slotProof(home, escapeSlots.frozenUnits(wallet));
    return exitUnits(world.rollup, { form, wallet, ledgerProof, frozenProof });
  };

  before(async () => {
    world = await AnvilDevnet.start();
    assets = await bridgedAssets(world);
    const { rollup, two } = world;
    const { onL1: one, onL2, token } = assets;
    const setOwner = world.predeployed.ExitOwners.interface.encodeFunctionData("setOwner", [owner]);
    vault = await two.ethers.deployContract("ForwarderMock", [predeploys.exitOwners, setOwner]);
    const contract = await addressOf(vault);
    for (const [recipient, amount] of [
      [holder, 5n * ether],
      [contract, 2n * ether],
    ] as const)
      await world.send(one.alice, await depositEth(rollup, { recipient, amount }));
    await world.send(
      one.alice,
      await depositToken(rollup, { token, amount: 400n, recipient: onL2.bob.address }),
    );
    const last = await world.send(
      one.alice,
      await depositToken(rollup, { token, amount: 100n, recipient: contract }),
    );
    await world.arrival(last.hash);
    await (await onL2.token.connect(onL2.alice).transfer(onL2.carol, 30n)).wait();
    await (await onL2.token.connect(onL2.agent).freezePartialTokens(onL2.alice, 15n)).wait();
    await (await onL2.token.connect(onL2.agent).setAddressFrozen(onL2.carol, true)).wait();
    await world.devnet.node.sequencer.close();
    await wait("the last block to be FINAL", async () =>
      (await world.rpc.getLevel("latest"))?.level === "FINAL" ? true : undefined,
    );
  });
  after(async () => {
    follower.close();
    await world.close();
  });

  it("ESCAPE-1: nobody opens the escape before the escape delay; after it anyone does", async () => {
    const { rollup } = world;
    const { onL1: one, token } = assets;
    place = await rollup.MessageQueue.length(1);
    await world.send(one.alice, await depositEth(rollup, { recipient: holder, amount: ether }));
    await world.send(one.alice, await depositToken(rollup, { token, amount: 200n, recipient: holder }));
    expect(await refusalOf(await openEscape(rollup))).to.equal("RollupNotStalled");
    expect(await refusalOf(exitEth(rollup, await accountExit(holder)))).to.equal("EscapeClosed");
    const { escapeDelay } = rollup.FinalityPolicy;
    await world.devnet.l1.advanceTo((await world.devnet.l1.time()) + (await escapeDelay()) + 60n);
    await send(await openEscape(rollup));
    const { lastBlock } = (follower = new Follower(world, new AnvilArchive(world.anvil))).replica;
    expect(lastBlock.number).to.equal(0n);
    await follower.follow();
    expect(follower.replica.header.index).to.equal(await rollup.Rollup.lastFinal(1));
    expect(await rollup.EscapeHatch.ending()).to.deep.equal([follower.replica.state.root, place]);
  });

  it("ESCAPE-3, ESCAPE-8, attack 51: ETH exits once, by a proof of the last FINAL state and of no other", async () => {
    const { rollup } = world;
    const account = await accountExit(holder);
    expect(account.proof).to.equal(follower.accountProof(holder));
    const older = await accountExit(holder, follower.replica.lastBlock.number - 3n);
    expect(await refusalOf(exitEth(rollup, older))).to.equal("StateProofRootMismatch");
    const more = { ...account, balance: account.balance + 1n };
    expect(await refusalOf(exitEth(rollup, more))).to.equal("EscapeAccountMismatch");
    await send(exitEth(rollup, account));
    expect(await onL1(holder)).to.equal(5n * ether);
    expect(await refusalOf(exitEth(rollup, account))).to.equal("EscapeAlreadyExited");
  });

  it("ESCAPE-3, ESCAPE-4, attack 51: units of a paired token exit once", async () => {
    const { cash, onL2 } = assets;
    const call = await tokenExit(onL2.bob.address);
    await send(call);
    expect(await cash.balanceOf(onL2.bob)).to.equal(400n);
    expect(await refusalOf(call)).to.equal("EscapeAlreadyExited");
  });

  it("ESCAPE-5: what a contract holds exits to the owner that it named on L2", async () => {
    const { rollup } = world;
    const account = await accountExit(await addressOf(vault));
    const stolen = { ...account, owner: assets.onL1.stranger.address };
    expect(await refusalOf(exitEth(rollup, stolen))).to.equal("EscapeOwnerMismatch");
    await send(exitEth(rollup, account));
    await send(await tokenExit(await addressOf(vault)));
    expect(await onL1(owner)).to.equal(2n * ether);
    expect(await assets.cash.balanceOf(owner)).to.equal(100n);
    expect(await refusalOf(exitEth(rollup, account))).to.equal("EscapeAlreadyExited");
  });

  it("ESCAPE-7, attack 51, I20: permissioned units exit once, frozen ones stay so, a frozen holder's are held", async () => {
    const { onL1: one, onL2 } = assets;
    await send(unitsExit(onL2.alice.address));
    expect(await one.token.balanceOf(one.alice)).to.equal(970n);
    expect(await one.token.getFrozenTokens(one.alice)).to.equal(15n);
    expect(await refusalOf(unitsExit(onL2.alice.address))).to.equal("EscapeAlreadyExited");
    await send(unitsExit(onL2.carol.address));
    expect(await one.token.balanceOf(one.carol)).to.equal(0n);
    const held = await world.rollup.L1PermissionedGateway.heldUnits(0);
    expect([held.recipient, held.amount]).to.deep.equal([one.carol.address, 30n]);
  });

  it("ESCAPE-6, I17: deposits that nobody consumed come back once, and nothing is left of what was held", async () => {
    const { rollup } = world;
    const { onL1: one, cash } = assets;
    const [hadEth, hadCash] = [await onL1(one.alice.address), await cash.balanceOf(one.alice)];
    for (const each of [place, place + 1n]) {
      const call = await refundItem(rollup, each);
      await send(call);
      expect(await refusalOf(call)).to.equal("EscapeAlreadyRefunded");
    }
    expect((await onL1(one.alice.address)) - hadEth).to.equal(ether);
    expect((await cash.balanceOf(one.alice)) - hadCash).to.equal(200n);
    expect(await refusalOf(await refundItem(rollup, place - 1n))).to.equal("EscapeItemConsumed");
    // Fees are nobody's deposit.
    const due = await rollup.MessageQueue.dueOf(1);
    expect(await onL1(rollup.L1EthGateway.target as string)).to.equal(due);
    expect(await cash.balanceOf(rollup.L1TokenGateway)).to.equal(0n);
  });
});
