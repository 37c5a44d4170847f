import { predeploys } from "@muniment/protocol";
import {
  claimWithdrawal,
  depositEth,
  depositPermissioned,
  depositToken,
  evidenceBits,
  withdrawEth,
  withdrawPermissioned,
  withdrawToken,
} from "@muniment/sdk";
import { expect } from "chai";
import { parseEther } from "ethers";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { bridgedAssets } from "./helpers/bridgedAssets.js";
import { Follower } from "./helpers/Follower.js";
import { wait } from "./helpers/wait.js";

const ether = parseEther("1");

/** What anvil says of a commit. */
interface Committed {
  readonly type: string;
  readonly blobVersionedHashes: readonly string[];
}

describe("the chain on anvil: value crosses both ways", function () {
  let world: AnvilDevnet;
  let assets: Awaited<ReturnType<typeof bridgedAssets>>;
  /** Hashes on L2 of what is withdrawn at the end. */
  const withdrawals: string[] = [];

  const claim = async (hash: string) => {
    const { message, inclusion } = await world.final(hash);
    return world.send(assets.onL1.stranger, claimWithdrawal(world.rollup, message, inclusion!));
  };
  const ethOn = async (side: "one" | "two", address: string) =>
    world[side].ethers.provider.getBalance(address);

  before(async () => {
    world = await AnvilDevnet.start();
    assets = await bridgedAssets(world);
  });
  after(async () => world.close());

  it("BRIDGE-11, BRIDGE-14 to BRIDGE-16: ETH and a token arrive on L2, and are held on L1", async () => {
    const { rollup } = world;
    const { onL1, token, cash, cashOnL2 } = assets;
    const recipient = onL1.stranger.address;
    const before = await ethOn("two", recipient);
    const eth = await world.send(onL1.alice, await depositEth(rollup, { recipient, amount: 5n * ether }));
    const tokens = await world.send(
      onL1.alice,
      await depositToken(rollup, { token, amount: 600n, recipient: onL1.bob.address }),
    );
    expect(await world.arrival(eth.hash)).to.include({ kind: "ETH", status: "CONSUMED" });
    expect(await world.arrival(tokens.hash)).to.include({ kind: "MESSAGE", status: "CONSUMED" });
    expect((await ethOn("two", recipient)) - before).to.equal(5n * ether);
    // Beside what was deposited there is its fee, until somebody has it handed over.
    const gateway = rollup.L1EthGateway.target as string;
    const due = await rollup.MessageQueue.dueOf(1);
    expect(due).to.equal(await rollup.MessageQueue.feeFor(1, 100_000n));
    expect(await ethOn("one", gateway)).to.equal(5n * ether + due);
    await (await rollup.L1EthGateway.connect(onL1.carol).handOverFees()).wait();
    expect(await ethOn("one", gateway)).to.equal(5n * ether);
    expect(await cash.balanceOf(rollup.L1TokenGateway)).to.equal(600n);
    expect(await cashOnL2.balanceOf(onL1.bob)).to.equal(600n);
    expect(await cashOnL2.totalSupply()).to.equal(600n);
  });

  it("BRIDGE-20, BRIDGE-21: permissioned units go to L1 as their form, and part of them comes home", async () => {
    const { rollup, predeployed } = world;
    const { onL1, onL2, form, home } = assets;
    const sent = await world.send(
      onL2.alice,
      withdrawPermissioned(predeployed, { token: home, amount: 300n, recipient: onL1.alice.address }),
    );
    await claim(sent.hash);
    expect(await onL1.token.balanceOf(onL1.alice)).to.equal(300n);
    expect(await onL2.token.balanceOf(predeploys.permissionedGateway)).to.equal(300n);
    const back = await world.send(
      onL1.alice,
      await depositPermissioned(rollup, { form, amount: 120n, recipient: onL2.bob.address }),
    );
    expect(await world.arrival(back.hash)).to.include({ kind: "MESSAGE", status: "CONSUMED" });
    expect(await onL2.token.balanceOf(onL2.bob)).to.equal(120n);
    expect(await onL2.token.balanceOf(predeploys.permissionedGateway)).to.equal(180n);
    expect(await onL1.token.totalSupply()).to.equal(180n);
  });

  it("BRIDGE-12, EXEC-5: transactions on L2 move what crossed, and withdraw some of each", async () => {
    const { predeployed } = world;
    const { onL1, onL2, token, home, cashOnL2 } = assets;
    await (await onL2.token.connect(onL2.bob).transfer(onL2.carol, 70n)).wait();
    await (await cashOnL2.connect(onL2.bob).transfer(onL2.carol, 250n)).wait();
    await (await onL2.stranger.sendTransaction({ to: onL2.carol, value: ether })).wait();
    for (const call of [
      withdrawEth(predeployed, { recipient: onL1.carol.address, amount: 2n * ether }),
      withdrawToken(predeployed, { token, amount: 250n, recipient: onL1.carol.address }),
      withdrawPermissioned(predeployed, { token: home, amount: 70n, recipient: onL1.carol.address }),
    ])
      withdrawals.push((await world.send(onL2.carol, call)).hash);
    expect(await cashOnL2.totalSupply()).to.equal(350n);
    expect(await onL2.token.balanceOf(onL2.carol)).to.equal(0n);
  });

  it("ROLLUP-9, ROLLUP-17, NODE-31: batches are committed in blobs, ATTESTED, SECURED, and FINAL after the window", async () => {
    const batch = await wait("the last block to be FINAL", async () => {
      const found = await world.rpc.getLevel("latest");
      return found?.level === "FINAL" ? world.rpc.getBatch(found.batch!) : undefined;
    });
    const evidence = ["ATTESTED", "SECURED"];
    expect(batch).to.deep.include({ evidence, trust: "trusted", dataKind: "blobs" });
    const transaction = batch.l1!.transaction;
    const commit = await world.anvil.call<Committed>("eth_getTransactionByHash", transaction);
    expect(commit.type).to.equal("0x3");
    expect(commit.blobVersionedHashes).to.have.length(Number(batch.blobs));
    expect(commit.blobVersionedHashes).to.have.length.above(0);
    const { window } = await world.rollup.FinalityPolicy.laneRule(1);
    const root = await world.rollup.Rollup.finalRootOf(1, await world.rollup.Rollup.lastFinal(1));
    expect(root.finalAt - batch.l1!.time!).to.be.at.least(window);
    expect(root.evidence).to.equal(BigInt(evidenceBits.ATTESTED | evidenceBits.SECURED));
  });

  it("NODE-20: a follower started from nothing comes to the node's blocks and state root, and L1's", async () => {
    const { node } = world.devnet;
    const follower = new Follower(world);
    await follower.follow();
    const { index, stateRoot, messageCount } = follower.replica.header;
    expect(follower.blocks.length).to.be.at.least(50);
    for (const [number, hash] of follower.blocks.entries())
      expect(node.chain.hashOf(BigInt(number)), `block ${String(number)}`).to.equal(hash);
    expect(node.chain.byNumber(follower.replica.lastBlock.number)!.header.stateRoot).to.equal(stateRoot);
    expect((await world.rpc.getBatch(index))?.stateRoot ?? stateRoot).to.equal(stateRoot);
    const { lastFinal } = follower;
    const root = await world.rollup.Rollup.finalRootOf(1, lastFinal);
    expect(root.stateRoot).to.equal(follower.headers[Number(lastFinal)]!.stateRoot);
    expect(messageCount).to.equal(4n);
    follower.close();
  });

  it("BRIDGE-3, BRIDGE-4, BRIDGE-12: ETH, token and units are claimed on L1, and are gone on L2", async () => {
    const { onL1, onL2, cash, cashOnL2 } = assets;
    const carol = onL1.carol.address;
    const before = await ethOn("one", carol);
    for (const hash of withdrawals) {
      await claim(hash);
      expect((await world.withdrawal(hash)).status).to.equal("CLAIMED");
    }
    expect((await ethOn("one", carol)) - before).to.equal(2n * ether);
    expect(await ethOn("one", world.rollup.L1EthGateway.target as string)).to.equal(3n * ether);
    expect(await ethOn("two", predeploys.ethGateway)).to.equal(2n * ether);
    expect(await cash.balanceOf(carol)).to.equal(250n);
    expect(await cash.balanceOf(world.rollup.L1TokenGateway)).to.equal(await cashOnL2.totalSupply());
    expect(await onL1.token.balanceOf(carol)).to.equal(70n);
    expect(await onL2.token.balanceOf(predeploys.permissionedGateway)).to.equal(250n);
    expect(await onL1.token.totalSupply()).to.equal(250n);
  });
});
