import { expect } from "chai";
import { network } from "hardhat";

import type { IdentityRegistry, ModularCompliance, RwaToken } from "../../../typechain-types/index.js";
import { npmContract } from "../../helpers/npmContract.js";
import { referenceSuite } from "../../helpers/referenceSuite.js";
import { COUNTRY, keyOf, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const TREX = "@tokenysolutions/t-rex/artifacts/contracts";

describe("T-REX 4.1.6, unmodified, and this suite", () => {
  const fixture = async () => {
    const ours = await tokenSuite(connection);
    const theirs = await referenceSuite(connection, ours);
    return { ours, theirs };
  };
  type World = Awaited<ReturnType<typeof fixture>>;
  const load = () => networkHelpers.loadFixture(fixture);

  /** Everything that a token does, with whatever it is joined to. Country 36 is where units may not go. */
  const exercise = async (
    { ours }: World,
    { token, registry }: { token: RwaToken; registry: IdentityRegistry },
    identities: World["ours"]["identities"],
  ) => {
    const { agent, alice, bob, carol } = ours;
    const [, , , , , , , , fresh, unknown] = await ethers.getSigners();
    const operator = token.connect(agent);
    const writer = registry.connect(agent);
    const expectBalances = async (...expected: bigint[]) => {
      const wallets = [alice, bob, carol, fresh!];
      expect(await Promise.all(wallets.map((one) => token.balanceOf(one)))).to.deep.equal(expected);
    };
    await operator.mint(alice, 100n);
    await expect(operator.mint(unknown!, 1n)).to.be.revert(ethers);
    await expect(token.connect(alice).transfer(bob, 40n))
      .to.emit(token, "Transfer")
      .withArgs(alice.address, bob.address, 40n);
    await token.connect(alice).approve(carol, 5n);
    await token.connect(carol).transferFrom(alice, bob, 5n);
    await expectBalances(55n, 45n, 0n, 0n);

    await expect(token.connect(alice).transfer(unknown!, 1n), "unverified").to.be.revert(ethers);
    await expect(token.connect(alice).transfer(bob, 56n), "too much").to.be.revert(ethers);
    await writer.updateCountry(bob, 36);
    await expect(token.connect(alice).transfer(bob, 1n), "a rule").to.be.revert(ethers);
    await expect(operator.mint(bob, 1n), "a rule").to.be.revert(ethers);
    await operator.forcedTransfer(alice, bob, 5n);
    await writer.updateCountry(bob, COUNTRY);
    await token.connect(alice).transfer(bob, 1n);
    await expectBalances(49n, 51n, 0n, 0n);

    await operator.freezePartialTokens(bob, 45n);
    await expect(token.connect(bob).transfer(carol, 7n), "frozen").to.be.revert(ethers);
    await operator.forcedTransfer(bob, carol, 10n);
    expect(await token.getFrozenTokens(bob)).to.equal(41n);
    await operator.burn(carol, 3n);
    await expectBalances(49n, 41n, 7n, 0n);
    expect(await token.totalSupply()).to.equal(97n);

    await identities.alice.connect(alice).addKey(keyOf(fresh!.address), 1n, 1n);
    await expect(operator.recoveryAddress(alice, fresh!, identities.alice))
      .to.emit(token, "RecoverySuccess")
      .withArgs(alice.address, fresh!.address, identities.alice);
    await expectBalances(0n, 41n, 7n, 49n);
    expect(await registry.contains(alice)).to.equal(false);
    expect(await registry.identity(fresh!)).to.equal(identities.alice);
    await token.connect(fresh).transfer(carol, 9n);
    await operator.burn(fresh!, 40n);
    await expectBalances(0n, 41n, 16n, 0n);
  };
  /** Units may go where the suite's holders are. */
  const allow = async (compliance: ModularCompliance, module: string) => {
    const { interface: face } = await ethers.getContractAt("CountryAllowModule", module);
    await compliance.addModule(module);
    const data = face.encodeFunctionData("batchAllowCountries", [[COUNTRY, 7]]);
    await expect(compliance.callModuleFunction(data, module)).to.emit(compliance, "ModuleInteraction");
  };
  const ourModule = async (name: string) => (await ethers.deployContract(name)).getAddress();

  it("TOKEN-35: its token, behind its proxy, with our registry, compliance and modules", async () => {
    const world = await load();
    const { registry, owner, agent } = world.ours;
    const compliance = await ethers.deployContract("ModularCompliance");
    await compliance.init();
    const part = async (folder: string, name: string) =>
      (await npmContract(`${TREX}/${folder}/${name}.sol/${name}.json`, owner)).getAddress();
    const authority = await npmContract(
      `${TREX}/proxy/authority/TREXImplementationAuthority.sol/TREXImplementationAuthority.json`,
      owner,
      [true, ethers.ZeroAddress, ethers.ZeroAddress],
    );
    const implementation = "registry/implementation";
    await authority.getFunction("addAndUseTREXVersion")(
      [4, 1, 6],
      [
        await part("token", "Token"),
        await part(implementation, "ClaimTopicsRegistry"),
        await part(implementation, "IdentityRegistry"),
        await part(implementation, "IdentityRegistryStorage"),
        await part(implementation, "TrustedIssuersRegistry"),
        await part("compliance/modular", "ModularCompliance"),
      ],
    );
    const proxy = await npmContract(`${TREX}/proxy/TokenProxy.sol/TokenProxy.json`, owner, [
      await authority.getAddress(),
      await registry.getAddress(),
      await compliance.getAddress(),
      "Charging Piles",
      "PILE",
      6,
      ethers.ZeroAddress,
    ]);
    const token = await ethers.getContractAt("RwaToken", await proxy.getAddress());
    expect(await token.version()).to.equal("4.1.3");
    expect(await compliance.getTokenBound()).to.equal(token);
    await registry.addAgent(token);
    await token.addAgent(agent);
    await token.connect(agent).unpause();
    await allow(compliance, await ourModule("CountryAllowModule"));
    const max = await ourModule("MaxBalanceModule");
    const books = await ethers.getContractAt("MaxBalanceModule", max);
    await compliance.addAndSetModule(max, [books.interface.encodeFunctionData("setMaxBalance", [100n])]);
    await exercise(world, { token, registry }, world.ours.identities);
    const { bob, carol } = world.ours;
    await expect(token.connect(agent).mint(bob, 60n), "more than the maximum").to.be.revert(ethers);
    await token.connect(agent).mint(bob, 59n);
    await expect(token.connect(carol).transfer(bob, 1n), "more than the maximum").to.be.revert(ethers);
  });

  it("TOKEN-35: our token with its compliance, and its modules and ours in it", async () => {
    const world = await load();
    const { token, registry, identities } = world.ours;
    const compliance = await ethers.getContractAt(
      "ModularCompliance",
      await (
        await npmContract(
          `${TREX}/compliance/modular/ModularCompliance.sol/ModularCompliance.json`,
          world.ours.owner,
        )
      ).getAddress(),
    );
    await compliance.init();
    await token.setCompliance(compliance);
    expect(await compliance.getTokenBound()).to.equal(token);
    await allow(compliance, await world.theirs.deployModule("CountryAllowModule"));
    await allow(compliance, await ourModule("CountryAllowModule"));
    await exercise(world, { token, registry }, identities);
  });

  it("TOKEN-35: our token and compliance with its modules", async () => {
    const world = await load();
    const { token, registry, compliance, identities } = world.ours;
    await allow(compliance, await world.theirs.deployModule("CountryAllowModule"));
    await exercise(world, { token, registry }, identities);
  });

  it("TOKEN-35: our token with its registry, identities and issuers", async () => {
    const world = await load();
    const { token, compliance } = world.ours;
    const { registry, identities } = world.theirs;
    await token.setIdentityRegistry(registry);
    await registry.addAgent(token);
    await allow(compliance, await ourModule("CountryAllowModule"));
    await exercise(world, { token, registry }, identities);
  });

  it("TOKEN-35: its token with our compliance, in the place of its own", async () => {
    const world = await load();
    const { token, registry, identities } = world.theirs;
    const compliance = await ethers.deployContract("ModularCompliance");
    await compliance.init();
    await token.setCompliance(compliance);
    await allow(compliance, await ourModule("CountryAllowModule"));
    await exercise(world, { token, registry }, identities);
  });
});
