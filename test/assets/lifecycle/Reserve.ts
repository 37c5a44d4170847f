import {
  buildFieldTree,
  fieldSalt,
  proveField,
  topicId,
  type FieldProof,
  type Hex,
} from "@muniment/protocol";
import { expect } from "chai";
import { toUtf8Bytes, ZeroHash } from "ethers";
import { network } from "hardhat";

import { asRole } from "../../helpers/asRole.js";
import { attest, type GatedStage, type TestAttestation } from "../../helpers/evidence.js";
import { bringTo, now, openOffer } from "../../helpers/journey.js";
import { reasonOf } from "../../helpers/records.js";
import { createWorld, type Actor, type World } from "../../helpers/world.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const MILLION = 1_000_000n;
const OFFERED = 400_000n * MILLION;
const FIGURE = 350_000n * MILLION;
const SECRET = toUtf8Bytes("thirty-two bytes nobody guesses.");
const YEAR = 31_536_000;

/** The fields of a reserve report, salted, and the proof of its figure. */
function makeReport(reserve: string): { root: Hex; proof: FieldProof } {
  const field = (name: string, value: string) => ({
    name,
    value: toUtf8Bytes(value),
    salt: fieldSalt(SECRET, name),
  });
  const tree = buildFieldTree([field("reference", "R-2026-11"), field("reserve", reserve)]);
  return { root: tree.root, proof: proveField(tree, "reserve") };
}

interface Options {
  readonly stage?: GatedStage;
  readonly topic?: string;
  readonly by?: Actor;
  readonly reserve?: string;
  readonly overrides?: Partial<TestAttestation>;
}

/** Attests a report about an asset; the arguments that report it, figure in millionths. */
async function makeEvidence(world: World, asset: string, options: Options = {}) {
  const { root, proof } = makeReport(options.reserve ?? FIGURE.toString());
  const id = await attest(world, asset, options.stage ?? "Issued", options.topic ?? "RESERVE", {
    by: options.by ?? "attester1",
    overrides: { fieldsRoot: root, ...options.overrides },
  });
  return { id, salt: proof.salt, proof: [...proof.proof] };
}

async function opened() {
  const world = await createWorld(connection);
  const { asset } = await bringTo(world, "Tokenized");
  await openOffer(world, asset);
  const { Reserve } = world.contracts;
  const openedAt = await now(world);
  await networkHelpers.time.increase(60);
  const report = (evidence: Awaited<ReturnType<typeof makeEvidence>>, figure = FIGURE, about = asset) =>
    Reserve.connect(world.actors.stranger).report(about, evidence.id, figure, evidence.salt, evidence.proof);
  return { world, asset, Reserve, openedAt, report };
}

