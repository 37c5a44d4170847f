import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import type { BatchHeader } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, fieldModulus, settlementDomain, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { evidence } from "../helpers/deployL1.js";
import { commitArguments } from "../helpers/batches.js";
import { hashOf } from "../helpers/headers.js";
import { hexWord } from "../helpers/settlement/hexWord.js";
import type { MadeBatch } from "../helpers/settlement/SettlementDesk.js";
import { proofBytes, restated, SettlementDesk, subjectOf } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { nowOn, passTime } from "../helpers/setUpL1.js";

const connection = await network.create(settlementNetwork);
const fixture = async () => setUpSettlement(connection);
const hour = 3_600n;

/** A desk, and a batch of two shields that is not posted. */
async function load() {
  const l1 = await connection.networkHelpers.loadFixture(fixture);
  const desk = await SettlementDesk.open(l1);
  const operations = await desk.fundBoth();
  const verify = (made: MadeBatch, subject = subjectOf(made)) =>
    l1.verifier.verify(subject, proofBytes(made));
  return { ...l1, desk, operations, batch: await desk.make(operations), verify };
}

/** What a contradiction of two batches is shown by. */
function shownOf(one: MadeBatch, other: MadeBatch): [Uint8Array, Hex, Uint8Array, Hex] {
  const [header, otherHeader] = [encodeBatchHeader(one.header), encodeBatchHeader(other.header)];
  return [header, proofBytes(one), otherHeader, proofBytes(other)];
}

/** The word of an element that is p more: the same number of the field, in a form that it does not have. */
const alias = (word: Hex): Hex => hexWord(BigInt(word) + fieldModulus);

describe("SettlementVerifier > public inputs", () => {
  it("SETTLE-72: are those that the prover's batch has", async () => {
    const { batch, circuits, verify } = await load();
    expect(await verify(batch)).to.equal(true);
    await expect(verify({ ...batch, proof: hexWord(1n) }))
      .to.be.revertedWithCustomError(circuits[2], "ConformanceInputsMismatch")
      .withArgs(batch.inputs);
  });

  it("SETTLE-72: a circuit's verifier that says no is heard", async () => {
    const { batch, rollup, verifier, desk, verify } = await load();
    const refused = { ...batch, proof: "0x12" } as const;
    expect(await verify(refused)).to.equal(false);
    await expect(desk.post(refused))
      .to.be.revertedWithCustomError(rollup, "RollupProofInvalid")
      .withArgs(await verifier.getAddress(), subjectOf(batch));
  });

  it("SETTLE-72: a proof of one batch is none of another with the same data", async () => {
    const { batch, circuits, verify } = await load();
    const later = restated(batch, { header: { time: batch.header.time - 1n } });
    expect(await verify(later)).to.equal(true);
    await expect(verify({ ...later, proof: batch.proof }))
      .to.be.revertedWithCustomError(circuits[2], "ConformanceInputsMismatch")
      .withArgs(later.inputs);
  });

  it("SETTLE-68, SETTLE-72: batches of 8 operations go to the circuit of 8", async () => {
    const { batch, desk, circuits, verify } = await load();
    await desk.post(batch);
    desk.tip = batch.header;
    const eight = await desk.make(Array.from({ length: 8 }, () => desk.world.blank()));
    expect(await verify(eight)).to.equal(true);
    await expect(verify({ ...eight, proof: hexWord(1n) }))
      .to.be.revertedWithCustomError(circuits[8], "ConformanceInputsMismatch")
      .withArgs(eight.inputs);
  });

  it("SETTLE-68, SETTLE-72: batches of 24 to that of 24", async () => {
    const { batch, desk, circuits, verify } = await load();
    await desk.post(batch);
    desk.tip = batch.header;
    const all = await desk.make(Array.from({ length: 24 }, () => desk.world.blank()));
    expect(await verify(all)).to.equal(true);
    await expect(verify({ ...all, proof: hexWord(1n) }))
      .to.be.revertedWithCustomError(circuits[24], "ConformanceInputsMismatch")
      .withArgs(all.inputs);
  });
});

