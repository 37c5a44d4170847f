import { planHeader } from "@muniment/executor";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { evidenceBits, forceTransaction, type Call } from "@muniment/sdk";
import { expect } from "chai";
import { parseEther } from "ethers";
import { encodeCommit } from "../../../packages/node/src/batcher/encodeCommit.js";
import { rejected } from "../../helpers/rejected.js";
import { AnvilDevnet } from "./helpers/AnvilDevnet.js";
import { finalize } from "./helpers/finalize.js";
import { Follower } from "./helpers/Follower.js";
import { NodeLog } from "./helpers/NodeLog.js";
import { wait } from "./helpers/wait.js";

const recipient = "0x00000000000000000000000000000000f0cced01";
const amount = parseEther("3");

describe("the chain on anvil: a sequencer that ignores the queue", function () {
  let world: AnvilDevnet;
  /** Time at which the oldest item was queued, and seconds after which it is due. */
  let [queuedAt, deadline] = [0n, 0n];
  /** Index of the sequencer's last batch that L1 took. */
  let last = 0n;
  const log = new NodeLog();

  const accounts = async (side: "one" | "two") => world[side].ethers.getSigners();

  /** The next batch as anyone can make it of what L1 has: one block of the items that wait, and no data. */
  const makeItemsBatch = async () => {
    const follower = new Follower(world);
    await follower.follow();
    const parent = follower.replica.header;
    const { chainId, contracts } = world.devnet.manifest;
    const { items: all, epoch } = follower.derivation.record;
    const items = all.slice(Number(parent.queueCursor));
    const draft = planHeader({
      ...{ parent, epoch, items, rules: parent.rules, blocks: 1, time: parent.time },
      data: { kind: "calldata", data: new Uint8Array() },
    });
    const queue = contracts.MessageQueue.address.toLowerCase() as Hex;
    const { header } = follower.replica.build({
      ...{ header: draft, parent, items, queue, chainId, data: new Uint8Array() },
    });
    follower.close();
    const data = encodeCommit(header, parent, { first: items[0]! });
    return { header, call: { to: contracts.Rollup.address, data, value: 0n, label: "commitBatch" } };
  };
  const refusalOf = async (call: Call): Promise<unknown> =>
    (await rejected(world.send((await accounts("one"))[9]!, call))).context["error"];

  before(async () => {
    // No item ever lies as deep as this sequencer wants it to.
    world = await AnvilDevnet.start({ itemDepth: 1_000_000_000n, log: log.logger });
    deadline = (await world.rollup.MessageQueue.termsOf(1)).deadline;
  });
  after(async () => world.close());

  it("QUEUE-11: commits without the items go on until the oldest is due", async () => {
    const [, alice] = await accounts("one");
    const [, sender] = await accounts("two");
    const call = await forceTransaction(world.rollup, { recipient, value: amount, gasLimit: 50_000n });
    await world.send(alice!, call);
    await sender!.sendTransaction({ to: recipient, value: 1n });
    await wait("all blocks to be FINAL", async () =>
      (await world.rpc.getLevel("latest"))?.level === "FINAL" ? true : undefined,
    );
    const [first] = await world.rollup.MessageQueue.queryFilter(
      world.rollup.MessageQueue.filters.ItemQueued(1, 0),
    );
    queuedAt = first!.args.item.time;
    expect(await world.two.ethers.provider.getBalance(recipient)).to.equal(1n);
    expect(await world.rollup.Rollup.lastBatch(1)).to.be.at.least(1n);
    expect(log.troubles).to.deep.equal([]);
  });

  it("QUEUE-11, NODE-26, attack 49: once it is due L1 refuses every commit that leaves it out, and the node says so", async () => {
    await world.devnet.l1.advanceTo(queuedAt + deadline + 60n);
    last = await world.rollup.Rollup.lastBatch(1);
    await world.devnet.advanceTo(queuedAt + deadline + 60n);
    const [, sender] = await accounts("two");
    await sender!.sendTransaction({ to: recipient, value: 1n });
    const { err } = await log.troubleOf("COMMIT_REFUSED");
    expect(err.message).to.contain(`L1 refused batch ${last + 1n} of lane 1`);
    expect(await world.refusalIn(err.context.transaction)).to.equal("RollupItemDue");
    expect(await world.rollup.Rollup.lastBatch(1)).to.equal(last);
  });

  it("ROLLUP-6, QUEUE-12: not yet may anybody else commit", async () => {
    const { call } = await makeItemsBatch();
    expect(await refusalOf(call)).to.equal("AccessControlUnauthorizedAccount");
  });

  let committed: BatchHeader;

  it("QUEUE-12, attack 49: after twice the deadline anyone with a bond commits a batch of the items alone", async () => {
    await world.devnet.advanceTo(queuedAt + 2n * deadline + 60n);
    const { header, call } = await makeItemsBatch();
    expect(await refusalOf(call)).to.equal("RollupBondTooLow");
    const [anyone] = (await accounts("one")).slice(9);
    await (await world.rollup.Rollup.connect(anyone).depositBond({ value: parseEther("1") })).wait();
    const { gasUsed } = await world.send(anyone!, call);
    expect(gasUsed).to.be.below(200_000n);
    committed = header;
    expect(await world.rollup.Rollup.lastBatch(1)).to.equal(last + 1n);
    expect(header.queueCursor).to.equal(await world.rollup.MessageQueue.length(1));
  });

  it("NODE-25: the node, whose chain is no longer the lane's, says LANE_DIVERGED and takes nothing more", async () => {
    const { err, level } = await log.troubleOf("LANE_DIVERGED");
    expect(level).to.equal(60);
    expect(err.message).to.contain(`Batch ${last + 1n} on L1 ends in block ${committed.firstBlock}`);
    const { problem } = world.devnet.node.sequencer;
    expect(problem?.code).to.equal("SEQUENCER_STOPPED");
    const [, sender] = await accounts("two");
    const refused = await sender!.sendTransaction({ to: recipient, value: 1n }).catch(String);
    expect(refused).to.contain(`Batch ${last + 1n} on L1 ends in block ${committed.firstBlock}`);
  });

  it("QUEUE-14, ROLLUP-17: the batch is ATTESTED, anyone makes it FINAL, and a follower has what was forced", async () => {
    const { Rollup } = world.rollup;
    const attested = BigInt(evidenceBits.ATTESTED);
    await wait("the attestation", async () =>
      ((await Rollup.evidenceOf(1, last + 1n)) & attested) === 0n ? undefined : true,
    );
    await world.devnet.l1.advanceTo(queuedAt + 2n * deadline + 120n);
    const [anyone] = (await accounts("one")).slice(9);
    await finalize(world.rollup, anyone!, committed);
    expect(await Rollup.lastFinal(1)).to.equal(last + 1n);
    const follower = new Follower(world);
    await follower.follow();
    expect(follower.replica.header).to.deep.equal(committed);
    const found = [...follower.replica.state.runtime.accounts.all()].find(
      ({ state }) => state.address === recipient,
    );
    expect(found?.state.balance).to.equal(amount + 1n);
    follower.close();
  });
});
