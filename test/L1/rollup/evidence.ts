import { expect } from "chai";
import { ZeroAddress, concat, id, keccak256 } from "ethers";
import { network } from "hardhat";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader } from "@muniment/protocol";
import { commit, signBatch } from "../helpers/batches.js";
import { enclaves, evidence, lane } from "../helpers/deployL1.js";
import { fixturesOfL1 } from "../helpers/fixturesOfL1.js";
import { nextHeader } from "../helpers/headers.js";
import { passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;
const fixtures = fixturesOfL1(connection);

/** What a validity proof of a range is about. */
const rangeOf = (headers: readonly BatchHeader[]): Hex => keccak256(concat(headers.map(batchDigest))) as Hex;

describe("Rollup > evidence", () => {
  describe("attest", () => {
    it("ROLLUP-13: a quorum makes a batch ATTESTED, whoever brings it", async () => {
      const l1 = await fixtures.threeBatches();
      const { rollup, registry, actors, headers } = l1;
      const proof = await signBatch(l1, batchDigest(headers[2]));
      await expect(rollup.connect(actors.anyone).attest(lane, 2n, proof))
        .to.emit(rollup, "EvidenceAdded")
        .withArgs(lane, 2n, evidence.attested, registry);
      expect(await rollup.evidenceOf(lane, 2n)).to.equal(evidence.attested);
      expect(await rollup.evidenceOf(lane, 1n)).to.equal(0n);
    });

    it("ROLLUP-5, attack 10: signatures for one batch serve no other", async () => {
      const l1 = await fixtures.threeBatches();
      const proof = await signBatch(l1, batchDigest(l1.headers[1]));
      await expect(l1.rollup.attest(lane, 2n, proof)).to.be.revertedWithCustomError(
        l1.registry,
        "AttesterUnknown",
      );
    });

    it("ROLLUP-5, attack 10: nor the batch at the same place after a rollback", async () => {
      const l1 = await fixtures.threeBatches();
      const { rollup, actors, headers } = l1;
      const proof = await signBatch(l1, batchDigest(headers[3]));
      await rollup.attest(lane, 3n, proof);
      await rollup.connect(actors.council).rollBack(lane, 2n, ZeroAddress);
      const again = { ...headers[3], epoch: 1n };
      await commit(l1, again, headers[2]);
      expect(await rollup.evidenceOf(lane, 3n)).to.equal(0n);
      await expect(rollup.attest(lane, 3n, proof)).to.be.revert(ethers);
      await rollup.attest(lane, 3n, await signBatch(l1, batchDigest(again)));
    });

    it("ROLLUP-13: what is not there or FINAL gets none", async () => {
      const l1 = await fixtures.threeBatches();
      const { rollup, headers, parameters } = l1;
      for (const index of [0n, 4n]) {
        await expect(rollup.attest(lane, index, "0x"))
          .to.be.revertedWithCustomError(rollup, "RollupBatchUnknown")
          .withArgs(lane, index);
      }
      await rollup.attest(lane, 1n, await signBatch(l1, batchDigest(headers[1])));
      await passTime(l1, parameters.window);
      await rollup.finalize(encodeBatchHeader(headers[1]));
      await expect(rollup.attest(lane, 1n, "0x"))
        .to.be.revertedWithCustomError(rollup, "RollupBatchFinal")
        .withArgs(lane, 1n);
    });

    it("GUARD-2: evidence may be given while a pause lasts", async () => {
      const l1 = await fixtures.threeBatches();
      await l1.guardian.connect(l1.actors.guardian).pause(3_600n);
      await l1.rollup.attest(lane, 1n, await signBatch(l1, batchDigest(l1.headers[1])));
    });

    it("ROLLUP-35, I21: what was ATTESTED stays when an attester is revoked", async () => {
      const l1 = await fixtures.threeBatches();
      const { rollup, registry, actors, headers } = l1;
      await rollup.attest(lane, 1n, await signBatch(l1, batchDigest(headers[1])));
      await registry.connect(actors.council).revoke(enclaves[0]!.address);
      expect(await rollup.evidenceOf(lane, 1n)).to.equal(evidence.attested);
      const proof = await signBatch(l1, batchDigest(headers[2]));
      await expect(rollup.attest(lane, 2n, proof))
        .to.be.revertedWithCustomError(registry, "AttesterWasRevoked")
        .withArgs(enclaves[0]!.address);
    });
  });

  describe("prove", () => {
    it("ROLLUP-16: a proof covers all batches behind the last FINAL one", async () => {
      const { rollup, prover, headers, actors } = await fixtures.proven();
      const proof = await prover.proofOf(rangeOf(headers.slice(1, 3)));
      const sent = rollup.connect(actors.anyone).prove(lane, 2n, proof);
      await expect(sent).to.emit(rollup, "EvidenceAdded").withArgs(lane, 1n, evidence.proven, prover);
      await expect(sent).to.emit(rollup, "EvidenceAdded").withArgs(lane, 2n, evidence.proven, prover);
      expect(await rollup.evidenceOf(lane, 3n)).to.equal(0n);
    });

    it("ROLLUP-16, attack 14: a range that begins elsewhere is not proven", async () => {
      const l1 = await fixtures.proven();
      const { rollup, prover, headers } = l1;
      const later = await prover.proofOf(rangeOf(headers.slice(2, 3)));
      await expect(rollup.prove(lane, 2n, later))
        .to.be.revertedWithCustomError(rollup, "RollupProofInvalid")
        .withArgs(prover, rangeOf(headers.slice(1, 3)));
      await rollup.prove(lane, 1n, await prover.proofOf(rangeOf(headers.slice(1, 2))));
      await passTime(l1, l1.parameters.window);
      await rollup.finalize(encodeBatchHeader(headers[1]));
      await rollup.prove(lane, 2n, later);
      await expect(rollup.prove(lane, 1n, later))
        .to.be.revertedWithCustomError(rollup, "RollupBatchFinal")
        .withArgs(lane, 1n);
    });

    it("ROLLUP-5, attack 10: a proof of one batch is no proof of a range, and none of another", async () => {
      const { rollup, prover, headers } = await fixtures.proven();
      const [, first, second] = headers;
      for (const digest of [batchDigest(first), rangeOf([second]), rangeOf([second, first])]) {
        await expect(rollup.prove(lane, 1n, await prover.proofOf(digest)))
          .to.be.revertedWithCustomError(rollup, "RollupProofInvalid")
          .withArgs(prover, rangeOf([first]));
      }
    });

    it("ROLLUP-16, attack 17: who is overtaken with its proof has lost nothing, and neither has the batch", async () => {
      const { rollup, prover, headers, actors } = await fixtures.proven();
      const proof = await prover.proofOf(rangeOf(headers.slice(1, 3)));
      await rollup.connect(actors.other).prove(lane, 2n, proof);
      await rollup.connect(actors.anyone).prove(lane, 2n, proof);
      expect(await rollup.evidenceOf(lane, 2n)).to.equal(evidence.proven);
      expect(await rollup.freeBondOf(actors.other)).to.equal(0n);
    });

    it("ROLLUP-14, attack 12: an empty proof proves nothing", async () => {
      const { rollup, prover, headers } = await fixtures.proven();
      await expect(rollup.prove(lane, 1n, "0x"))
        .to.be.revertedWithCustomError(rollup, "RollupProofInvalid")
        .withArgs(prover, rangeOf(headers.slice(1, 2)));
    });
  });

  describe("verifiers", () => {
    it("ROLLUP-14, attack 12: a lane without a verifier of the kind gets none", async () => {
      const { rollup } = await fixtures.threeBatches();
      await expect(rollup.prove(lane, 1n, "0x"))
        .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
        .withArgs(lane, evidence.proven);
    });

    it("ROLLUP-14, attack 12: a verifier whose code is gone gives none", async () => {
      const { rollup, prover, headers } = await fixtures.proven();
      const proof = await prover.proofOf(rangeOf(headers.slice(1, 2)));
      await connection.networkHelpers.setCode(await prover.getAddress(), "0x");
      await expect(rollup.prove(lane, 1n, proof))
        .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
        .withArgs(lane, evidence.proven);
    });

    for (const [what, answer] of [
      ["nothing", 1n],
      ["two", 2n],
      ["more than a word", 3n],
    ] as const) {
      it(`ROLLUP-14, attack 12: a verifier that answers ${what} is not believed`, async () => {
        const { rollup, prover, headers } = await fixtures.proven();
        const range = rangeOf(headers.slice(1, 2));
        await prover.setAnswer(answer);
        await expect(rollup.prove(lane, 1n, await prover.proofOf(range)))
          .to.be.revertedWithCustomError(rollup, "RollupProofInvalid")
          .withArgs(prover, range);
      });
    }

    it("ROLLUP-14: a verifier's own error is passed on", async () => {
      const { rollup, prover } = await fixtures.proven();
      await prover.setAnswer(4n);
      await expect(rollup.prove(lane, 1n, "0x")).to.be.revertedWithCustomError(prover, "ProofVerifierBroken");
    });

    it("ROLLUP-14, attack 13, I16: a disabled verifier raises nothing, and nothing that it has given counts", async () => {
      const l1 = await fixtures.proven();
      const { rollup, policy, prover, actors, headers, parameters } = l1;
      const proof = await prover.proofOf(rangeOf(headers.slice(1, 2)));
      await rollup.prove(lane, 1n, proof);
      await policy.connect(actors.council).disableVerifier(prover);
      await expect(rollup.prove(lane, 1n, proof))
        .to.be.revertedWithCustomError(rollup, "RollupVerifierMissing")
        .withArgs(lane, evidence.proven);
      await passTime(l1, parameters.window);
      await expect(rollup.finalize(encodeBatchHeader(headers[1])))
        .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
        .withArgs(1n, evidence.proven, 0n);
    });

    it("ROLLUP-14, I16: its replacement does not bring back what it has given", async () => {
      const l1 = await fixtures.proven();
      const { rollup, policy, prover, actors, headers, parameters } = l1;
      await rollup.prove(lane, 1n, await prover.proofOf(rangeOf(headers.slice(1, 2))));
      await policy.connect(actors.council).disableVerifier(prover);
      const next = await ethers.deployContract("ProofVerifierMock", [id("next")]);
      await throughTimelock(l1, policy, "setVerifier", [lane, evidence.proven, await next.getAddress()]);
      const again = await next.proofOf(rangeOf(headers.slice(1, 2)));
      await rollup.prove(lane, 1n, again);
      await expect(rollup.finalize(encodeBatchHeader(headers[1])))
        .to.be.revertedWithCustomError(rollup, "RollupEvidenceMissing")
        .withArgs(1n, evidence.proven, 0n);

      await rollup.connect(actors.council).rollBack(lane, 0n, ZeroAddress);
      const clean = nextHeader(headers[0], { epoch: 1n });
      await commit(l1, clean, headers[0]);
      await rollup.prove(lane, 1n, await next.proofOf(rangeOf([clean])));
      await passTime(l1, parameters.window);
      await rollup.finalize(encodeBatchHeader(clean));
      expect(await rollup.lastFinal(lane)).to.equal(1n);
    });

    it("ROLLUP-14: an orderly replacement leaves what was given", async () => {
      const l1 = await fixtures.proven();
      const { rollup, policy, prover, headers } = l1;
      await rollup.prove(lane, 1n, await prover.proofOf(rangeOf(headers.slice(1, 2))));
      const next = await ethers.deployContract("ProofVerifierMock", [id("next")]);
      await throughTimelock(l1, policy, "setVerifier", [lane, evidence.proven, await next.getAddress()]);
      await rollup.finalize(encodeBatchHeader(headers[1]));
      expect(await rollup.lastFinal(lane)).to.equal(1n);
    });

    it("ROLLUP-14: the policy alone says who the verifiers are", async () => {
      const { rollup, actors } = await fixtures.development();
      await expect(rollup.noteVerifier(lane, evidence.attested, actors.deployer))
        .to.be.revertedWithCustomError(rollup, "RollupCallerInvalid")
        .withArgs(actors.deployer);
    });
  });

  describe("secure", () => {
    it("ROLLUP-13: a batch that nobody disputed in its window is SECURED", async () => {
      const l1 = await fixtures.secured();
      const { rollup, game, parameters } = l1;
      await passTime(l1, parameters.window);
      await expect(rollup.connect(l1.actors.anyone).secure(lane, 1n))
        .to.emit(rollup, "EvidenceAdded")
        .withArgs(lane, 1n, evidence.secured, game);
    });

    it("ROLLUP-13: not before the window has passed", async () => {
      const l1 = await fixtures.secured();
      const { rollup, parameters } = l1;
      const [, committedAt] = await rollup.commitOf(lane, 1n);
      await connection.networkHelpers.time.setNextBlockTimestamp(committedAt + parameters.window - 1n);
      await expect(rollup.secure(lane, 1n))
        .to.be.revertedWithCustomError(rollup, "RollupWindowOpen")
        .withArgs(1n, parameters.window, parameters.window - 1n);
    });

    it("ROLLUP-13: not while it is disputed", async () => {
      const l1 = await fixtures.secured();
      const { rollup, game, headers, parameters } = l1;
      await game.setDisputed(batchDigest(headers[1]), true);
      await passTime(l1, parameters.window);
      await expect(rollup.secure(lane, 1n))
        .to.be.revertedWithCustomError(rollup, "RollupDisputed")
        .withArgs(lane, 1n);
    });

    it("ROLLUP-13: a game that was named later waits a window of its own", async () => {
      const l1 = await fixtures.secured();
      const { rollup, policy, game, headers, parameters } = l1;
      await game.setDisputed(batchDigest(headers[1]), true);
      const next = await ethers.deployContract("DisputeGameMock");
      await throughTimelock(l1, policy, "setGame", [lane, await next.getAddress()]);
      await expect(rollup.secure(lane, 1n))
        .to.be.revertedWithCustomError(rollup, "RollupWindowOpen")
        .withArgs(1n, parameters.window, 1n);
      await passTime(l1, parameters.window);
      await rollup.secure(lane, 1n);
    });

    it("ROLLUP-15: not on a lane without a game", async () => {
      const l1 = await fixtures.threeBatches();
      await passTime(l1, l1.parameters.window);
      await expect(l1.rollup.secure(lane, 1n))
        .to.be.revertedWithCustomError(l1.rollup, "RollupGameMissing")
        .withArgs(lane);
      await expect(l1.rollup.secure(lane, 9n))
        .to.be.revertedWithCustomError(l1.rollup, "RollupBatchUnknown")
        .withArgs(lane, 9n);
    });
  });
});
