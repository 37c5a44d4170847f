import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { l1Addresses, l2World } from "../../helpers/bridge/l2World.js";
import { enrolGateway } from "../../helpers/bridge/permissionedWorld.js";
import { mappingSlot } from "../../helpers/bridge/stateOf.js";
import { releaseToken } from "../../helpers/bridge/tokenWorld.js";
import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l2", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const form = ethers.getAddress(`0x${id("form on L1").slice(-40)}`);
const l1Cash = ethers.getAddress(`0x${id("cash of L1").slice(-40)}`);

describe("L2PermissionedGateway", () => {
  const fixture = async () => {
    const world = await l2World(connection);
    const suite = await tokenSuite(connection);
    const { token, agent, alice } = suite;
    const { permissionedGateway, messageOf, relay } = world;
    await enrolGateway(connection, suite, predeploys.permissionedGateway);
    const manager = await ethers.deployContract("AccessManager", [suite.owner]);
    const source = await ethers.deployContract("Distribution", [manager]);
    const messageTo = (name: "pairUnits" | "arriveUnits", args: [string, string, string, bigint?]) =>
      messageOf({
        sender: l1Addresses.permissionedGateway,
        target: predeploys.permissionedGateway,
        data: permissionedGateway.interface.encodeFunctionData(name as "arriveUnits", args as never),
      });
    const address = await token.getAddress();
    await relay(messageTo("pairUnits", [address, form, await source.getAddress()]));
    await token.connect(agent).mint(alice, 1_000);
    await token.connect(alice).approve(permissionedGateway, 1_000);
    const arrive = (recipient: string, amount: bigint) =>
      relay(messageTo("arriveUnits", [address, alice.address, recipient, amount]));
    const l1 = (await ethers.getContractFactory("L1PermissionedGateway")).interface;
    return { ...world, ...suite, suite, source, messageTo, address, arrive, l1, desk: token.connect(agent) };
  };
  const load = () => networkHelpers.loadFixture(fixture);

  describe("sendUnits", () => {
    it("BRIDGE-20: locks the units, the supply stays, and tells L1", async () => {
      const { permissionedGateway, token, address, alice, bob, l1, sentMessages } = await load();
      await expect(permissionedGateway.connect(alice).sendUnits(token, 300, bob))
        .to.emit(permissionedGateway, "UnitsLocked")
        .withArgs(address, alice.address, bob.address, 300);
      expect(await token.balanceOf(permissionedGateway)).to.equal(300);
      expect(await token.totalSupply()).to.equal(1_000);
      const [message] = await sentMessages();
      expect(message).to.deep.include({
        sender: ethers.getAddress(predeploys.permissionedGateway),
        target: l1Addresses.permissionedGateway,
        data: l1.encodeFunctionData("releaseUnits", [form, bob.address, 300]),
      });
    });

    it("BRIDGE-21, attack 47: the token's rules decide who sends", async () => {
      const { permissionedGateway, token, alice, bob, agent, registry, desk } = await load();
      const send = (amount: number) => permissionedGateway.connect(alice).sendUnits(token, amount, bob);
      await desk.freezePartialTokens(alice, 990);
      await expect(send(11)).to.be.revertedWithCustomError(token, "ERC7943InsufficientUnfrozenBalance");
      await desk.setAddressFrozen(alice, true);
      await expect(send(1)).to.be.revertedWithCustomError(token, "TokenWalletFrozen");
      await desk.setAddressFrozen(alice, false);
      await registry.connect(agent).deleteIdentity(alice);
      await expect(send(1)).to.be.revertedWithCustomError(token, "ERC7943CannotSend");
    });

    it("BRIDGE-21: refuses unknown tokens, nobody, nothing, and units that do not arrive", async () => {
      const { permissionedGateway, token, alice, bob, messageTo, relay } = await load();
      const gateway = permissionedGateway.connect(alice);
      await expect(gateway.sendUnits(bob, 1, bob))
        .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedTokenUnknown")
        .withArgs(bob.address);
      await expect(gateway.sendUnits(token, 1, ZeroAddress)).to.be.revertedWithCustomError(
        permissionedGateway,
        "L2GatewayRecipientInvalid",
      );
      await expect(gateway.sendUnits(token, 0, bob)).to.be.revertedWithCustomError(
        permissionedGateway,
        "L2GatewayAmountZero",
      );
      const costly = await ethers.deployContract("CostlyTokenMock", [false, "Costly", 18]);
      await relay(messageTo("pairUnits", [await costly.getAddress(), bob.address, ZeroAddress]));
      await costly.mint(alice, 100);
      await costly.connect(alice).approve(permissionedGateway, 100);
      await expect(gateway.sendUnits(costly, 100, bob))
        .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedUnitsMissing")
        .withArgs(100, 99);
    });
  });

  describe("arriveUnits", () => {
    it("BRIDGE-20, BRIDGE-21: gives locked units to an eligible recipient", async () => {
      const { permissionedGateway, token, address, alice, bob, arrive } = await load();
      await permissionedGateway.connect(alice).sendUnits(token, 300, bob);
      await expect(arrive(bob.address, 200n))
        .to.emit(permissionedGateway, "UnitsUnlocked")
        .withArgs(address, bob.address, 200);
      expect(await token.balanceOf(bob)).to.equal(200);
    });

    it("BRIDGE-22, attack 47: keeps for an identity what it may not have, and gives it to that identity alone", async () => {
      const {
        permissionedGateway,
        token,
        address,
        alice,
        aliceToo,
        bob,
        stranger,
        identities,
        desk,
        arrive,
      } = await load();
      await permissionedGateway.connect(alice).sendUnits(token, 300, bob);
      await desk.setAddressFrozen(alice, true);
      const kept = [address, alice.address, await identities.alice.getAddress(), 100n];
      await expect(arrive(alice.address, 100n))
        .to.emit(permissionedGateway, "UnitsKept")
        .withArgs(0, alice.address, kept);
      expect(await permissionedGateway.keptUnits(0)).to.deep.equal(kept);
      // ESCAPE-7: where proofs read the list.
      const first = BigInt(ethers.keccak256(ethers.ZeroHash));
      for (const [word, value] of kept.entries()) {
        expect(BigInt(await ethers.provider.getStorage(permissionedGateway, first + BigInt(word)))).to.equal(
          BigInt(value),
        );
      }
      await expect(permissionedGateway.releaseKept(0, bob))
        .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedIdentityMismatch")
        .withArgs(kept[2], await identities.bob.getAddress());
      for (const own of [alice, aliceToo]) {
        await expect(permissionedGateway.releaseKept(0, own))
          .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedIneligible")
          .withArgs(address, own.address);
      }
      await desk.setAddressFrozen(alice, false);
      await expect(permissionedGateway.connect(stranger).releaseKept(0, aliceToo))
        .to.emit(permissionedGateway, "KeptUnitsReleased")
        .withArgs(0, aliceToo.address, 100);
      for (const kind of [0, 1]) {
        await expect(permissionedGateway.releaseKept(kind, alice))
          .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedKeptUnknown")
          .withArgs(kind);
      }
    });

    it("BRIDGE-10, BRIDGE-22: units of unknown tokens fail; a stranger's are kept until it is one no more", async () => {
      const { permissionedGateway, token, alice, bob, stranger, suite, messageTo, relay, failed, arrive } =
        await load();
      const unknown = messageTo("arriveUnits", [bob.address, alice.address, bob.address, 1n]);
      await relay(unknown);
      expect(await failed(unknown)).to.equal(true);
      await permissionedGateway.connect(alice).sendUnits(token, 300, bob);
      await arrive(stranger.address, 5n);
      await suite.admit(stranger);
      await permissionedGateway.releaseKept(0, stranger);
      expect(await token.balanceOf(stranger)).to.equal(5);
    });
  });

  describe("what L1 is told", () => {
    it("BRIDGE-23: whether a wallet is frozen, in order", async () => {
      const { permissionedGateway, token, alice, bob, desk, l1, sentMessages } = await load();
      await desk.setAddressFrozen(alice, true);
      await permissionedGateway.tellFreeze(token, alice);
      await permissionedGateway.tellFreeze(token, bob);
      expect((await sentMessages()).map(({ data }) => data)).to.deep.equal([
        l1.encodeFunctionData("mirrorFreeze", [form, alice.address, true, 1]),
        l1.encodeFunctionData("mirrorFreeze", [form, bob.address, false, 2]),
      ]);
    });

    it("BRIDGE-25: record dates that the token has", async () => {
      const { permissionedGateway, token, address, desk, l1, sentMessages } = await load();
      const recordDate = (await networkHelpers.time.latest()) + 1_000;
      await expect(permissionedGateway.tellRecordDate(token, recordDate))
        .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedRecordDateUnknown")
        .withArgs(address, recordDate);
      await desk.scheduleRecordDate(recordDate);
      await permissionedGateway.tellRecordDate(token, recordDate);
      expect((await sentMessages())[0]!.data).to.equal(
        l1.encodeFunctionData("mirrorRecordDate", [form, recordDate]),
      );
    });

    it("BRIDGE-25: what a distribution pays for the locked units, whoever claims it", async () => {
      for (const isClaimedBefore of [false, true]) {
        const world = await load();
        const { permissionedGateway, tokenGateway, token, address, alice, bob, desk, source, owner, l1 } =
          world;
        await permissionedGateway.connect(alice).sendUnits(token, 250, bob);
        const recordDate = (await networkHelpers.time.latest()) + 100;
        await desk.scheduleRecordDate(recordDate);
        await networkHelpers.time.increase(200);

        const { messageOf, relay } = world;
        const call = (name: "createForm" | "arrive", args: unknown[]) =>
          relay(
            messageOf({ data: tokenGateway.interface.encodeFunctionData(name as "arrive", args as never) }),
          );
        await call("createForm", [l1Cash, "Cash", "CASH", 6]);
        await call("arrive", [l1Cash, owner.address, owner.address, 1_000]);
        const cash = await ethers.getContractAt("BridgedToken", await tokenGateway.formOf(l1Cash));
        await cash.connect(owner).approve(source, 1_000);
        await source.connect(owner).declare(token, recordDate, cash, owner, 1_000);
        const payment = ethers.keccak256(
          ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [address, recordDate]),
        );
        if (isClaimedBefore) await source.claim(payment, permissionedGateway);
        await expect(permissionedGateway.forwardDistribution(token, payment))
          .to.emit(permissionedGateway, "DistributionForwarded")
          .withArgs(address, payment, recordDate, 250);
        const sent = (await world.sentMessages()).slice(-2).map(({ data }) => data);
        expect(sent).to.deep.equal([
          releaseToken.encodeFunctionData("releaseToken", [l1Cash, l1Addresses.permissionedGateway, 250]),
          l1.encodeFunctionData("distribute", [form, recordDate, l1Cash, 250]),
        ]);
        await expect(permissionedGateway.forwardDistribution(token, payment))
          .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedPaymentInvalid")
          .withArgs(payment);
      }
    });

    it("BRIDGE-25: no payment of another token, in cash without a home, or without a source", async () => {
      const { permissionedGateway, token, alice, bob, owner, desk, source, address, messageTo, relay } =
        await load();
      const recordDate = (await networkHelpers.time.latest()) + 100;
      await desk.scheduleRecordDate(recordDate);
      await networkHelpers.time.increase(200);
      const cash = await ethers.deployContract("TestCash");
      await cash.mint(owner, 10);
      await cash.connect(owner).approve(source, 10);
      await source.connect(owner).declare(token, recordDate, cash, owner, 10);
      const payment = ethers.keccak256(
        ethers.AbiCoder.defaultAbiCoder().encode(["address", "uint48"], [address, recordDate]),
      );
      const refuse = (asset: string) =>
        expect(permissionedGateway.forwardDistribution(asset, payment))
          .to.be.revertedWithCustomError(permissionedGateway, "L2PermissionedPaymentInvalid")
          .withArgs(payment);
      await refuse(address);
      await relay(messageTo("pairUnits", [bob.address, alice.address, ZeroAddress]));
      await refuse(bob.address);
    });

    it("BRIDGE-23, ESCAPE-7: balance, flags and frozen units are where the escape reads them", async () => {
      const { token, alice, desk } = await load();
      const ledger = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00n;
      const read = async (slot: bigint): Promise<bigint> =>
        BigInt(await ethers.provider.getStorage(token, mappingSlot(alice.address, slot)));
      await desk.freezePartialTokens(alice, 7);
      await desk.setAddressFrozen(alice, true);
      const entry = await read(ledger);
      expect(entry & ((1n << 208n) - 1n)).to.equal(1_000n);
      expect((entry >> 248n) & 3n).to.equal(1n);
      expect(await read(ledger + 2n)).to.equal(7n);
      await desk.setAddressFrozen(alice, false);
      expect(((await read(ledger)) >> 248n) & 3n).to.equal(0n);
    });

    it("BRIDGE-20: the pairing is what L1 said", async () => {
      const { permissionedGateway, token, source, alice } = await load();
      expect(await permissionedGateway.pairingOf(token)).to.deep.equal([form, await source.getAddress()]);
      await expect(
        permissionedGateway.connect(alice).pairUnits(token, alice, alice),
      ).to.be.revertedWithCustomError(permissionedGateway, "MessageSenderInvalid");
    });
  });
});
