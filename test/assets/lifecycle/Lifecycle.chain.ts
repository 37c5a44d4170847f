import { expect } from "chai";
import { network } from "hardhat";

import { STAGE } from "../../helpers/evidence.js";
import { bringTo, submitRegistration } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { replayLifecycle } from "../../helpers/replayLifecycle.js";
import { actAsStageContract, placeAsset, type StageName } from "../../helpers/stageContract.js";
import { createWorld } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const REASON = reasonOf("stated elsewhere");
const RECORD = ethers.id("record");

describe("Lifecycle, checkpoint chain", () => {
  async function fixture() {
    const world = await createWorld(connection);
    const { Lifecycle } = world.contracts;
    const stages = await actAsStageContract(world);
    const place = (stage: StageName) => placeAsset(world, stages, stage);
    return { world, stages, place, Lifecycle, ...world.actors };
  }
  /** A rich history: journeys through every function that changes the state. */
  async function history() {
    const context = await fixture();
    const { world, stages, place, Lifecycle, issuer, arranger, registrar, regulator } = context;
    const traded = await bringTo(world, "Trading");
    for (const stage of ["Suspended", "Defaulted"] as const)
      await stages.move(traded.asset, STAGE[stage], regulator, REASON);
    await stages.restore(traded.asset, STAGE.Defaulted, regulator, REASON);
    const rolled = await bringTo(world, "Tokenized");
    await Lifecycle.connect(issuer).appoint(rolled.asset, STAGE.Issued, arranger, true);
    await stages.propose(rolled.asset, STAGE.Issued, arranger, RECORD);
    await Lifecycle.connect(registrar).rollback(rolled.asset, REASON);
    const changed = await submitRegistration(world);
    await Lifecycle.connect(registrar).requestChanges(changed.asset, REASON);
    const ended = await bringTo(world, "Tokenized");
    await Lifecycle.connect(issuer).withdraw(ended.asset, REASON);
    for (const stage of ["Redeemed", "Rejected", "Defaulted"] as const) await place(stage);
    return { ...context, traded };
  }
  const loadHistory = () => networkHelpers.loadFixture(history);

  it("LIFE-6: every link has the hash of its members and continues the one before", async () => {
    const { Lifecycle } = await loadHistory();
    const { assets } = await replayLifecycle(Lifecycle);
    expect(assets.size).to.equal(7);
    for (const [asset, { chain }] of assets) {
      let previous: { hash: string; to: unknown } = { hash: ethers.ZeroHash, to: 0n };
      for (const [index, { members, stated, recomputed, root }] of chain.entries()) {
        const [head, id, position, from, to, actor, basis, evidenceRoot, , at] = members;
        expect(recomputed).to.equal(stated);
        expect([head, id, position, from]).to.deep.equal([previous.hash, asset, BigInt(index), previous.to]);
        expect(evidenceRoot).to.equal(root);
        expect(actor).not.to.equal(ethers.ZeroAddress);
        expect(basis).not.to.equal(ethers.ZeroHash);
        expect(at).to.be.greaterThan(0n);
        previous = { hash: recomputed, to };
      }
      expect((await Lifecycle.stateOf(asset)).head).to.equal(previous.hash);
    }
  });

  it("LIFE-6: an entry's basis is its submission, with the evidence that counted and the policy's version", async () => {
    const { Lifecycle, traded } = await loadHistory();
    const { assets } = await replayLifecycle(Lifecycle);
    const { chain } = assets.get(traded.asset)!;
    expect(chain.map(({ members }) => members[4])).to.deep.equal([1n, 2n, 3n, 4n, 5n, 6n, 7n, 6n]);
    expect(chain.map(({ evidence }) => evidence.length)).to.deep.equal([7, 5, 5, 4, 5, 0, 0, 0]);
    for (const [index, { members }] of chain.entries()) {
      const isEntry = index < 5;
      const { hash } = await Lifecycle.submissionOf(traded.asset, isEntry ? index + 1 : 0);
      expect([members[6], members[8]]).to.deep.equal(isEntry ? [hash, 1n] : [REASON, 0n]);
    }
  });

  it("LIFE-50: stages, submissions, appointments and tokens are rebuilt from events alone", async () => {
    const { Lifecycle, arranger } = await loadHistory();
    const { assets, tokens } = await replayLifecycle(Lifecycle);
    for (const [asset, { state, submissions, appointed }] of assets) {
      expect(await Lifecycle.stateOf(asset)).to.deep.equal(state);
      for (const stage of [1, 2, 3, 4, 5])
        expect(await Lifecycle.submissionOf(asset, stage)).to.deep.equal(
          submissions.get(stage) ?? [ethers.ZeroHash, ethers.ZeroHash, ethers.ZeroAddress, 0n, 0n, false],
        );
      expect(await Lifecycle.isProposer(asset, STAGE.Issued, arranger)).to.equal(
        appointed.get(`${String(STAGE.Issued)} ${arranger.address}`) ?? false,
      );
      const token = state[6];
      if (token !== ethers.ZeroAddress) expect(await Lifecycle.assetOf(token)).to.equal(asset);
    }
    expect([...tokens]).to.have.lengthOf(1);
  });
});