describe("SettlementVerifier > place", () => {
  it("SETTLE-66: bytes that end within headers or data are refused", async () => {
    const { batch, verifier } = await load();
    const bytes = proofBytes(batch);
    await expect(verifier.verify(subjectOf(batch), bytes.slice(0, 2 + 2 * 751)))
      .to.be.revertedWithCustomError(verifier, "SettlementProofTooShort")
      .withArgs(752n, 751n);
    const least = 752 + batch.data.length;
    await expect(verifier.verify(subjectOf(batch), bytes.slice(0, 2 * least)))
      .to.be.revertedWithCustomError(verifier, "SettlementProofTooShort")
      .withArgs(least, least - 1);
  });

  it("SETTLE-67: a proof of another batch, or on another parent, is refused", async () => {
    const { batch, verifier, settlementGenesis, verify } = await load();
    await expect(verify(batch, hexWord(5n)))
      .to.be.revertedWithCustomError(verifier, "SettlementDigestMismatch")
      .withArgs(hexWord(5n), subjectOf(batch));
    const parent = { ...settlementGenesis, stateRoot: hexWord(7n) };
    await expect(verify({ ...batch, parent })).to.be.revertedWithCustomError(
      verifier,
      "SettlementParentMismatch",
    );
  });

  it("SETTLE-67: replayed on another lane, rollup or L1, it is refused", async () => {
    const { batch, verifier, verify } = await load();
    const { l1ChainId, rollup, lane } = batch.header;
    const expected = settlementDomain({ chainId: l1ChainId, rollup, lane: BigInt(lane) });
    expect(await verifier.domain()).to.equal(expected);
    const others: Partial<BatchHeader>[] = [
      { lane: lane + 1 },
      { rollup: `0x${"22".repeat(20)}` },
      { l1ChainId: l1ChainId + 1n },
    ];
    for (const other of others) {
      const place = { chainId: l1ChainId, rollup, lane: BigInt(other.lane ?? lane) };
      const actual = settlementDomain({
        ...place,
        rollup: other.rollup ?? rollup,
        chainId: other.l1ChainId ?? l1ChainId,
      });
      await expect(verify(restated(batch, { header: other })))
        .to.be.revertedWithCustomError(verifier, "SettlementDomainMismatch")
        .withArgs(expected, actual);
    }
  });

  it("SETTLE-65: a header says nothing but its place, its queue, its data and its state", async () => {
    const { batch, verifier, verify } = await load();
    const others: [bigint, Partial<BatchHeader>][] = [
      [90n, { blocks: 2 }],
      [102n, { dataKind: 0 }],
      [188n, { rules: hashOf("muniment") }],
      [220n, { lastBlock: hashOf("another block") }],
      [284n, { messageRoot: hashOf("a message that nobody sent") }],
      [316n, { messageCount: 1n }],
      [324n, { steps: 4 }],
      [328n, { traceRoot: hashOf("another trace") }],
    ];
    for (const [offset, header] of others) {
      await expect(verify(restated(batch, { header })))
        .to.be.revertedWithCustomError(verifier, "SettlementFieldInvalid")
        .withArgs(offset);
    }
  });
});

