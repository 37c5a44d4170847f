import { expect } from "chai";
import { ZeroAddress, id, keccak256 } from "ethers";
import { network } from "hardhat";
import type { BatchHeader } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { commit, signBatch } from "../helpers/batches.js";
import { evidence, lane, measurement } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { hashOf, nextHeader } from "../helpers/headers.js";
import { passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;
const fixtures = fixturesOfL1(connection);

/** The same batch with another state after it. */
const lieAbout = (header: BatchHeader): BatchHeader => ({ ...header, stateRoot: hashOf("a lie") });

describe("Rollup > reportContradiction", () => {
  async function contradicted() {
    const l1 = await fixtures.threeBatches();
    const honest = l1.headers[1];
    const lie = lieAbout(honest);
    const proofs = [await signBatch(l1, batchDigest(honest)), await signBatch(l1, batchDigest(lie))] as const;
    const report = () =>
      l1.rollup
        .connect(l1.actors.anyone)
        .reportContradiction(
          evidence.attested,
          encodeBatchHeader(honest),
          proofs[0],
          encodeBatchHeader(lie),
          proofs[1],
        );
    return { l1, honest, lie, proofs, report };
  }

  it("ROLLUP-24, attack 16: two outputs of one input disable the verifier and freeze the lane", async () => {
    const { l1, report } = await contradicted();
    const { rollup, policy, registry } = l1;
    const sent = report();
    await expect(sent).to.emit(rollup, "LaneFrozen").withArgs(lane, registry);
    await expect(sent).to.emit(policy, "VerifierDisabled").withArgs(registry, rollup);
    expect(await rollup.isFrozen(lane)).to.equal(true);
    expect(await rollup.isOpen(lane)).to.equal(false);
    expect(await policy.verifierOf(lane, evidence.attested)).to.equal(ZeroAddress);
  });

  it("ROLLUP-24: an epoch makes no difference: a batch is what its input makes it", async () => {
    const { l1, honest, proofs } = await contradicted();
    const later = { ...lieAbout(honest), epoch: 7n };
    await l1.rollup.reportContradiction(
      evidence.attested,
      encodeBatchHeader(honest),
      proofs[0],
      encodeBatchHeader(later),
      await signBatch(l1, batchDigest(later)),
    );
    expect(await l1.rollup.isFrozen(lane)).to.equal(true);
  });

  it("ROLLUP-24, attack 16: two validity proofs do it too", async () => {
    const { rollup, policy, prover, headers } = await fixtures.proven();
    const [, honest] = headers;
    const proofOf = async (header: BatchHeader) => prover.proofOf(keccak256(batchDigest(header)));
    const lie = lieAbout(honest);
    await rollup.reportContradiction(
      evidence.proven,
      encodeBatchHeader(lie),
      await proofOf(lie),
      encodeBatchHeader(honest),
      await proofOf(honest),
    );
    expect(await policy.verifierOf(lane, evidence.proven)).to.equal(ZeroAddress);
  });

  it("ROLLUP-25: a frozen lane commits and finalizes nothing", async () => {
    const { l1, honest, proofs, report } = await contradicted();
    const { rollup, headers, parameters } = l1;
    await rollup.attest(lane, 1n, proofs[0]);
    await report();
    await passTime(l1, parameters.window);
    await expect(rollup.finalize(encodeBatchHeader(honest)))
      .to.be.revertedWithCustomError(rollup, "RollupLaneFrozen")
      .withArgs(lane);
    await expect(commit(l1, nextHeader(headers[3]), headers[3]))
      .to.be.revertedWithCustomError(rollup, "RollupLaneFrozen")
      .withArgs(lane);
  });

  it("ROLLUP-26: equal outputs are no contradiction", async () => {
    const { l1, honest, proofs } = await contradicted();
    const bytes = encodeBatchHeader(honest);
    await expect(
      l1.rollup.reportContradiction(evidence.attested, bytes, proofs[0], bytes, proofs[0]),
    ).to.be.revertedWithCustomError(l1.rollup, "RollupNoContradiction");
  });

  it("ROLLUP-26: neither are headers of different input", async () => {
    const { l1, honest, proofs } = await contradicted();
    const other = { ...lieAbout(honest), dataHash: hashOf("other data") };
    await expect(
      l1.rollup.reportContradiction(
        evidence.attested,
        encodeBatchHeader(honest),
        proofs[0],
        encodeBatchHeader(other),
        await signBatch(l1, batchDigest(other)),
      ),
    ).to.be.revertedWithCustomError(l1.rollup, "RollupNoContradiction");
  });

  it("ROLLUP-24: both must be accepted by the verifier", async () => {
    const { l1, honest, lie, proofs } = await contradicted();
    const { rollup, registry } = l1;
    const [a, b] = [encodeBatchHeader(honest), encodeBatchHeader(lie)];
    await expect(
      rollup.reportContradiction(evidence.attested, a, proofs[0], b, proofs[0]),
    ).to.be.revertedWithCustomError(registry, "AttesterUnknown");
    await expect(rollup.reportContradiction(evidence.proven, a, proofs[0], b, proofs[1]))
      .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
      .withArgs(lane, evidence.proven);
    await expect(rollup.reportContradiction(evidence.secured, a, proofs[0], b, proofs[1]))
      .to.be.revertedWithCustomError(rollup, "RollupEvidenceInvalid")
      .withArgs(evidence.secured);
  });

  it("ROLLUP-24: headers for another contract say nothing", async () => {
    const { l1, honest, proofs } = await contradicted();
    const foreign = { ...honest, l1ChainId: 1n };
    await expect(
      l1.rollup.reportContradiction(
        evidence.attested,
        encodeBatchHeader(foreign),
        proofs[0],
        encodeBatchHeader(lieAbout(foreign)),
        proofs[1],
      ),
    )
      .to.be.revertedWithCustomError(l1.rollup, "RollupChainMismatch")
      .withArgs(31_337n, 1n);
  });

  describe("thaw", () => {
    it("ROLLUP-25: waits for a replacement of the verifier", async () => {
      const { l1, report } = await contradicted();
      const { rollup, policy, actors, parameters } = l1;
      await report();
      await expect(throughTimelock(l1, rollup, "thaw", [lane]))
        .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
        .withArgs(lane, evidence.attested);
      const leastDelay = await policy.leastDelay();
      const next = await ethers.deployContract("AttesterRegistry", [
        l1.timelock,
        { leastDelay, isProduction: false, greatestAge: parameters.greatestAge, activationDelay: 0n },
        1,
        [actors.registrar.address],
        [actors.council.address],
      ]);
      await next.allowMeasurement(measurement);
      await next.seal();
      await throughTimelock(l1, policy, "setVerifier", [lane, evidence.attested, await next.getAddress()]);
      await expect(throughTimelock(l1, rollup, "thaw", [lane]))
        .to.emit(rollup, "LaneThawed")
        .withArgs(lane);
      expect(await rollup.isFrozen(lane)).to.equal(false);
    });

    it("ROLLUP-25: asks for every kind that the rule names", async () => {
      const l1 = await fixtures.dual();
      const { rollup, policy, prover, headers } = l1;
      const [, honest] = headers;
      const lie = lieAbout(honest);
      const proofOf = async (header: BatchHeader) => prover.proofOf(keccak256(batchDigest(header)));
      await rollup.reportContradiction(
        evidence.proven,
        encodeBatchHeader(lie),
        await proofOf(lie),
        encodeBatchHeader(honest),
        await proofOf(honest),
      );
      await expect(throughTimelock(l1, rollup, "thaw", [lane]))
        .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
        .withArgs(lane, evidence.proven);
      const next = await ethers.deployContract("ProofVerifierMock", [id("next")]);
      await throughTimelock(l1, policy, "setVerifier", [lane, evidence.proven, await next.getAddress()]);
      await throughTimelock(l1, rollup, "thaw", [lane]);
      expect(await rollup.isOpen(lane)).to.equal(true);
    });

    it("ROLLUP-25: is the timelock's alone, and for a frozen lane", async () => {
      const { l1, report } = await contradicted();
      const { rollup, actors } = l1;
      await expect(throughTimelock(l1, rollup, "thaw", [lane]))
        .to.be.revertedWithCustomError(rollup, "RollupLaneNotFrozen")
        .withArgs(lane);
      await report();
      await expect(rollup.connect(actors.council).thaw(lane))
        .to.be.revertedWithCustomError(rollup, "AccessNotTimelock")
        .withArgs(actors.council);
    });
  });
});
