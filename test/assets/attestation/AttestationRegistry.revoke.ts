import { expect } from "chai";
import { network } from "hardhat";
import { deployAttestations } from "../../helpers/deployAttestations.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const REASON = ethers.id("the appraisal was withdrawn");
const UNKNOWN = ethers.id("no such attestation");
const AUTHORITY_ROLE = 7n;
const DELAY = 3_600;

describe("AttestationRegistry.revoke", () => {
  async function fixture() {
    const context = await deployAttestations(ethers);
    return { ...context, id: await context.record() };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  describe("revoke", () => {
    it("ATTEST-16: the attester takes its statement back, for ever", async () => {
      const { registry, id, attesters, query } = await load();
      const own = registry.connect(attesters[0]);
      await expect(own.revoke(id, REASON))
        .to.emit(registry, "AttestationRevoked")
        .withArgs(id, attesters[0]!.address, REASON);
      expect(await registry.isRevoked(id)).to.equal(true);
      expect(await registry.isValid(id)).to.equal(false);
      expect((await registry.evaluate(query)).culprit).to.equal(id);
      for (const again of [() => own.revoke(id, REASON), () => registry.revokeByAuthority(id, REASON)]) {
        await expect(again())
          .to.be.revertedWithCustomError(registry, "AttestationAlreadyRevoked")
          .withArgs(id);
      }
    });

    it("ATTEST-16: an ERC-1271 contract revokes what it signed, also after its key changed", async () => {
      const { registry, topic, sign, others } = await load();
      const wallet = await ethers.deployContract("ERC1271WalletMock", [others[0]]);
      await registry.trustAttester(topic, wallet);
      const { attestation, signature } = await sign({ attester: await wallet.getAddress() }, others[0]);
      await registry.record(attestation, signature);
      const id = await registry.idOf(attestation);
      await wallet.connect(others[0]).setOwner(others[1]!);
      expect(await registry.isValid(id)).to.equal(true);
      const data = registry.interface.encodeFunctionData("revoke", [id, REASON]);
      await wallet.connect(others[1]).execute(registry, data);
      expect(await registry.isRevoked(id)).to.equal(true);
    });

    it("ATTEST-16: refuses anyone else, the subject and the administrator included", async () => {
      const { registry, id, admin, issuer, stranger, attesters } = await load();
      for (const caller of [admin, issuer, stranger, attesters[1]!]) {
        await expect(registry.connect(caller).revoke(id, REASON))
          .to.be.revertedWithCustomError(registry, "AttestationNotRevoker")
          .withArgs(id, caller.address);
      }
    });

    it("ATTEST-16: refuses an unknown id", async () => {
      const { registry } = await load();
      for (const call of [
        () => registry.revoke(UNKNOWN, REASON),
        () => registry.revokeByAuthority(UNKNOWN, REASON),
      ]) {
        await expect(call()).to.be.revertedWithCustomError(registry, "AttestationUnknown").withArgs(UNKNOWN);
      }
      expect(await registry.isRevoked(UNKNOWN)).to.equal(false);
      expect(await registry.isValid(UNKNOWN)).to.equal(false);
      await expect(registry.attestationOf(UNKNOWN)).to.be.revertedWithCustomError(
        registry,
        "AttestationUnknown",
      );
    });
  });

  describe("revokeByAuthority", () => {
    it("ATTEST-16: the administrator revokes after the delay of its role", async () => {
      const { registry, manager, id, stranger } = await load();
      const selector = registry.interface.getFunction("revokeByAuthority").selector;
      await manager.setTargetFunctionRole(registry, [selector], AUTHORITY_ROLE);
      await manager.grantRole(AUTHORITY_ROLE, stranger, DELAY);
      const authority = registry.connect(stranger);
      await expect(authority.revokeByAuthority(id, REASON)).to.be.revertedWithCustomError(
        manager,
        "AccessManagerNotScheduled",
      );
      const data = registry.interface.encodeFunctionData("revokeByAuthority", [id, REASON]);
      await manager.connect(stranger).schedule(registry, data, 0);
      await networkHelpers.time.increase(DELAY);
      await expect(authority.revokeByAuthority(id, REASON))
        .to.emit(registry, "AttestationRevoked")
        .withArgs(id, stranger.address, REASON);
    });

    it("ATTEST-8, ATTEST-16, ATTEST-17: strangers reach no restricted function", async () => {
      const { registry, id, topic, stranger, attesters } = await load();
      const outsider = registry.connect(stranger);
      const calls = [
        () => outsider.revokeByAuthority(id, REASON),
        () => outsider.trustAttester(topic, stranger),
        () => outsider.distrustAttester(topic, attesters[0]!),
        () => outsider.setTopicQuorum(topic, 1),
      ];
      for (const call of calls) {
        await expect(call())
          .to.be.revertedWithCustomError(registry, "AccessManagedUnauthorized")
          .withArgs(stranger.address);
      }
    });
  });

  describe("trustAttester and distrustAttester", () => {
    it("ATTEST-8: refuse what is so already", async () => {
      const { registry, schemas, topic, attesters, stranger } = await load();
      await expect(registry.trustAttester(topic, attesters[0]!))
        .to.be.revertedWithCustomError(registry, "AttesterAlreadyTrusted")
        .withArgs(topic, attesters[0]!.address);
      await expect(registry.distrustAttester(topic, stranger))
        .to.be.revertedWithCustomError(registry, "AttesterNotTrusted")
        .withArgs(topic, stranger.address);
      expect(await registry.schemaRegistry()).to.equal(await schemas.getAddress());
    });
  });
});