describe("SettlementVerifier > data", () => {
  it("SETTLE-68: data are those of the header", async () => {
    const { batch, verifier, verify } = await load();
    const data = batch.data.slice();
    data[900] = (data[900] as number) ^ 1;
    await expect(verify({ ...batch, data })).to.be.revertedWithCustomError(
      verifier,
      "SettlementWordsMismatch",
    );
  });

  it("SETTLE-68: data are 2, 8 or 24 whole operations", async () => {
    const { batch, verifier, verify } = await load();
    const blank = new Uint8Array(864);
    for (const size of [864, 1_000, 3 * 864, 32]) {
      const data = new Uint8Array(size).fill(0);
      await expect(verify(restated(batch, { data })))
        .to.be.revertedWithCustomError(verifier, "SettlementOperationsInvalid")
        .withArgs(size);
    }
    expect(await verify(restated(batch, { data: new Uint8Array([...blank, ...blank]) }))).to.equal(true);
  });

  it("SETTLE-68: a word in another form is refused, wherever it stands", async () => {
    const { batch, verifier, verify } = await load();
    for (const place of [2, 3, 26, 29, 53]) {
      const data = batch.data.slice();
      const word = toHex(data.subarray(32 * place, 32 * place + 32));
      data.set(Buffer.from(alias(word).slice(2), "hex"), 32 * place);
      await expect(verify(restated(batch, { data })))
        .to.be.revertedWithCustomError(verifier, "SettlementWordInvalid")
        .withArgs(place);
    }
  });

  it("SETTLE-68: so are commitment and state root", async () => {
    const { batch, verifier, verify } = await load();
    const commitment = alias(batch.commitment);
    await expect(verify(restated(batch, { commitment })))
      .to.be.revertedWithCustomError(verifier, "SettlementElementInvalid")
      .withArgs(commitment);
    const stateRoot = alias(batch.header.stateRoot);
    await expect(verify(restated(batch, { header: { stateRoot } })))
      .to.be.revertedWithCustomError(verifier, "SettlementElementInvalid")
      .withArgs(stateRoot);
  });

  it("SETTLE-67: a batch on a parent that is not FINAL has no proof, whatever a circuit says of it", async () => {
    const { batch, desk, rollup, actors, verifier, settlementGenesis, verify } = await load();
    // A state that nobody has proven: two ends of it would be a contradiction, which freezes the lane.
    const parent = { ...settlementGenesis, stateRoot: hexWord(7n) };
    const invented = restated({ ...batch, parent }, { header: { parent: batchDigest(parent) } });
    await expect(verify(invented))
      .to.be.revertedWithCustomError(verifier, "SettlementParentNotFinal")
      .withArgs(0n, batchDigest(parent));
    const other = restated(invented, { header: { stateRoot: hexWord(8n) } });
    await expect(rollup.reportContradiction(evidence.proven, ...shownOf(invented, other)))
      .to.be.revertedWithCustomError(verifier, "SettlementParentNotFinal")
      .withArgs(0n, batchDigest(parent));
    await rollup.connect(actors.committer).commitBatch(...commitArguments(batch.header, batch.parent, batch));
    desk.tip = batch.header;
    const next = await desk.make();
    await expect(verify(next))
      .to.be.revertedWithCustomError(verifier, "SettlementParentNotFinal")
      .withArgs(1n, batchDigest(batch.header));
    await rollup.prove(settlementLane, 1n, proofBytes(batch));
    await rollup.finalize(encodeBatchHeader(batch.header));
    expect(await verify(next)).to.equal(true);
  });

  it("SETTLE-69: without data the state stays, and no proof is asked for or taken", async () => {
    const { desk, settlementGenesis, verifier, verify } = await load();
    const empty = await desk.make();
    expect(await verify(empty)).to.equal(true);
    await expect(verify({ ...empty, proof: "0x1234" }))
      .to.be.revertedWithCustomError(verifier, "SettlementProofUnexpected")
      .withArgs(2n);
    const header = { ...empty.header, stateRoot: hexWord(7n) };
    await expect(verify({ ...empty, header }))
      .to.be.revertedWithCustomError(verifier, "SettlementStateChanged")
      .withArgs(settlementGenesis.stateRoot, hexWord(7n));
  });
});

