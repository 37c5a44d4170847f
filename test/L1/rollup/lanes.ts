import { expect } from "chai";
import { network } from "hardhat";
import type { BatchHeader } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, toHex, zeroHash } from "@muniment/protocol";
import { commit } from "../helpers/batches.js";
import { evidence, lane, measurement } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { genesisHeader, hashOf, nextHeader } from "../helpers/headers.js";
import { itemOf } from "../helpers/queueItems.js";
import { setUpPolicy } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const fixtures = fixturesOfL1(connection);
const bondGwei = 10n ** 9n;

describe("Rollup > openLane", () => {
  async function ready() {
    const l1 = await fixtures.bare();
    await setUpPolicy(l1);
    return { ...l1, genesis: await genesisHeader(l1) };
  }

  it("ROLLUP-1, ROLLUP-2: opens a lane with a genesis batch, which is FINAL", async () => {
    const { rollup, genesis } = await ready();
    expect(await rollup.levelOf(lane, 0n)).to.equal(0n);
    const sent = rollup.openLane(encodeBatchHeader(genesis), bondGwei);
    await expect(sent)
      .to.emit(rollup, "LaneOpened")
      .withArgs(lane, batchDigest(genesis), toHex(encodeBatchHeader(genesis)));
    await expect(sent).to.emit(rollup, "LaneTermsChanged").withArgs(lane, [genesis.rules, bondGwei]);
    expect(await rollup.levelOf(lane, 0n)).to.equal(2n);
    expect(await rollup.epochOf(lane)).to.equal(0n);
    expect((await rollup.finalRootOf(lane, 0n)).stateRoot).to.equal(genesis.stateRoot);
    expect([...(await rollup.termsOf(lane))]).to.deep.equal([genesis.rules, bondGwei]);
  });

  it("ROLLUP-2: opens it once", async () => {
    const { rollup, genesis } = await ready();
    await rollup.openLane(encodeBatchHeader(genesis), bondGwei);
    await expect(rollup.openLane(encodeBatchHeader(genesis), bondGwei))
      .to.be.revertedWithCustomError(rollup, "RollupLaneOpen")
      .withArgs(lane);
  });

  const changes: readonly (readonly [Partial<BatchHeader>, bigint])[] = [
    [{ epoch: 1n }, 34n],
    [{ index: 1n }, 42n],
    [{ parent: hashOf("parent") }, 50n],
    [{ firstBlock: 1n }, 82n],
    [{ blocks: 2 }, 90n],
    [{ time: 2n ** 40n }, 94n],
    [{ queueCursor: 1n }, 140n],
    [{ queueHash: hashOf("queue") }, 148n],
    [{ queueGas: 1n }, 180n],
    [{ messageCount: 1n }, 316n],
  ];
  for (const [change, offset] of changes) {
    it(`ROLLUP-2: refuses a genesis with another ${Object.keys(change).join()}`, async () => {
      const { rollup, genesis } = await ready();
      await expect(rollup.openLane(encodeBatchHeader({ ...genesis, ...change }), bondGwei))
        .to.be.revertedWithCustomError(rollup, "RollupGenesisInvalid")
        .withArgs(offset);
    });
  }

  for (const [field, offset] of [
    ["lastBlock", 220n],
    ["stateRoot", 252n],
    ["messageRoot", 284n],
    ["traceRoot", 328n],
  ] as const) {
    it(`ROLLUP-2, attack 4: refuses a genesis with a ${field} of zero`, async () => {
      const { rollup, genesis } = await ready();
      await expect(rollup.openLane(encodeBatchHeader({ ...genesis, [field]: zeroHash }), bondGwei))
        .to.be.revertedWithCustomError(rollup, "RollupRootZero")
        .withArgs(offset);
    });
  }

  it("ROLLUP-1, ROLLUP-2: refuses number zero, and a lane without a queue or a rule", async () => {
    const { rollup, genesis } = await ready();
    for (const number of [0, 2]) {
      await expect(rollup.openLane(encodeBatchHeader({ ...genesis, lane: number }), bondGwei))
        .to.be.revertedWithCustomError(rollup, "RollupLaneUnknown")
        .withArgs(number);
    }
    const l1 = await fixtures.bare();
    await setUpPolicy(l1, async ({ queue }) => {
      await queue.setTerms(2n, { gasPrice: 1n, deadline: 1n, gasLimit: 1_000_000n });
    });
    const unruled = await genesisHeader(l1, 2n);
    await expect(l1.rollup.openLane(encodeBatchHeader(unruled), bondGwei))
      .to.be.revertedWithCustomError(l1.rollup, "RollupLaneUnknown")
      .withArgs(2n);
  });

  it("ROLLUP-3: refuses a genesis for another contract", async () => {
    const { rollup, queue, genesis } = await ready();
    const other = (await queue.getAddress()).toLowerCase() as `0x${string}`;
    await expect(rollup.openLane(encodeBatchHeader({ ...genesis, rollup: other }), bondGwei))
      .to.be.revertedWithCustomError(rollup, "RollupAddressMismatch")
      .withArgs(rollup, queue);
  });

  it("ROLLUP-37, attack 52: refuses until policy, queue and guardian are sealed", async () => {
    const l1 = await fixtures.bare();
    const { rollup, policy, queue, guardian, registry } = l1;
    const genesis = encodeBatchHeader(await genesisHeader(l1));
    await registry.allowMeasurement(measurement);
    await policy.getFunction("connect")(rollup);
    await guardian.getFunction("connect")(rollup);
    await policy.setVerifier(lane, evidence.attested, registry);
    await policy.setLaneRule(lane, { evidence: evidence.attested, window: 1n });
    await queue.setTerms(lane, { gasPrice: 1n, deadline: 1n, gasLimit: 1_000_000n });
    for (const component of [policy, queue, guardian]) {
      await expect(rollup.openLane(genesis, bondGwei))
        .to.be.revertedWithCustomError(rollup, "RollupNotSealed")
        .withArgs(component);
      await component.seal();
    }
    await rollup.openLane(genesis, bondGwei);
  });

  it("GUARD-2: not while a pause lasts, of which the lane would not know", async () => {
    const { rollup, guardian, actors, genesis } = await ready();
    await guardian.connect(actors.guardian).pause(3_600n);
    const header = encodeBatchHeader(genesis);
    await expect(rollup.openLane(header, bondGwei)).to.be.revertedWithCustomError(rollup, "RollupPaused");
    await connection.networkHelpers.time.increase(3_600n);
    await rollup.openLane(header, bondGwei);
    expect(await rollup.isOpen(lane)).to.equal(true);
  });

  it("ROLLUP-37, attack 52: nobody commits before the rollup is sealed", async () => {
    const { rollup, actors, genesis } = await ready();
    await rollup.openLane(encodeBatchHeader(genesis), bondGwei);
    const role = await rollup.COMMITTER_ROLE();
    await expect(
      rollup.connect(actors.operator).grantRole(role, actors.committer),
    ).to.be.revertedWithCustomError(rollup, "AccessNotSealed");
  });

  it("ROLLUP-37: nor does anyone in enforced mode", async () => {
    const l1 = await ready();
    const { rollup, queue, actors, genesis, parameters } = l1;
    await rollup.openLane(encodeBatchHeader(genesis), bondGwei);
    const request = {
      recipient: actors.other.address,
      isCreation: false,
      value: 0n,
      gasLimit: 21_000n,
      data: "0x",
    };
    const sent = await queue.enqueue(lane, request, { value: 21_000n * parameters.gasPrice });
    const { item } = await itemOf(l1, sent);
    const queueHash = (await queue.rollingHash(lane, 1n)) as `0x${string}`;
    const header = nextHeader(genesis, { queueCursor: 1n, queueHash, queueGas: 21_000n });
    await rollup.connect(actors.anyone).depositBond({ value: 10n ** 18n });
    await connection.networkHelpers.time.increase(2n * parameters.deadline + 1n);
    await expect(commit(l1, header, genesis, { first: item, by: actors.anyone }))
      .to.be.revertedWithCustomError(rollup, "RollupNotSealed")
      .withArgs(rollup);
    await rollup.seal();
    await commit(l1, header, genesis, { first: item, by: actors.anyone });
  });

  it("ROLLUP-29: is the timelock's once the rollup is sealed", async () => {
    const l1 = await fixtures.development();
    const { rollup, actors, genesis } = l1;
    await expect(rollup.openLane(encodeBatchHeader({ ...genesis, lane: 2 }), bondGwei))
      .to.be.revertedWithCustomError(rollup, "AccessNotTimelock")
      .withArgs(actors.deployer);
  });
});

