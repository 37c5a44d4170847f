import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";
import { deploymentSuite } from "../../../helpers/deploymentSuite.js";
import { trade } from "../../../helpers/trade.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const { ZeroAddress } = ethers;
const FEE = 1_001n;
const RETURNS_FALSE = 2; // fault of the faulty token

describe("TREXGateway", () => {
  const fixture = async () => {
    const world = await deploymentSuite(connection);
    const { factory, gateway, bob, details, claims, suiteOf } = world;
    await factory.transferOwnership(gateway);
    const cash = await ethers.deployContract("TestCash");
    /** Deploys through the gateway, for the caller if nobody else is named. */
    const request = async (by: HardhatEthersSigner, changes: Partial<typeof details> = {}) =>
      gateway.connect(by).deployTREXSuite({ ...details, owner: by.address, ...changes }, claims);
    const requestSuite = async (by: HardhatEthersSigner, changes: Partial<typeof details> = {}) =>
      suiteOf(await request(by, changes));
    /** Asks for a fee, which goes to Bob. */
    const charge = async () => {
      await gateway.setDeploymentFee(FEE, cash, bob);
      await gateway.enableDeploymentFee(true);
    };
    return { ...world, cash, request, requestSuite, charge };
  };

  describe("deployTREXSuite", () => {
    it("TOKEN-74: everyone deploys for himself while it is public, and the suite works", async () => {
      const world = await networkHelpers.loadFixture(fixture);
      const { gateway, stranger, alice, bob, request, requestSuite } = world;
      const suite = await requestSuite(stranger);
      for (const part of Object.values(suite)) expect(await part.owner()).to.equal(stranger.address);
      await trade(connection, suite, world, [alice, bob]);
      await expect(request(alice))
        .to.emit(gateway, "GatewaySuiteDeploymentProcessed")
        .withArgs(alice.address, alice.address, 0n);
      await expect(request(stranger, { owner: alice.address, name: "For Alice" }))
        .to.be.revertedWithCustomError(gateway, "GatewayOwnerNotCaller")
        .withArgs(alice.address, stranger.address);
    });

    it("TOKEN-74: deployers deploy for anyone, public or not; nobody else while it is closed", async () => {
      const { gateway, stranger, alice, request, requestSuite } = await networkHelpers.loadFixture(fixture);
      await gateway.addDeployer(stranger);
      const first = await requestSuite(stranger, { owner: alice.address });
      await gateway.setPublicDeploymentStatus(false);
      const second = await requestSuite(stranger, { owner: alice.address, name: "Second" });
      for (const { token } of [first, second]) expect(await token.owner()).to.equal(alice.address);
      await expect(request(alice))
        .to.be.revertedWithCustomError(gateway, "GatewayClosed")
        .withArgs(alice.address);
      await gateway.removeDeployer(stranger);
      await expect(request(stranger))
        .to.be.revertedWithCustomError(gateway, "GatewayClosed")
        .withArgs(stranger.address);
    });

    it("TOKEN-75: a salt is requester and name, with the owner between them when it is another", async () => {
      const { factory, gateway, stranger, alice, details, requestSuite } =
        await networkHelpers.loadFixture(fixture);
      await gateway.addDeployer(stranger);
      const own = await requestSuite(stranger);
      const forAlice = await requestSuite(stranger, { owner: alice.address });
      const requester = stranger.address.toLowerCase();
      expect(await factory.getToken(`${requester}${details.name}`)).to.equal(own.token);
      expect(await factory.getToken(`${requester}${alice.address.toLowerCase()}${details.name}`)).to.equal(
        forAlice.token,
      );
    });

    it("TOKEN-75: nobody takes a requester's salt, not even a deployer who names him as owner", async () => {
      const { factory, gateway, owner, stranger, alice, details, request, requestSuite } =
        await networkHelpers.loadFixture(fixture);
      await gateway.addDeployer(stranger);
      const squatted = await requestSuite(stranger, { owner: alice.address });
      const own = await requestSuite(alice);
      const salt = `${alice.address.toLowerCase()}${details.name}`;
      expect(await own.token.getAddress()).to.not.equal(await squatted.token.getAddress());
      expect(await factory.getToken(salt)).to.equal(own.token);
      expect(await factory.tokenDeployedBy(gateway, salt)).to.equal(own.token);
      await expect(request(alice))
        .to.be.revertedWithCustomError(factory, "SuiteSaltUsed")
        .withArgs(gateway, salt, own.token);
      await requestSuite(owner);
    });

    it("TOKEN-76: joins a storage only if requester, gateway's factory and gateway are its binders", async () => {
      const { factory, gateway, stranger, alice, bob, request, requestSuite } =
        await networkHelpers.loadFixture(fixture);
      const { irs } = await requestSuite(alice);
      const shared = { irs: await irs.getAddress(), name: "Second" };
      await expect(request(stranger, shared))
        .to.be.revertedWithCustomError(gateway, "GatewayStorageForbidden")
        .withArgs(irs, stranger.address);
      await expect(request(alice, shared))
        .to.be.revertedWithCustomError(factory, "FactoryStorageForbidden")
        .withArgs(irs, gateway);
      await irs.connect(alice).setBinder(gateway, true);
      await irs.connect(alice).setBinder(factory, true);
      await expect(request(stranger, shared)).to.be.revertedWithCustomError(
        gateway,
        "GatewayStorageForbidden",
      );
      const second = await requestSuite(alice, shared);
      expect(await irs.linkedIdentityRegistries()).to.include(await second.ir.getAddress());
      await expect(request(alice, { irs: bob.address, name: "Third" }))
        .to.be.revertedWithCustomError(gateway, "GatewayStorageForbidden")
        .withArgs(bob.address, alice.address);
    });

    it("TOKEN-76: a storage that was given to the factory is open to nobody through the gateway", async () => {
      const { factory, gateway, stranger, request } = await networkHelpers.loadFixture(fixture);
      const irs = await ethers.deployContract("IdentityRegistryStorage");
      await irs.init();
      await irs.transferOwnership(factory);
      await expect(request(stranger, { irs: await irs.getAddress() }))
        .to.be.revertedWithCustomError(gateway, "GatewayStorageForbidden")
        .withArgs(irs, stranger.address);
    });
  });

  describe("fees", () => {
    it("TOKEN-77: the requester pays the fee to the collector, or nothing is deployed", async () => {
      const { factory, gateway, cash, stranger, bob, details, request, charge } =
        await networkHelpers.loadFixture(fixture);
      await charge();
      const salt = `${stranger.address.toLowerCase()}${details.name}`;
      await expect(request(stranger))
        .to.be.revertedWithCustomError(cash, "ERC20InsufficientAllowance")
        .withArgs(gateway, 0n, FEE);
      expect(await factory.getToken(salt)).to.equal(ZeroAddress);
      await cash.mint(stranger, FEE);
      await cash.connect(stranger).approve(gateway, FEE);
      const sent = await request(stranger);
      await expect(sent).to.emit(cash, "Transfer").withArgs(stranger.address, bob.address, FEE);
      await expect(sent)
        .to.emit(gateway, "GatewaySuiteDeploymentProcessed")
        .withArgs(stranger.address, stranger.address, FEE);
      expect(await cash.balanceOf(bob)).to.equal(FEE);
    });

    it("TOKEN-77: a discount is in basis points, and the fee is rounded up", async () => {
      const { gateway, cash, stranger, bob, request, charge } = await networkHelpers.loadFixture(fixture);
      await charge();
      await expect(gateway.applyFeeDiscount(stranger, 5_000n))
        .to.emit(gateway, "FeeDiscountApplied")
        .withArgs(stranger.address, 5_000n);
      expect(await gateway.calculateFee(stranger)).to.equal(501n);
      expect(await gateway.calculateFee(bob)).to.equal(FEE);
      await cash.mint(stranger, FEE);
      await cash.connect(stranger).approve(gateway, FEE);
      await request(stranger);
      expect(await cash.balanceOf(bob)).to.equal(501n);
      await gateway.applyFeeDiscount(stranger, 10_000n);
      expect(await gateway.calculateFee(stranger)).to.equal(0n);
      await expect(request(stranger, { name: "Free" }))
        .to.emit(gateway, "GatewaySuiteDeploymentProcessed")
        .withArgs(stranger.address, stranger.address, 0n);
      expect(await cash.balanceOf(bob)).to.equal(501n);
    });

    it("TOKEN-77: a fee token that says no deploys nothing, one that says nothing will do", async () => {
      const { gateway, stranger, bob, request } = await networkHelpers.loadFixture(fixture);
      const faulty = await ethers.deployContract("FaultyTokenMock");
      await gateway.setDeploymentFee(FEE, faulty, bob);
      await gateway.enableDeploymentFee(true);
      await faulty.mint(stranger, FEE);
      await faulty.connect(stranger).approve(gateway, FEE);
      await faulty.setFault(RETURNS_FALSE);
      await expect(request(stranger))
        .to.be.revertedWithCustomError(gateway, "SafeERC20FailedOperation")
        .withArgs(faulty);
      const silent = await ethers.deployContract("SilentTokenMock");
      await silent.mint(stranger, FEE);
      await gateway.setDeploymentFee(FEE, silent, bob);
      await request(stranger);
      expect(await silent.balanceOf(bob)).to.equal(FEE);
    });

    it("TOKEN-78: the owner sets and switches the fee", async () => {
      const { gateway, cash, bob, stranger, request } = await networkHelpers.loadFixture(fixture);
      await expect(gateway.enableDeploymentFee(true)).to.be.revertedWithCustomError(
        gateway,
        "GatewayFeeUnset",
      );
      await expect(gateway.setDeploymentFee(FEE, cash, bob))
        .to.emit(gateway, "DeploymentFeeSet")
        .withArgs(FEE, cash, bob.address);
      expect(await gateway.getDeploymentFee()).to.deep.equal([FEE, await cash.getAddress(), bob.address]);
      await request(stranger);
      expect(await gateway.isDeploymentFeeEnabled()).to.equal(false);
      await expect(gateway.enableDeploymentFee(true)).to.emit(gateway, "DeploymentFeeEnabled").withArgs(true);
      expect(await gateway.isDeploymentFeeEnabled()).to.equal(true);
      await expect(gateway.enableDeploymentFee(true))
        .to.be.revertedWithCustomError(gateway, "GatewayFeeStatusUnchanged")
        .withArgs(true);
      await gateway.enableDeploymentFee(false);
      await request(stranger, { name: "Free again" });
      for (const [token, collector] of [
        [ZeroAddress, bob.address],
        [await cash.getAddress(), ZeroAddress],
      ] as const) {
        await expect(gateway.setDeploymentFee(FEE, token, collector)).to.be.revertedWithCustomError(
          gateway,
          "GatewayAddressMissing",
        );
      }
    });
  });

  describe("administration", () => {
    it("TOKEN-78: only the owner opens it, sets fee and factory, and gives the factory away", async () => {
      const { gateway, factory, cash, agent, bob } = await networkHelpers.loadFixture(fixture);
      await gateway.addAgent(agent);
      const asAgent = gateway.connect(agent);
      for (const call of [
        () => asAgent.setFactory(factory),
        () => asAgent.setPublicDeploymentStatus(false),
        () => asAgent.transferFactoryOwnership(agent),
        () => asAgent.enableDeploymentFee(true),
        () => asAgent.setDeploymentFee(FEE, cash, bob),
        () => asAgent.addAgent(bob),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(gateway, "OwnableUnauthorizedAccount")
          .withArgs(agent.address);
      }
    });

    it("TOKEN-78: the owner opens and closes it and moves the factory", async () => {
      const { gateway, factory, owner, bob, request, stranger } = await networkHelpers.loadFixture(fixture);
      await expect(gateway.setPublicDeploymentStatus(true))
        .to.be.revertedWithCustomError(gateway, "GatewayPublicStatusUnchanged")
        .withArgs(true);
      await expect(gateway.setPublicDeploymentStatus(false))
        .to.emit(gateway, "PublicDeploymentStatusSet")
        .withArgs(false);
      expect(await gateway.getPublicDeploymentStatus()).to.equal(false);
      await gateway.setPublicDeploymentStatus(true);
      await gateway.transferFactoryOwnership(owner);
      expect(await factory.owner()).to.equal(owner.address);
      await expect(request(stranger))
        .to.be.revertedWithCustomError(factory, "OwnableUnauthorizedAccount")
        .withArgs(gateway);
      await factory.transferOwnership(gateway);
      expect(await factory.owner(), "a gateway can own it again").to.equal(gateway);
      await expect(gateway.setFactory(bob)).to.emit(gateway, "FactorySet").withArgs(bob.address);
      expect(await gateway.getFactory()).to.equal(bob.address);
      await expect(gateway.setFactory(ZeroAddress)).to.be.revertedWithCustomError(
        gateway,
        "GatewayAddressMissing",
      );
    });

    it("TOKEN-78: says what it was deployed with", async () => {
      const { factory, owner } = await networkHelpers.loadFixture(fixture);
      const closed = await ethers.deployContract("TREXGateway", [factory, false]);
      await expect(closed.deploymentTransaction()).to.emit(closed, "FactorySet").withArgs(factory);
      await expect(closed.deploymentTransaction())
        .to.emit(closed, "PublicDeploymentStatusSet")
        .withArgs(false);
      expect(await closed.getPublicDeploymentStatus()).to.equal(false);
      expect(await closed.owner()).to.equal(owner.address);
      await expect(ethers.deployContract("TREXGateway", [ZeroAddress, true])).to.be.revertedWithCustomError(
        closed,
        "GatewayAddressMissing",
      );
    });

    it("TOKEN-3: its first new owner takes over at once, every later one by accepting", async () => {
      const { gateway, alice, bob } = await networkHelpers.loadFixture(fixture);
      await gateway.transferOwnership(alice);
      expect(await gateway.owner()).to.equal(alice.address);
      await gateway.connect(alice).transferOwnership(bob);
      expect(await gateway.owner()).to.equal(alice.address);
      await gateway.connect(bob).acceptOwnership();
      expect(await gateway.owner()).to.equal(bob.address);
    });

    it("TOKEN-78: owner and agents name deployers, one by one or many", async () => {
      const { gateway, owner, agent, alice, bob, stranger } = await networkHelpers.loadFixture(fixture);
      await gateway.addAgent(agent);
      await expect(gateway.connect(agent).addDeployer(alice))
        .to.emit(gateway, "DeployerAdded")
        .withArgs(alice.address);
      expect(await gateway.isDeployer(alice)).to.equal(true);
      await expect(gateway.addDeployer(alice))
        .to.be.revertedWithCustomError(gateway, "GatewayDeployerExists")
        .withArgs(alice.address);
      await expect(gateway.addDeployer(ZeroAddress)).to.be.revertedWithCustomError(
        gateway,
        "GatewayAddressMissing",
      );
      const added = gateway.connect(owner).batchAddDeployer([bob, stranger]);
      for (const deployer of [bob, stranger]) {
        await expect(added).to.emit(gateway, "DeployerAdded").withArgs(deployer.address);
      }
      await expect(gateway.connect(agent).removeDeployer(alice))
        .to.emit(gateway, "DeployerRemoved")
        .withArgs(alice.address);
      await expect(gateway.removeDeployer(alice))
        .to.be.revertedWithCustomError(gateway, "GatewayDeployerUnknown")
        .withArgs(alice.address);
      await expect(gateway.batchRemoveDeployer([bob, alice]), "all or none")
        .to.be.revertedWithCustomError(gateway, "GatewayDeployerUnknown")
        .withArgs(alice.address);
      await gateway.batchRemoveDeployer([bob, stranger]);
      for (const deployer of [alice, bob, stranger])
        expect(await gateway.isDeployer(deployer)).to.equal(false);
    });

    it("TOKEN-78: owner and agents give discounts, one by one or many", async () => {
      const { gateway, cash, agent, alice, bob } = await networkHelpers.loadFixture(fixture);
      await gateway.addAgent(agent);
      await gateway.setDeploymentFee(10_000n, cash, bob);
      await gateway.connect(agent).batchApplyFeeDiscount([alice, bob], [100n, 200n]);
      expect(await gateway.calculateFee(alice)).to.equal(9_900n);
      expect(await gateway.calculateFee(bob)).to.equal(9_800n);
      await expect(gateway.applyFeeDiscount(alice, 10_001n))
        .to.be.revertedWithCustomError(gateway, "GatewayDiscountTooHigh")
        .withArgs(10_000n, 10_001n);
      await expect(gateway.batchApplyFeeDiscount([alice, bob], [100n]))
        .to.be.revertedWithCustomError(gateway, "GatewayLengthMismatch")
        .withArgs(2n, 1n);
    });

    it("TOKEN-78: nobody else does", async () => {
      const { gateway, stranger } = await networkHelpers.loadFixture(fixture);
      const asStranger = gateway.connect(stranger);
      for (const call of [
        () => asStranger.addDeployer(stranger),
        () => asStranger.batchAddDeployer([stranger]),
        () => asStranger.removeDeployer(stranger),
        () => asStranger.batchRemoveDeployer([stranger]),
        () => asStranger.applyFeeDiscount(stranger, 1n),
        () => asStranger.batchApplyFeeDiscount([stranger], [1n]),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(gateway, "GatewayAdminRequired")
          .withArgs(stranger.address);
      }
    });

    it("TOKEN-78: at most 500 at once", async () => {
      const { gateway } = await networkHelpers.loadFixture(fixture);
      const many = (count: number) =>
        Array.from({ length: count }, (_, i) => ethers.getAddress(ethers.toBeHex(i + 1, 20)));
      const discounts = Array.from({ length: 501 }, () => 1n);
      for (const call of [
        () => gateway.batchAddDeployer(many(501)),
        () => gateway.batchRemoveDeployer(many(501)),
        () => gateway.batchApplyFeeDiscount(many(501), discounts),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(gateway, "GatewayBatchTooLong")
          .withArgs(500n, 501n);
      }
      await gateway.batchAddDeployer(many(500));
      expect(await gateway.isDeployer(many(500).at(-1)!)).to.equal(true);
    });
  });

  describe("batchDeployTREXSuite", () => {
    it("TOKEN-79: deploys up to five, each for its fee, all or none", async () => {
      const { factory, gateway, cash, stranger, bob, details, claims, charge } =
        await networkHelpers.loadFixture(fixture);
      await charge();
      const named = (count: number) =>
        Array.from({ length: count }, (_, i) => ({ ...details, owner: stranger.address, name: `Bond ${i}` }));
      const same = (count: number) => Array.from({ length: count }, () => claims);
      const asStranger = gateway.connect(stranger);
      await cash.mint(stranger, 10n * FEE);
      await cash.connect(stranger).approve(gateway, 10n * FEE);
      await expect(asStranger.batchDeployTREXSuite(named(6), same(6)))
        .to.be.revertedWithCustomError(gateway, "GatewayBatchTooLong")
        .withArgs(5n, 6n);
      await expect(asStranger.batchDeployTREXSuite(named(2), same(1)))
        .to.be.revertedWithCustomError(gateway, "GatewayLengthMismatch")
        .withArgs(2n, 1n);
      const [first] = named(1);
      await expect(asStranger.batchDeployTREXSuite([first!, first!], same(2))).to.be.revertedWithCustomError(
        factory,
        "SuiteSaltUsed",
      );
      expect(await cash.balanceOf(bob)).to.equal(0n);
      await asStranger.batchDeployTREXSuite(named(3), same(3));
      expect(await cash.balanceOf(bob)).to.equal(3n * FEE);
      for (const { name } of named(3)) {
        const at = await factory.getToken(`${stranger.address.toLowerCase()}${name}`);
        const token = await ethers.getContractAt("RwaToken", at);
        expect(await token.name()).to.equal(name);
      }
    });
  });
});
