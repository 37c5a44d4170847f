import { expect } from "chai";
import { network } from "hardhat";
import { deployAttestations } from "../../helpers/deployAttestations.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const { time } = networkHelpers;
const FAULT = { None: 0n, Missing: 1n, Expired: 2n, Revoked: 3n, Stale: 4n, Distrusted: 5n };
const REASON = ethers.id("the appraisal was withdrawn");
const finding = (needed: bigint, fault: bigint, culprit: string, ...ids: string[]) => [
  BigInt(ids.length),
  needed,
  fault,
  culprit,
  ids,
];

describe("AttestationRegistry.evaluate", () => {
  const fixture = () => deployAttestations(ethers);
  const load = () => networkHelpers.loadFixture(fixture);

  describe("counting", () => {
    it("ATTEST-15: counts distinct attesters in order of recording", async () => {
      const { registry, record, query, attesters } = await load();
      const ids = [];
      for (const i of [2, 0, 1]) ids.push(await record({ attester: attesters[i]!.address }));
      expect(await registry.evaluate({ ...query, quorum: 3 })).to.deep.equal(
        finding(3n, FAULT.None, ethers.ZeroHash, ...ids),
      );
    });

    it("ATTEST-15: counts an attester once, with the statement issued last, then recorded last", async () => {
      const { registry, record, query, attesters, start } = await load();
      const newest = await record({ nonce: 1, issuedAt: start - 10 });
      const second = await record({ attester: attesters[1]!.address });
      await record({ nonce: 2, issuedAt: start - 11 });
      const two = { ...query, quorum: 2 };
      expect(await registry.evaluate(two)).to.deep.equal(
        finding(2n, FAULT.None, ethers.ZeroHash, newest, second),
      );
      const equal = await record({ nonce: 3, issuedAt: start - 10 });
      expect(await registry.evaluate(two)).to.deep.equal(
        finding(2n, FAULT.None, ethers.ZeroHash, second, equal),
      );
      expect(await registry.evaluate({ ...query, quorum: 3 })).to.deep.equal(
        finding(3n, FAULT.Missing, ethers.ZeroHash, second, equal),
      );
    });

    it("ATTEST-15: an older statement does not come back when the current one is revoked", async () => {
      const { registry, record, query, attesters, start } = await load();
      await record({ nonce: 1, issuedAt: start - 10 });
      const current = await record({ nonce: 2 });
      await registry.connect(attesters[0]).revoke(current, REASON);
      await record({ nonce: 3, issuedAt: start - 5 });
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.Revoked, current));
      const later = await record({ nonce: 4, issuedAt: start + 1 });
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.None, ethers.ZeroHash, later));
    });

    it("ATTEST-15: a statement under another asset, stage, submission, topic or subject does not count", async () => {
      const { registry, schemas, record, query, attesters } = await load();
      const other = ethers.id("RESERVE");
      await schemas.register(other, "uint256 reserve");
      await registry.trustAttester(other, attesters[0]!);
      const schema = await schemas.idOf(other, "uint256 reserve");
      const changes = [
        { asset: other },
        { stage: 2 },
        { submission: other },
        { subject: attesters[2]!.address },
      ];
      for (const [nonce, change] of [...changes, { topic: other, schema }].entries())
        await record({ ...change, nonce });
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.Missing, ethers.ZeroHash));
      for (const change of [...changes, { topic: other }]) {
        const found = await registry.evaluate({ ...query, ...change });
        expect(found.counted, Object.keys(change)[0]).to.equal(1n);
      }
    });

    it("ATTEST-20: leaves the excluded attester out, as if it had stated nothing", async () => {
      const { registry, record, query, attesters } = await load();
      await record();
      const excluded = attesters[0]!.address;
      expect(await registry.evaluate({ ...query, excluded })).to.deep.equal(
        finding(1n, FAULT.Missing, ethers.ZeroHash),
      );
      const other = await record({ attester: attesters[1]!.address });
      expect(await registry.evaluate({ ...query, excluded })).to.deep.equal(
        finding(1n, FAULT.None, ethers.ZeroHash, other),
      );
    });
  });

  describe("quorum", () => {
    it("ATTEST-17: needs the greatest of the query's, the topic's and one", async () => {
      const { registry, query, topic } = await load();
      expect(await registry.topicQuorum(topic)).to.equal(1n);
      expect((await registry.evaluate({ ...query, quorum: 0 })).needed).to.equal(1n);
      await expect(registry.setTopicQuorum(topic, 3)).to.emit(registry, "TopicQuorumSet").withArgs(topic, 3);
      expect(await registry.topicQuorum(topic)).to.equal(3n);
      expect((await registry.evaluate({ ...query, quorum: 2 })).needed).to.equal(3n);
      expect((await registry.evaluate({ ...query, quorum: 65_535 })).needed).to.equal(65_535n);
    });

    it("ATTEST-17: refuses a topic quorum of 0 or above 16", async () => {
      const { registry, topic } = await load();
      await registry.setTopicQuorum(topic, 16);
      for (const quorum of [0, 17]) {
        await expect(registry.setTopicQuorum(topic, quorum))
          .to.be.revertedWithCustomError(registry, "AttestationQuorumOutOfRange")
          .withArgs(quorum, 16);
      }
    });
  });

  describe("faults", () => {
    it("ATTEST-19: Expired from expiresAt on", async () => {
      const { registry, record, query, start } = await load();
      const id = await record({ expiresAt: start + 500 });
      await time.increaseTo(start + 499);
      expect((await registry.evaluate(query)).fault).to.equal(FAULT.None);
      await time.increaseTo(start + 500);
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.Expired, id));
      expect(await registry.isValid(id)).to.equal(false);
    });

    it("ATTEST-19: Stale above the maximum age, at any age without one", async () => {
      const { registry, record, query, start } = await load();
      const id = await record();
      await time.increaseTo(start + 500);
      expect((await registry.evaluate({ ...query, maxAge: 500 })).fault).to.equal(FAULT.None);
      expect(await registry.evaluate({ ...query, maxAge: 499 })).to.deep.equal(finding(1n, FAULT.Stale, id));
      expect((await registry.evaluate(query)).fault).to.equal(FAULT.None);
    });

    it("ATTEST-18: Distrusted while the attester is not trusted", async () => {
      const { registry, record, query, topic, attesters } = await load();
      const id = await record();
      await expect(registry.distrustAttester(topic, attesters[0]!))
        .to.emit(registry, "AttesterDistrusted")
        .withArgs(topic, attesters[0]!.address);
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.Distrusted, id));
      expect(await registry.isValid(id)).to.equal(false);
      await expect(registry.trustAttester(topic, attesters[0]!))
        .to.emit(registry, "AttesterTrusted")
        .withArgs(topic, attesters[0]!.address);
      expect(await registry.isTrusted(topic, attesters[0]!)).to.equal(true);
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.None, ethers.ZeroHash, id));
    });

    it("ATTEST-20: names the most recent that does not count, and one reason in order of weight", async () => {
      const { registry, record, query, topic, attesters, start } = await load();
      const first = await record({ expiresAt: start + 500 });
      const second = await record({ attester: attesters[1]!.address, expiresAt: start + 500 });
      const counts = await record({ attester: attesters[2]!.address, issuedAt: start + 2 });
      const two = { ...query, quorum: 2 };
      await time.increaseTo(start + 1_000);
      expect(await registry.evaluate({ ...two, maxAge: 999 })).to.deep.equal(
        finding(2n, FAULT.Expired, second, counts),
      );
      await registry.distrustAttester(topic, attesters[1]!);
      expect(await registry.evaluate(two)).to.deep.equal(finding(2n, FAULT.Distrusted, second, counts));
      await registry.connect(attesters[1]).revoke(second, REASON);
      expect(await registry.evaluate(two)).to.deep.equal(finding(2n, FAULT.Revoked, second, counts));
      expect(await registry.evaluate({ ...two, excluded: attesters[1]! })).to.deep.equal(
        finding(2n, FAULT.Expired, first, counts),
      );
      expect(await registry.evaluate(query)).to.deep.equal(finding(1n, FAULT.None, ethers.ZeroHash, counts));
    });
  });

  describe("places", () => {
    async function full() {
      const context = await fixture();
      const wallets = Array.from({ length: 17 }, (_, i) => new ethers.Wallet(ethers.id(`attester ${i}`)));
      for (const wallet of wallets) await context.registry.trustAttester(context.topic, wallet);
      const sign = (i: number, nonce: number, issuedAt = context.start) =>
        context.sign({ attester: wallets[i]!.address, nonce, issuedAt }, wallets[i]);
      const record = async (i: number, nonce = 0, issuedAt = context.start) => {
        const { attestation, signature } = await sign(i, nonce, issuedAt);
        await context.registry.record(attestation, signature);
        return context.registry.idOf(attestation);
      };
      const ids: string[] = [];
      for (let i = 0; i < 16; i++) ids.push(await record(i));
      return { ...context, wallets, signBy: sign, recordBy: record, ids };
    }
    const loadFull = () => networkHelpers.loadFixture(full);

    it("ATTEST-14: refuses a seventeenth trusted attester", async () => {
      const { registry, signBy } = await loadFull();
      const { attestation, signature } = await signBy(16, 0);
      await expect(registry.record(attestation, signature))
        .to.be.revertedWithCustomError(registry, "AttestationTooMany")
        .withArgs(16);
    });

    it("ATTEST-14: lets those who stand renew their statement", async () => {
      const { registry, recordBy, query, ids } = await loadFull();
      const renewed = await recordBy(5, 1);
      const found = await registry.evaluate({ ...query, quorum: 16 });
      expect(found).to.deep.equal(
        finding(16n, FAULT.None, ethers.ZeroHash, ...ids.filter((_, i) => i !== 5), renewed),
      );
    });

    it("ATTEST-14: gives away the place of a distrusted attester; an older statement does not take it back", async () => {
      const { registry, recordBy, topic, wallets, query, ids, start } = await loadFull();
      await registry.distrustAttester(topic, wallets[3]!);
      const newcomer = await recordBy(16);
      const sixteen = { ...query, quorum: 16 };
      const standing = [...ids.filter((_, i) => i !== 3), newcomer];
      expect(await registry.evaluate(sixteen)).to.deep.equal(
        finding(16n, FAULT.None, ethers.ZeroHash, ...standing),
      );
      await registry.trustAttester(topic, wallets[3]!);
      await recordBy(3, 1, start - 1);
      expect(await registry.evaluate(sixteen)).to.deep.equal(
        finding(16n, FAULT.None, ethers.ZeroHash, ...standing),
      );
      await registry.distrustAttester(topic, wallets[0]!);
      const back = await recordBy(3, 2);
      expect(await registry.evaluate(sixteen)).to.deep.equal(
        finding(16n, FAULT.None, ethers.ZeroHash, ...standing.slice(1), back),
      );
    });
  });
});