describe("SettlementVerifier > time and roots", () => {
  it("SETTLE-70: a batch is of the hour before its commit", async () => {
    const l1 = await connection.networkHelpers.loadFixture(fixture);
    const { verifier } = l1;
    const desk = await SettlementDesk.open(l1);
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    const { time } = batch.header;
    await connection.networkHelpers.time.setNextBlockTimestamp(time + hour + 1n);
    await expect(desk.post(batch))
      .to.be.revertedWithCustomError(verifier, "SettlementTimeTooOld")
      .withArgs(time + 1n, time);
    await connection.networkHelpers.time.setNextBlockTimestamp(time + hour + 2n);
    await desk.post(restated(batch, { header: { time: time + 2n } }));
  });

  it("SETTLE-71: roots that were taken more than a day before are refused, also without data", async () => {
    const { desk, verifier, verify } = await load();
    const { roots: registry } = desk.l1;
    const taken = (await registry.rootsAt(await nowOn(desk.l1))).time;
    const fresh = await desk.make([], (header) => ({ ...header, time: taken + 24n * hour }));
    expect(await verify(fresh)).to.equal(true);
    const stale = await desk.make([], (header) => ({ ...header, time: taken + 24n * hour + 1n }));
    await expect(verify(stale))
      .to.be.revertedWithCustomError(verifier, "SettlementRootsTooOld")
      .withArgs(taken + 1n, taken);
  });

  it("SETTLE-71: the roots are those of the batch's time: a freeze counts from then on", async () => {
    const { batch, desk, circuits, verify } = await load();
    const { world } = desk;
    world.holders.set(world.alice.key.x, { expiresAt: 1n, jurisdiction: 756, isFrozen: true });
    await passTime(desk.l1, 10n);
    await desk.setRoots();
    const frozenAt = await nowOn(desk.l1);
    const before = restated(batch, { header: { time: frozenAt - 1n } });
    expect(await verify(before)).to.equal(true);
    const after = restated(batch, { header: { time: frozenAt } });
    const asked = [...after.inputs];
    asked[3] = hexWord(world.holders.root);
    await expect(verify(after))
      .to.be.revertedWithCustomError(circuits[2], "ConformanceInputsMismatch")
      .withArgs(asked);
  });

  it("SETTLE-71: before there are roots nothing is proven", async () => {
    const { desk, roots, verify, settlementGenesis } = await load();
    const early = await desk.make([], (header) => ({ ...header, time: settlementGenesis.time }));
    await expect(verify(early))
      .to.be.revertedWithCustomError(roots, "RootsUnknown")
      .withArgs(settlementGenesis.time);
  });

  it("SETTLE-74: what a proof is worth does not change with time", async () => {
    const { batch, desk, verify } = await load();
    await desk.post(batch);
    desk.tip = batch.header;
    await desk.advance();
    await passTime(desk.l1, 48n * hour);
    await desk.setRoots();
    expect(await verify(batch)).to.equal(true);
  });

  it("SETTLE-74, ROLLUP-24: two outputs of one input freeze the lane, long after", async () => {
    const { batch, desk, rollup, policy, verifier, actors } = await load();
    await desk.post(batch);
    await passTime(desk.l1, 48n * hour);
    const other = restated(batch, { header: { stateRoot: hexWord(99n) } });
    await rollup.connect(actors.anyone).reportContradiction(evidence.proven, ...shownOf(batch, other));
    expect(await rollup.isFrozen(settlementLane)).to.equal(true);
    expect(await policy.verifierOf(settlementLane, evidence.proven)).to.not.equal(
      await verifier.getAddress(),
    );
  });
});

describe("SettlementVerifier > production", () => {
  const productionFixture = async () => setUpSettlement(connection, { isProduction: true });

  it("SETTLE-73: a reference string for development makes a verifier for development", async () => {
    const { verifier } = await load();
    expect(await verifier.isProduction()).to.equal(false);
    const production = await connection.networkHelpers.loadFixture(productionFixture);
    expect(await production.verifier.isProduction()).to.equal(true);
  });

  it("SETTLE-73: one circuit with such a string is enough, and so is a set-up that has not ended", async () => {
    const l1 = await connection.networkHelpers.loadFixture(productionFixture);
    const { rollup, roots, gateway, circuits, timelock, policy, connection: on } = l1;
    const weak = await on.ethers.deployContract("ConformanceVerifierMock", [id("batch8"), false]);
    const open = await on.ethers.deployContract("SettlementRegistry", [
      timelock,
      { leastDelay: await policy.leastDelay(), rollup, lane: settlementLane, quorum: 1 },
      [],
      [],
    ]);
    const parts = { rollup, lane: settlementLane, registry: roots, gateway };
    const sound = [circuits[2], circuits[8], circuits[24]];
    const places = [
      { ...parts, circuits: [weak, circuits[8], circuits[24]] },
      { ...parts, circuits: [circuits[2], weak, circuits[24]] },
      { ...parts, circuits: [circuits[2], circuits[8], weak] },
      { ...parts, registry: open, circuits: sound },
    ];
    for (const place of places) {
      const verifier = await on.ethers.deployContract("SettlementVerifier", [place] as never);
      expect(await verifier.isProduction()).to.equal(false);
    }
  });

  it("SETTLE-73: the anchors are the circuits' keys, and there are circuits of three sizes", async () => {
    const { verifier, circuits } = await load();
    const keys = await Promise.all(
      [circuits[2], circuits[8], circuits[24]].map((circuit) => circuit.verificationKeyHash()),
    );
    expect([...(await verifier.anchors())]).to.deep.equal(keys);
    for (const size of [2, 8, 24] as const) {
      expect(await verifier.circuitOf(size)).to.equal(await circuits[size].getAddress());
    }
    await expect(verifier.circuitOf(3n))
      .to.be.revertedWithCustomError(verifier, "SettlementOperationsInvalid")
      .withArgs(3n * 864n);
  });
});