describe("Rollup > setTerms", () => {
  it("ROLLUP-11: changes rules and bond of later batches, through the timelock", async () => {
    const l1 = await fixtures.development();
    const { rollup, actors, genesis } = l1;
    const terms = { rules: hashOf("rules 2"), bondGwei: 5n };
    await expect(rollup.setTerms(lane, terms))
      .to.be.revertedWithCustomError(rollup, "AccessNotTimelock")
      .withArgs(actors.deployer);
    await expect(throughTimelock(l1, rollup, "setTerms", [lane, terms]))
      .to.emit(rollup, "LaneTermsChanged")
      .withArgs(lane, [terms.rules, terms.bondGwei]);
    const before = await rollup.freeBondOf(actors.committer);
    await commit(l1, nextHeader(genesis, { rules: terms.rules }), genesis);
    expect(before - (await rollup.freeBondOf(actors.committer))).to.equal(5n * 10n ** 9n);
  });

  it("ROLLUP-11: refuses terms without rules or with a bond beyond 1,000 ETH, and a lane that is not open", async () => {
    const l1 = await fixtures.bare();
    await setUpPolicy(l1);
    const { rollup } = l1;
    const rules = hashOf("rules 1");
    await expect(rollup.setTerms(lane, { rules, bondGwei }))
      .to.be.revertedWithCustomError(rollup, "RollupLaneUnknown")
      .withArgs(lane);
    await rollup.openLane(encodeBatchHeader(await genesisHeader(l1)), 0n);
    for (const terms of [
      { rules: zeroHash, bondGwei },
      { rules, bondGwei: 10n ** 12n + 1n },
    ]) {
      await expect(rollup.setTerms(lane, terms))
        .to.be.revertedWithCustomError(rollup, "RollupTermsInvalid")
        .withArgs([terms.rules, terms.bondGwei]);
    }
    await rollup.setTerms(lane, { rules, bondGwei: 10n ** 12n });
  });

  it("ROLLUP-11: in production a batch has a bond", async () => {
    const l1 = await fixtures.bareProduction();
    await setUpPolicy(l1);
    const genesis = await genesisHeader(l1);
    await expect(l1.rollup.openLane(encodeBatchHeader(genesis), 0n))
      .to.be.revertedWithCustomError(l1.rollup, "RollupTermsInvalid")
      .withArgs([genesis.rules, 0n]);
    await l1.rollup.openLane(encodeBatchHeader(genesis), 1n);
  });
});
