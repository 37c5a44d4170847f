import { expect } from "chai";
import { network } from "hardhat";
import { deployAttestations } from "../../helpers/deployAttestations.js";

const { ethers, networkHelpers } = await network.create({ network: "l1", chainType: "l1" });
const REASON = ethers.id("issued in error");

describe("IdentityClaims.succession", () => {
  async function fixture() {
    const context = await deployAttestations(ethers);
    const { registry, admin, base, start, sign } = context;
    const epoch = await ethers.deployContract("VerificationEpoch", [admin]);
    await epoch.setSource(registry, true);
    await registry.setVerificationEpoch(epoch);
    const asset = await registry.identityScope();
    const long = { asset, issuedAt: start - 1, nonce: 1, expiresAt: start + 100_000 };
    const short = { asset, issuedAt: start, nonce: 2, expiresAt: start + 1_000 };
    const until = () => registry.claimValidUntil(base.subject, BigInt(context.topic));
    const unrecorded = await sign(long);
    return { ...context, epoch, long, short, until, unrecorded };
  }
  const load = () => networkHelpers.loadFixture(fixture);

  it("ATTEST-40: what an attester replaced never counts again, whatever becomes of its replacement", async () => {
    for (const end of ["expired", "revoked"]) {
      const { registry, record, long, short, until, start, attesters, stranger } = await load();
      const replaced = await record(long);
      const id = await record(short);
      expect(await until()).to.equal(short.expiresAt);
      if (end === "expired") await networkHelpers.time.increaseTo(start + 2_000);
      else await registry.connect(attesters[0]).revoke(id, REASON);
      await expect(registry.connect(stranger).presentClaim(replaced))
        .to.be.revertedWithCustomError(registry, "ClaimNotPresentable")
        .withArgs(replaced);
      expect(await until()).to.be.lessThanOrEqual(short.expiresAt);
    }
  });

  it("ATTEST-40: nor does what was recorded only after its replacement", async () => {
    const { registry, record, short, until, start, unrecorded } = await load();
    await record(short);
    await networkHelpers.time.increaseTo(start + 2_000);
    await registry.record(unrecorded.attestation, unrecorded.signature);
    expect(await until()).to.equal(short.expiresAt);
  });

  it("ATTEST-40: the epoch is advanced when a claim gives way to one that ends earlier, only then", async () => {
    const { epoch, record, long, short, start } = await load();
    await record(long);
    expect(await epoch.advancedAt()).to.equal(0n);
    await record(short);
    expect(await epoch.advancedAt()).to.equal(await networkHelpers.time.latest());
    await record({ ...long, issuedAt: start + 1, nonce: 3 });
    const advanced = await epoch.queryFilter(epoch.filters.EpochAdvanced());
    expect(advanced).to.have.lengthOf(1);
  });
});
