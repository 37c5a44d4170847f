import { expect } from "chai";
import { network } from "hardhat";

import { deploymentSuite } from "../../../helpers/deploymentSuite.js";
import { npmContract } from "../../../helpers/npmContract.js";
import { KYC } from "../../../helpers/tokenSuite.js";
import { trade } from "../../../helpers/trade.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const NEXT = { major: 2, minor: 0, patch: 0 };
const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

describe("AbstractProxy", () => {
  const fixture = async () => deploymentSuite(connection);

  it("TOKEN-61: a switch of version changes every proxy at once, and a switch back restores all state", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { authority, implementations, agent, bob, stranger, deploySuite } = world;
    const first = await deploySuite("first");
    const second = await deploySuite("second");
    await trade(connection, first, world, [bob, stranger]);
    const edition = await (await ethers.deployContract("EditionMock")).getAddress();
    const next = Object.fromEntries(Object.keys(implementations).map((key) => [key, edition]));
    await authority.addAndUseTREXVersion(NEXT, next as typeof implementations);
    for (const suite of [first, second]) {
      for (const part of Object.values(suite)) {
        const proxy = await ethers.getContractAt("EditionMock", part);
        expect(await proxy.edition()).to.equal(2n);
        await expect(part.owner(), "no proxy runs the older code").to.revert(ethers);
      }
    }
    await authority.useTREXVersion({ major: 1, minor: 0, patch: 0 });
    await first.token.connect(stranger).transfer(bob, 40n);
    expect(await first.token.balanceOf(bob)).to.equal(100n);
    expect(await second.token.isAgent(agent)).to.equal(true);
  });

  it("TOKEN-61: each proxy runs the code of its kind", async () => {
    const { authority, implementations, deploySuite } = await networkHelpers.loadFixture(fixture);
    const suite = await deploySuite();
    const edition = await (await ethers.deployContract("EditionMock")).getAddress();
    const kinds = {
      token: "tokenImplementation",
      ctr: "ctrImplementation",
      ir: "irImplementation",
      irs: "irsImplementation",
      tir: "tirImplementation",
      mc: "mcImplementation",
    } as const;
    let minor = 0;
    for (const [part, kind] of Object.entries(kinds)) {
      minor += 1;
      await authority.addAndUseTREXVersion({ ...NEXT, minor }, { ...implementations, [kind]: edition });
      for (const other of Object.keys(kinds) as (keyof typeof kinds)[]) {
        const proxy = await ethers.getContractAt("EditionMock", suite[other]);
        if (other === part) expect(await proxy.edition()).to.equal(2n);
        else await expect(proxy.edition()).to.revert(ethers);
      }
    }
  });

  it("TOKEN-62: only the authority gives a proxy away, and only to one that names code for it", async () => {
    const { authority, bob, stranger, deploySuite } = await networkHelpers.loadFixture(fixture);
    const { token } = await deploySuite();
    const proxy = await ethers.getContractAt("IProxy", token);
    await expect(proxy.connect(stranger).setImplementationAuthority(stranger))
      .to.be.revertedWithCustomError(proxy, "ProxyAuthorityRequired")
      .withArgs(authority, stranger.address);
    const idle = await ethers.deployContract("TREXImplementationAuthority", [
      false,
      ethers.ZeroAddress,
      ethers.ZeroAddress,
    ]);
    await networkHelpers.impersonateAccount(await authority.getAddress());
    await networkHelpers.setBalance(await authority.getAddress(), 10n ** 18n);
    const asAuthority = proxy.connect(await ethers.getSigner(await authority.getAddress()));
    for (const unfit of [bob.address, await idle.getAddress()]) {
      await expect(asAuthority.setImplementationAuthority(unfit))
        .to.be.revertedWithCustomError(proxy, "ProxyAuthorityUnfit")
        .withArgs(unfit);
    }
    expect(await proxy.getImplementationAuthority()).to.equal(authority);
  });

  it("TOKEN-62: a proxy is set up by its constructor, once, for whoever deploys it", async () => {
    const { authority, owner, stranger, nextAddress } = await networkHelpers.loadFixture(fixture);
    const deploy = async (name: string, ...args: unknown[]) =>
      ethers.deployContract(name, [authority, ...args]);
    const tir = await ethers.getContractAt(
      "TrustedIssuersRegistry",
      await deploy("TrustedIssuersRegistryProxy"),
    );
    const ctr = await ethers.getContractAt("ClaimTopicsRegistry", await deploy("ClaimTopicsRegistryProxy"));
    const irs = await ethers.getContractAt(
      "IdentityRegistryStorage",
      await deploy("IdentityRegistryStorageProxy"),
    );
    const mc = await ethers.getContractAt("ModularCompliance", await deploy("ModularComplianceProxy"));
    const ir = await ethers.getContractAt(
      "IdentityRegistry",
      await deploy("IdentityRegistryProxy", tir, ctr, irs),
    );
    await mc.bindToken(await nextAddress(owner, 1));
    const token = await ethers.getContractAt(
      "RwaToken",
      await deploy("TokenProxy", ir, mc, "Charging Piles", "PILE", 6, ethers.ZeroAddress),
    );
    for (const part of [tir, ctr, irs, mc, ir, token]) expect(await part.owner()).to.equal(owner.address);
    for (const part of [tir, ctr, irs, mc]) {
      await expect(part.connect(stranger).init()).to.be.revertedWithCustomError(
        part,
        "InvalidInitialization",
      );
    }
    await expect(ir.connect(stranger).init(tir, ctr, irs)).to.be.revertedWithCustomError(
      ir,
      "InvalidInitialization",
    );
    await expect(
      token.connect(stranger).init(ir, mc, "Theirs", "T", 0, ethers.ZeroAddress),
    ).to.be.revertedWithCustomError(token, "InvalidInitialization");
    const proxy = await ethers.getContractAt("IProxy", token);
    expect(await proxy.getImplementationAuthority()).to.equal(authority);
  });

  it("TOKEN-62: a proxy without authority, or whose set-up is refused, is not deployed", async () => {
    const { authority, bob } = await networkHelpers.loadFixture(fixture);
    const factory = await ethers.getContractFactory("ClaimTopicsRegistryProxy");
    await expect(factory.deploy(bob))
      .to.be.revertedWithCustomError(factory, "ProxyAuthorityUnfit")
      .withArgs(bob.address);
    const registry = await ethers.getContractFactory("IdentityRegistry");
    await expect(
      ethers.deployContract("IdentityRegistryProxy", [authority, ethers.ZeroAddress, bob, bob]),
    ).to.be.revertedWithCustomError(registry, "RegistryAddressMissing");
  });

  it("TOKEN-62: returns what the code returns, reverts as it reverts, and keeps no gas back", async () => {
    const { authority, alice, deploySuite } = await networkHelpers.loadFixture(fixture);
    const { ctr } = await deploySuite();
    await expect(ctr.connect(alice).addClaimTopic(KYC))
      .to.be.revertedWithCustomError(ctr, "TopicAlreadyRequired")
      .withArgs(KYC);
    await expect(alice.sendTransaction({ to: ctr, value: 1n }), "no code takes ether").to.revert(ethers);
    expect(await authority.getCTRImplementation()).to.not.equal(ctr);
  });

  it("TOKEN-61: asking costs less than the reference's way of asking", async () => {
    const { owner, implementations, deploySuite } = await networkHelpers.loadFixture(fixture);
    const { ir } = await deploySuite();
    const theirCode = await npmContract(
      `${TREX}/registry/implementation/IdentityRegistry.sol/IdentityRegistry.json`,
      owner,
    );
    const theirAuthority = await npmContract(
      `${TREX}/proxy/authority/TREXImplementationAuthority.sol/TREXImplementationAuthority.json`,
      owner,
      [true, ethers.ZeroAddress, ethers.ZeroAddress],
    );
    await theirAuthority.getFunction("addAndUseTREXVersion")(
      [4, 1, 6],
      Array.from({ length: 6 }, () => theirCode.target),
    );
    const theirProxy = await npmContract(
      `${TREX}/proxy/IdentityRegistryProxy.sol/IdentityRegistryProxy.json`,
      owner,
      [theirAuthority.target, owner.address, owner.address, owner.address],
    );
    const probe = await ethers.deployContract("GasProbe");
    /** What a proxy adds to a call of its code: to the first of a transaction, and to a later one. */
    const added = async (proxy: string, implementation: string) => {
      const call = ir.interface.encodeFunctionData("owner");
      const through = await probe.measure(proxy, call);
      const direct = await probe.measure(implementation, call);
      return { first: through.first - direct.first, later: through.later - direct.later };
    };
    const ours = await added(await ir.getAddress(), implementations.irImplementation);
    const theirs = await added(await theirProxy.getAddress(), await theirCode.getAddress());
    expect(ours.first * 100n, `first: ours ${ours.first}, theirs ${theirs.first}`).to.be.lessThan(
      theirs.first * 85n,
    );
    expect(ours.later * 100n, `later: ours ${ours.later}, theirs ${theirs.later}`).to.be.lessThan(
      theirs.later * 85n,
    );
  });

  it("TOKEN-82: implementations initialized where they are deployed are nobody's to take", async () => {
    const world = await networkHelpers.loadFixture(fixture);
    const { implementations, stranger, bob, alice, deploySuite } = world;
    const suite = await deploySuite();
    const { tokenImplementation, ctrImplementation, irImplementation } = implementations;
    const { irsImplementation, tirImplementation, mcImplementation } = implementations;
    for (const part of [ctrImplementation, irsImplementation, tirImplementation, mcImplementation]) {
      const code = await ethers.getContractAt("ModularCompliance", part, stranger);
      await expect(code.init()).to.be.revertedWithCustomError(code, "InvalidInitialization");
    }
    const registry = await ethers.getContractAt("IdentityRegistry", irImplementation, stranger);
    await expect(registry.init(bob, bob, bob)).to.be.revertedWithCustomError(
      registry,
      "InvalidInitialization",
    );
    const code = await ethers.getContractAt("RwaToken", tokenImplementation, stranger);
    await expect(code.init(bob, bob, "Mine", "M", 0, bob)).to.be.revertedWithCustomError(
      code,
      "InvalidInitialization",
    );
    await code.connect(world.owner).transferOwnership(stranger);
    await code.setName("Taken over");
    expect(await suite.token.name()).to.equal("Charging Piles");
    expect(await suite.token.owner()).to.equal(alice.address);
    await trade(connection, suite, world, [bob, stranger]);
  });
});
