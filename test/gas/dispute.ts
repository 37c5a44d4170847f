import { expect } from "chai";
import { network } from "hardhat";
import { lane } from "../L1/helpers/deployL1.js";
import { deployGame } from "../L1/dispute/helpers/deployGame.js";
import { moveOnce, phases, questionOf } from "../L1/dispute/helpers/match.js";
import { challenge, startMatch, wrongFrom } from "../L1/dispute/helpers/startMatch.js";

const connection = await network.create({
  network: "l1",
  chainType: "l1",
  override: { initialDate: "2030-01-01T00:00:00Z" },
});

async function lastGas(): Promise<bigint> {
  const { provider } = connection.ethers;
  const [hash] = (await provider.getBlock("latest"))!.transactions;
  return (await provider.getTransactionReceipt(hash!))!.gasUsed;
}

// What is called here is what snapshots/gas.json shows: a dispute about a trace of 2,048 leaves, from its opening to the
// step of the machine that decides it.
describe("gas > dispute", () => {
  it("DISPUTE-8: a dispute is opened, narrowed in 4 + 8 rounds, and decided", async () => {
    const l1 = await deployGame(connection);
    const match = await startMatch(l1, { steps: 2_048, leaves: wrongFrom(1_234), until: 7 });
    expect(await lastGas(), "opening").to.be.at.most(160_000n);
    let rounds = 0;
    for (;;) {
      const { phase, level } = await questionOf(match);
      await moveOnce(match);
      if (phase === phases.nodes || (phase === phases.states && level > 0)) rounds++;
      if (phase === phases.states && level === 0) break;
      expect(await lastGas(), `a move of phase ${phase}`).to.be.at.most(110_000n);
    }
    expect(rounds).to.equal(12);
    expect(await l1.rollup.lastBatch(lane)).to.equal(0n);
  });

  it("the same when the committer is right", async () => {
    const l1 = await deployGame(connection);
    const first = await startMatch(l1, { steps: 2_048 });
    expect(await lastGas(), "opening").to.be.at.most(160_000n);
    await challenge(l1, first.trace, first.committer.tree, {}, 1);
    expect(await lastGas(), "opening another").to.be.at.most(160_000n);
  });
});
