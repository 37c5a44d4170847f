import { expect } from "chai";
import { network } from "hardhat";
import type { AttestationStruct } from "../../../typechain-types/contracts/assets/attestation/AttestationRegistry.js";
import { attestationTypes } from "../../helpers/attestationTypes.js";
import { deployAttestations } from "../../helpers/deployAttestations.js";
import { flipSignature } from "../../helpers/flipSignature.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const OTHER = ethers.id("something else");
const STAGES = [1, 2, 3, 4, 5];

describe("AttestationRegistry", () => {
  const fixture = () => deployAttestations(ethers);
  const load = () => networkHelpers.loadFixture(fixture);

  describe("record", () => {
    for (const stage of STAGES) {
      it(`ATTEST-4: stage ${stage}: records under the digest and says everything in the event`, async () => {
        const { registry, sign, stranger } = await load();
        const { attestation, signature } = await sign({ stage, nonce: 2n ** 256n - 1n });
        const id = await registry.idOf(attestation);
        const members = Object.values(attestation).map((member) =>
          typeof member === "number" ? BigInt(member) : member,
        );
        expect(await registry.connect(stranger).record.staticCall(attestation, signature)).to.equal(id);
        await expect(registry.connect(stranger).record(attestation, signature))
          .to.emit(registry, "AttestationRecorded")
          .withArgs(id, attestation.asset, attestation.topic, members, signature);
        expect(await registry.attestationOf(id)).to.deep.equal(members);
        expect(await registry.isValid(id)).to.equal(true);
        expect(await registry.isNonceUsed(attestation.attester, attestation.nonce)).to.equal(true);
      });
    }

    it("ATTEST-11: takes nonces in any order", async () => {
      const { registry, record } = await load();
      for (const nonce of [5, 1, 2n ** 200n, 3])
        expect(await registry.isValid(await record({ nonce }))).to.equal(true);
    });

    it("ATTEST-13: takes what an ERC-1271 contract accepts", async () => {
      const { registry, sign, topic, stranger, others } = await load();
      const wallet = await ethers.deployContract("ERC1271WalletMock", [others[0]]);
      await registry.trustAttester(topic, wallet);
      const attester = await wallet.getAddress();
      const refused = await sign({ attester }, stranger);
      await expect(registry.record(refused.attestation, refused.signature))
        .to.be.revertedWithCustomError(registry, "AttestationBadSignature")
        .withArgs(attester);
      const { attestation, signature } = await sign({ attester }, others[0]);
      await registry.record(attestation, signature);
      expect(await registry.isValid(await registry.idOf(attestation))).to.equal(true);
    });
  });

  describe("record, refusals", () => {
    for (const stage of [0, 6, 7, 8, 9, 10, 11]) {
      it(`ATTEST-5: refuses stage value ${stage}`, async () => {
        const { registry, sign } = await load();
        const { attestation, signature } = await sign({ stage });
        await expect(registry.record(attestation, signature))
          .to.be.revertedWithCustomError(registry, "AttestationWrongStage")
          .withArgs(stage);
      });
    }

    type Context = Awaited<ReturnType<typeof fixture>>;
    const failures: [
      string,
      (c: Context) => Partial<AttestationStruct>,
      string,
      (c: Context) => unknown[],
    ][] = [
      ["ATTEST-5: no asset", () => ({ asset: ethers.ZeroHash }), "AttestationAssetMissing", () => []],
      [
        "ATTEST-6: no subject",
        () => ({ subject: ethers.ZeroAddress }),
        "AttestationSubjectMissing",
        () => [],
      ],
      [
        "ATTEST-6: about itself",
        (c) => ({ subject: c.attesters[0]!.address }),
        "AttestationSelfIssued",
        (c) => [c.attesters[0]!.address],
      ],
      [
        "ATTEST-7: unknown schema",
        () => ({ schema: OTHER }),
        "AttestationWrongSchema",
        (c) => [c.topic, OTHER],
      ],
      [
        "ATTEST-7: other topic",
        () => ({ topic: OTHER }),
        "AttestationWrongSchema",
        (c) => [OTHER, c.base.schema],
      ],
      [
        "ATTEST-8: untrusted attester",
        (c) => ({ attester: c.others[0]!.address }),
        "AttestationAttesterUntrusted",
        (c) => [c.topic, c.others[0]!.address],
      ],
    ];
    for (const stage of STAGES) {
      for (const [name, changes, error, evidence] of failures) {
        it(`${name}: refused at stage ${stage}`, async () => {
          const context = await load();
          const { registry, sign, base } = context;
          const { attestation, signature } = await sign({ stage, ...changes(context) });
          await expect(registry.record(attestation, signature))
            .to.be.revertedWithCustomError(registry, error)
            .withArgs(...evidence(context));
          expect(await registry.isNonceUsed(base.attester, 0)).to.equal(false);
        });
      }

      it(`ATTEST-9, ATTEST-10: a future or expired statement is refused at stage ${stage}`, async () => {
        const { registry, sign, start } = await load();
        const now = start + 1_000;
        for (const [changes, error, evidence] of [
          [{ issuedAt: now + 1, expiresAt: now + 2 }, "AttestationNotYetIssued", [now + 1, now]],
          [{ expiresAt: now }, "AttestationExpired", [now, now]],
          [{ issuedAt: now, expiresAt: now - 1 }, "AttestationExpired", [now - 1, now]],
        ] as const) {
          const { attestation, signature } = await sign({ stage, ...changes });
          await networkHelpers.time.setNextBlockTimestamp(now);
          await expect(registry.record.staticCall(attestation, signature, { blockTag: "pending" }))
            .to.be.revertedWithCustomError(registry, error)
            .withArgs(...evidence);
        }
      });

      it(`ATTEST-7: a deprecated schema is refused at stage ${stage}, recorded statements stand`, async () => {
        const { registry, schemas, sign, record, base } = await load();
        const before = await record({ stage });
        await schemas.deprecate(base.schema);
        const { attestation, signature } = await sign({ stage, nonce: 1 });
        await expect(registry.record(attestation, signature))
          .to.be.revertedWithCustomError(registry, "AttestationWrongSchema")
          .withArgs(base.topic, base.schema);
        expect(await registry.isValid(before), "ATTEST-3").to.equal(true);
      });

      it(`ATTEST-11: a duplicate is refused at stage ${stage}, as is the nonce for another statement`, async () => {
        const { registry, sign, base } = await load();
        const { attestation, signature } = await sign({ stage });
        await registry.record(attestation, signature);
        const other = await sign({ stage, documentHash: OTHER });
        for (const again of [
          { attestation, signature },
          { attestation, signature: flipSignature(signature) },
          other,
        ]) {
          await expect(registry.record(again.attestation, again.signature))
            .to.be.revertedWithCustomError(registry, "AttestationNonceUsed")
            .withArgs(base.attester, 0);
        }
      });
    }

    it("ATTEST-4: a signature holds for no other member, chain or contract", async () => {
      const context = await load();
      const { registry, schemas, manager, sign, base, topic, attesters } = context;
      const otherTopic = ethers.id("RESERVE");
      await schemas.register(otherTopic, "uint256 reserve");
      await registry.trustAttester(otherTopic, attesters[0]!);
      const { signature } = await sign();
      const changes: Partial<AttestationStruct>[] = [
        { asset: OTHER },
        { stage: 2 },
        { submission: OTHER },
        { topic: otherTopic, schema: await schemas.idOf(otherTopic, "uint256 reserve") },
        { subject: attesters[2]!.address },
        { documentHash: OTHER },
        { fieldsRoot: OTHER },
        { attester: attesters[1]!.address },
        { issuedAt: BigInt(base.issuedAt) - 1n },
        { expiresAt: BigInt(base.expiresAt) + 1n },
        { nonce: 1 },
      ];
      for (const change of changes) {
        const attestation = { ...base, ...change };
        await expect(registry.record(attestation, signature), Object.keys(change)[0])
          .to.be.revertedWithCustomError(registry, "AttestationBadSignature")
          .withArgs(attestation.attester);
      }

      const twin = await ethers.deployContract("AttestationRegistry", [manager, schemas]);
      await twin.trustAttester(topic, attesters[0]!);
      await expect(twin.record(base, signature)).to.be.revertedWithCustomError(
        twin,
        "AttestationBadSignature",
      );

      const [, name, version, , verifyingContract] = await registry.eip712Domain();
      expect([name, version]).to.deep.equal(["Muniment AttestationRegistry", "1"]);
      const domain = { name, version, chainId: 424242n, verifyingContract };
      const foreign = await attesters[0]!.signTypedData(domain, attestationTypes, base);
      await expect(registry.record(base, foreign)).to.be.revertedWithCustomError(
        registry,
        "AttestationBadSignature",
      );
    });

    it("ATTEST-13: a malleable, short, long, empty or foreign signature is refused", async () => {
      const { registry, sign, base, stranger } = await load();
      const { signature } = await sign();
      const compact = ethers.Signature.from(signature).compactSerialized;
      const foreign = (await sign({}, stranger)).signature;
      for (const wrong of [flipSignature(signature), compact, `${signature}00`, "0x", foreign]) {
        await expect(registry.record(base, wrong))
          .to.be.revertedWithCustomError(registry, "AttestationBadSignature")
          .withArgs(base.attester);
      }
    });
  });

  describe("cancelNonce", () => {
    it("ATTEST-12: voids what was signed and not recorded", async () => {
      const { registry, sign, attesters, base } = await load();
      const { attestation, signature } = await sign({ nonce: 9 });
      await expect(registry.connect(attesters[0]).cancelNonce(9))
        .to.emit(registry, "AttestationNonceCancelled")
        .withArgs(base.attester, 9);
      await expect(registry.record(attestation, signature))
        .to.be.revertedWithCustomError(registry, "AttestationNonceUsed")
        .withArgs(base.attester, 9);
    });

    it("ATTEST-12: concerns the caller only and works once", async () => {
      const { registry, record, attesters, stranger, base } = await load();
      await registry.connect(stranger).cancelNonce(9);
      await record({ nonce: 9 });
      await expect(registry.connect(attesters[0]).cancelNonce(9))
        .to.be.revertedWithCustomError(registry, "AttestationNonceUsed")
        .withArgs(base.attester, 9);
    });
  });
});