describe("Reserve", () => {
  it("LIFE-37: is the offer's until a newer attestation's revealed figure replaces it", async () => {
    const { world, asset, Reserve, report } = await networkHelpers.loadFixture(opened);
    const { AttestationRegistry } = world.contracts;
    expect(await Reserve.reserveOf(asset)).to.equal(OFFERED);
    const evidence = await makeEvidence(world, asset);
    await expect(report(evidence))
      .to.emit(Reserve, "ReserveReported")
      .withArgs(asset, evidence.id, FIGURE)
      .and.to.emit(AttestationRegistry, "FieldRevealed")
      .withArgs(evidence.id, topicId("reserve"), ethers.hexlify(toUtf8Bytes(FIGURE.toString())));
    expect(await Reserve.reserveOf(asset)).to.equal(FIGURE);
    const raised = await makeEvidence(world, asset, { reserve: "500000000001", by: "attester2" });
    await report(raised, 500_000_000_001n);
    expect(await Reserve.reserveOf(asset)).to.equal(500_000_000_001n);
  });

  it("LIFE-37: takes no other figure, salt or proof than the attested one", async () => {
    const { world, asset, Reserve, report } = await networkHelpers.loadFixture(opened);
    const { AttestationRegistry } = world.contracts;
    const evidence = await makeEvidence(world, asset);
    for (const call of [
      () => report(evidence, FIGURE + 1n),
      () => report({ ...evidence, salt: ZeroHash as Hex }),
      () => report({ ...evidence, proof: [] }),
      () => report({ ...evidence, proof: [ZeroHash as Hex] }),
    ]) {
      await expect(call())
        .to.be.revertedWithCustomError(AttestationRegistry, "AttestationFieldMismatch")
        .withArgs(evidence.id, topicId("reserve"));
    }
    const worded = await makeEvidence(world, asset, { reserve: `0${FIGURE.toString()}` });
    await expect(report(worded))
      .to.be.revertedWithCustomError(AttestationRegistry, "AttestationFieldMismatch")
      .withArgs(worded.id, topicId("reserve"));
    expect(await Reserve.reserveOf(asset)).to.equal(OFFERED);
  });

  it("LIFE-37: refuses an attestation not newer than the figure in force", async () => {
    const { world, asset, Reserve, openedAt, report } = await networkHelpers.loadFixture(opened);
    const old = await makeEvidence(world, asset, { overrides: { issuedAt: openedAt } });
    await expect(report(old))
      .to.be.revertedWithCustomError(Reserve, "ReserveEvidenceOutdated")
      .withArgs(openedAt, openedAt);
    const newer = await makeEvidence(world, asset, { overrides: { issuedAt: openedAt + 1 } });
    await report(newer);
    await expect(report(newer))
      .to.be.revertedWithCustomError(Reserve, "ReserveEvidenceOutdated")
      .withArgs(openedAt + 1, openedAt + 1);
  });

  it("LIFE-37: refuses an attestation that is expired, revoked, distrusted or unknown", async () => {
    const { world, asset, Reserve, report } = await networkHelpers.loadFixture(opened);
    const { AttestationRegistry } = world.contracts;
    const refused = (evidence: Awaited<ReturnType<typeof makeEvidence>>) =>
      expect(report(evidence))
        .to.be.revertedWithCustomError(Reserve, "ReserveEvidenceInvalid")
        .withArgs(evidence.id);
    const revoked = await makeEvidence(world, asset);
    await AttestationRegistry.connect(world.actors.attester1).revoke(revoked.id, reasonOf("error"));
    await refused(revoked);
    const distrusted = await makeEvidence(world, asset, { by: "attester3" });
    await asRole(world, "policy", AttestationRegistry, {
      method: "distrustAttester",
      args: [topicId("RESERVE"), world.actors.attester3.address],
    });
    await refused(distrusted);
    const expired = await makeEvidence(world, asset, { by: "attester2" });
    await networkHelpers.time.increase(YEAR);
    await refused(expired);
    const unknown = { ...expired, id: ethers.id("no attestation") };
    await expect(report(unknown))
      .to.be.revertedWithCustomError(AttestationRegistry, "AttestationUnknown")
      .withArgs(unknown.id);
  });

  it("LIFE-9: counts an attestation only for the asset, topic, subject and submission it names", async () => {
    const { world, asset, Reserve, report } = await networkHelpers.loadFixture(opened);
    const { asset: other } = await bringTo(world, "Registered");
    const evidence = [
      await makeEvidence(world, asset, { topic: "FUNDS_RECEIVED" }),
      await makeEvidence(world, other, { stage: "Registered" }),
      await makeEvidence(world, asset, { overrides: { subject: world.actors.alice.address } }),
      await makeEvidence(world, asset, { overrides: { submission: ethers.id("an earlier one") } }),
      await makeEvidence(world, asset, { stage: "Trading", overrides: { submission: ZeroHash } }),
    ];
    for (const one of evidence) {
      await expect(report(one))
        .to.be.revertedWithCustomError(Reserve, "ReserveEvidenceInvalid")
        .withArgs(one.id);
    }
    expect(await Reserve.reserveOf(asset)).to.equal(OFFERED);
  });

  it("LIFE-10: does not count what the proposer of the submission states itself", async () => {
    const { world, asset, Reserve, report } = await networkHelpers.loadFixture(opened);
    const { Issuance, Lifecycle } = world.contracts;
    const { arranger, issuer, registrar } = world.actors;
    const { terms } = await Issuance.offerOf(asset);
    await Issuance.connect(registrar).cancelOffer(asset);
    await Lifecycle.connect(issuer).appoint(asset, 4, arranger.address, true);
    await Issuance.connect(arranger).submit(asset, [...terms] as unknown as typeof terms);
    const own = await makeEvidence(world, asset, { by: "arranger" });
    await expect(report(own))
      .to.be.revertedWithCustomError(Reserve, "ReserveEvidenceInvalid")
      .withArgs(own.id);
    const foreign = await makeEvidence(world, asset);
    await expect(report(foreign)).to.emit(Reserve, "ReserveReported").withArgs(asset, foreign.id, FIGURE);
  });

  it("LIFE-37: only an offer's opening sets it without evidence", async () => {
    const { world, asset, Reserve } = await networkHelpers.loadFixture(opened);
    for (const actor of ["stranger", "issuer", "distributor"] as const) {
      const caller = world.actors[actor];
      await expect(Reserve.connect(caller).set(asset, 1n))
        .to.be.revertedWithCustomError(Reserve, "AccessManagedUnauthorized")
        .withArgs(caller.address);
    }
  });
});
