import type { Hex } from "@muniment/protocol";
import { forceTransaction, sendCall } from "@muniment/sdk";
import { expect } from "chai";
import type { CommandProcess } from "./helpers/CommandProcess.js";
import { DisputedLane } from "./helpers/DisputedLane.js";
import { wait } from "./helpers/wait.js";

describe("e2e > chain > lies", function () {
  this.timeout(300_000);
  let lane: DisputedLane;
  let liar: CommandProcess;
  before(async () => {
    lane = await DisputedLane.open();
    [liar] = await Promise.all([lane.liar(), lane.challenger()]);
  });
  after(() => lane.close());

  const standing = async () => {
    const { Rollup, lane: number } = lane.world.rollup;
    return { last: await Rollup.lastBatch(number), epoch: await Rollup.epochOf(number) };
  };

  /** The liar commits a lie and defends it; the challenger, told by nobody, has it rolled back and is paid. */
  async function expectCaught(name: string): Promise<void> {
    const { rollup } = lane.world;
    const before = await standing();
    const digest: Hex = await lane.lie(liar, name);
    const balance = await lane.l1.getBalance(lane.challengerAddress);
    const dispute = await lane.end(digest);
    expect([dispute.phase, dispute.leaf?.place]).to.deep.equal(["challengerWon", 2]);
    expect(dispute.end?.winner).to.equal(lane.challengerAddress);
    expect(await standing()).to.deep.equal({ last: before.last, epoch: before.epoch + 1n });
    const { bond } = await rollup.DisputeGame.terms();
    const { bondGwei } = await rollup.Rollup.termsOf(rollup.lane);
    const batchBond = bondGwei * 10n ** 9n;
    // An eighth of the batch's bond is burnt, rounded up; the challenger's own comes back.
    expect(dispute.end?.burnt).to.equal((batchBond + 7n) / 8n);
    expect(dispute.end?.paid).to.equal(bond + batchBond - (batchBond + 7n) / 8n);
    await wait("the challenger's withdrawal", async () => {
      const credit = await rollup.DisputeGame.creditOf(lane.challengerAddress);
      return credit === 0n ? true : undefined;
    });
    expect((await lane.l1.getBalance(lane.challengerAddress)) > balance - bond).to.equal(true);
  }

  it("DISPUTE-12, DISPUTE-15: a transfer of more than was signed is caught", async () => {
    await expectCaught("wrongBalance");
  });

  it("DISPUTE-12, DISPUTE-15: a check of a contract that was skipped is caught", async () => {
    await expectCaught("skippedCheck");
  });

  it("DISPUTE-12, DISPUTE-15: a forged signature is caught", async () => {
    await expectCaught("forgedSignature");
  });

  it("DISPUTE-12, DISPUTE-15: more gas than was used is caught", async () => {
    await expectCaught("wrongGas");
  });

  it("DISPUTE-12, DISPUTE-15: an item of the queue that was not executed is caught", async () => {
    const { one, rollup } = lane.world;
    const [alice, bob] = await one.ethers.getSigners();
    const request = { recipient: bob!.address, value: 1n, gasLimit: 50_000n };
    await sendCall(alice!, await forceTransaction(rollup, request));
    await expectCaught("skippedItem");
  });
});
