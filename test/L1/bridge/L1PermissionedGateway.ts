import { expect } from "chai";
import { AbiCoder, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { unlimited } from "../../helpers/bridge/bridgeWorld.js";
import { loader } from "../../helpers/bridge/loader.js";
import { bulk, escapeDelay } from "../../helpers/bridge/rollupWorld.js";
import { home, permissionedWorld } from "../../helpers/bridge/permissionedWorld.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;
const day = 86_400;
describe("L1PermissionedGateway", () => {
  const fixture = async () => {
    const world = await permissionedWorld(connection);
    const { form, suite, permissionedGateway, messenger, operator, claim, unitMessage } = world;
    const { alice, aliceToo, bob, carol, agent, stranger, registry } = suite;
    const formAddress = await form.getAddress();
    const release = async (recipient: string, amount: bigint) =>
      claim(unitMessage("releaseUnits", [formAddress, recipient, amount]));
    const desk = form.connect(agent);
    const fee = await messenger.feeFor(3_000_000, 132);
    const args = { formAddress, release, desk, fee };
    return {
      ...world,
      ...args,
      alice,
      aliceToo,
      bob,
      carol,
      agent,
      stranger,
      registry,
      gatewayOf: permissionedGateway.connect(operator),
    };
  };
  const load = loader(connection, fixture);

  describe("pairForm", () => {
    it("BRIDGE-20: a keeper pairs form and token, each once", async () => {
      const { permissionedGateway, gatewayOf, form, formAddress, messenger, stranger } = await load();
      const terms = { most: unlimited, finalityClass: bulk };
      expect(await permissionedGateway.homeOf(form)).to.equal(ethers.getAddress(home));
      expect(await permissionedGateway.formOf(home)).to.equal(formAddress);
      expect(await messenger.guardOf(form)).to.deep.equal([true, false, ZeroAddress]);
      const other = await ethers.deployContract("TestCash");
      for (const [one, two] of [
        [formAddress, stranger.address],
        [await other.getAddress(), home],
      ]) {
        await expect(gatewayOf.pairForm(one!, two!, ZeroAddress, terms))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedFormPaired")
          .withArgs(one);
      }
      for (const [one, two] of [
        [stranger.address, stranger.address],
        [await other.getAddress(), ZeroAddress],
      ]) {
        await expect(gatewayOf.pairForm(one!, two!, ZeroAddress, terms))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedFormUnknown")
          .withArgs(one);
      }
      await expect(
        permissionedGateway.connect(stranger).pairForm(other, stranger, ZeroAddress, terms),
      ).to.be.revertedWithCustomError(permissionedGateway, "AccessControlUnauthorizedAccount");
    });
  });

  describe("releaseUnits", () => {
    it("BRIDGE-20, BRIDGE-21: creates units for an eligible recipient", async () => {
      const { permissionedGateway, form, formAddress, alice, release } = await load();
      await expect(release(alice.address, 40n))
        .to.emit(permissionedGateway, "PaidOut")
        .withArgs(formAddress, alice.address, 40);
      expect(await form.balanceOf(alice)).to.equal(40);
      expect(await form.totalSupply()).to.equal(40);
    });

    it("BRIDGE-22, attack 47: holds for an identity what it may not have, and gives it to that identity alone", async () => {
      const { permissionedGateway, form, formAddress, alice, aliceToo, bob, stranger, desk, release, suite } =
        await load();
      await desk.setAddressFrozen(alice, true);
      const held = [formAddress, alice.address, await suite.identities.alice.getAddress(), 40n, 0n];
      await expect(release(alice.address, 40n))
        .to.emit(permissionedGateway, "UnitsHeld")
        .withArgs(0, alice.address, held);
      expect(await permissionedGateway.heldUnits(0)).to.deep.equal(held);
      expect(await form.totalSupply()).to.equal(0);
      for (const other of [bob, stranger]) {
        const actual = other === bob ? await suite.identities.bob.getAddress() : ZeroAddress;
        await expect(permissionedGateway.releaseHeld(0, other))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedIdentityMismatch")
          .withArgs(held[2], actual);
      }
      // I20: the freeze of one wallet is not evaded by another.
      for (const own of [alice, aliceToo]) {
        await expect(permissionedGateway.releaseHeld(0, own))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedIneligible")
          .withArgs(formAddress, own.address);
      }
      await desk.setAddressFrozen(alice, false);
      await expect(permissionedGateway.connect(stranger).releaseHeld(0, aliceToo))
        .to.emit(permissionedGateway, "HeldUnitsReleased")
        .withArgs(0, aliceToo.address, 40);
      expect(await form.balanceOf(aliceToo)).to.equal(40);
      for (const id of [0, 1]) {
        await expect(permissionedGateway.releaseHeld(id, alice))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedHeldUnknown")
          .withArgs(id);
      }
    });

    it("BRIDGE-22: who has no identity yet gets it once its wallet has one", async () => {
      const { permissionedGateway, form, alice, stranger, suite, release } = await load();
      await release(stranger.address, 7n);
      await expect(permissionedGateway.releaseHeld(0, alice))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedIdentityMismatch")
        .withArgs(ZeroAddress, await suite.identities.alice.getAddress());
      await suite.admit(stranger);
      await permissionedGateway.releaseHeld(0, stranger);
      expect(await form.balanceOf(stranger)).to.equal(7);
    });

    it("BRIDGE-22: a wallet that was given to another identity does not take what is held for the first", async () => {
      const { permissionedGateway, alice, agent, registry, suite, desk, release } = await load();
      await desk.setAddressFrozen(alice, true);
      await release(alice.address, 7n);
      await desk.setAddressFrozen(alice, false);
      const [first, other] = [suite.identities.alice, suite.identities.bob];
      await registry.connect(agent).updateIdentity(alice, other);
      await expect(permissionedGateway.releaseHeld(0, alice))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedIdentityMismatch")
        .withArgs(await first.getAddress(), await other.getAddress());
    });

    it("BRIDGE-21, BRIDGE-22: a wallet of another country or beyond a cap is held, by the form's own rules", async () => {
      const { permissionedGateway, form, alice, suite, release } = await load();
      const module = await suite.addModule("MaxBalanceModule", [["setMaxBalance", [50]]]);
      await release(alice.address, 60n);
      expect(await form.balanceOf(alice)).to.equal(0);
      await expect(permissionedGateway.releaseHeld(0, alice)).to.be.revertedWithCustomError(
        permissionedGateway,
        "PermissionedIneligible",
      );
      await suite.setModule(module, module.interface.encodeFunctionData("setMaxBalance", [60] as never));
      await permissionedGateway.releaseHeld(0, alice);
      expect(await form.balanceOf(alice)).to.equal(60);
    });

    it("BRIDGE-24: the cap of L1 holds on L1: what is beyond it waits", async () => {
      const { permissionedGateway, form, alice, bob, desk, suite, release } = await load();
      await suite.addModule("SupplyLimitModule", [["setSupplyLimit", [50]]]);
      await release(alice.address, 50n);
      await release(bob.address, 10n);
      expect(await form.totalSupply()).to.equal(50);
      await expect(permissionedGateway.releaseHeld(0, bob)).to.be.revertedWithCustomError(
        permissionedGateway,
        "PermissionedIneligible",
      );
      await desk.burn(alice, 10);
      await permissionedGateway.releaseHeld(0, bob);
      expect(await form.balanceOf(bob)).to.equal(10);
    });

    it("BRIDGE-18: a form has its limit, and nothing of it is ever owed", async () => {
      const { permissionedGateway, form, slow, alice, release } = await load();
      await permissionedGateway.connect(slow).setTerms(form, { most: 10, finalityClass: bulk });
      await release(alice.address, 15n);
      expect(await form.balanceOf(alice)).to.equal(0);
      await permissionedGateway.payHeld(form, 1);
      expect(await form.balanceOf(alice)).to.equal(10);
      await networkHelpers.time.increase(day);
      await permissionedGateway.payHeld(form, 1);
      expect(await form.balanceOf(alice)).to.equal(15);
      await expect(permissionedGateway.connect(alice).collectOwed(form, alice)).to.be.revertedWithCustomError(
        permissionedGateway,
        "GatewayNothingOwed",
      );
    });
  });

  describe("sendUnits", () => {
    it("BRIDGE-20: destroys the units and tells L2", async () => {
      const { permissionedGateway, form, formAddress, alice, bob, queue, fee, release } = await load();
      await release(alice.address, 40n);
      await form.connect(alice).approve(permissionedGateway, 40);
      await expect(permissionedGateway.connect(alice).sendUnits(form, 30, bob, { value: fee }))
        .to.emit(permissionedGateway, "UnitsSent")
        .withArgs(formAddress, alice.address, bob.address, 30);
      expect(await form.totalSupply()).to.equal(10);
      const [item] = (await queue.queryFilter(queue.filters.ItemQueued())).slice(-1);
      const [message] = AbiCoder.defaultAbiCoder().decode(
        ["tuple(uint32,uint64,address,address,uint64,bytes)"],
        `0x${item!.args.data.slice(10)}`,
      );
      const l2 = (await ethers.getContractFactory("L2PermissionedGateway")).interface;
      const args = [home, alice.address, bob.address, 30n] as const;
      expect((message as unknown[])[5]).to.equal(l2.encodeFunctionData("arriveUnits", args));
    });

    it("BRIDGE-21, attack 47: the form's rules decide who sends: not the frozen, not frozen units, not the ineligible", async () => {
      const { permissionedGateway, form, alice, bob, agent, desk, registry, fee, release } = await load();
      await release(alice.address, 40n);
      await form.connect(alice).approve(permissionedGateway, 40);
      const send = (amount: number) =>
        permissionedGateway.connect(alice).sendUnits(form, amount, bob, { value: fee });
      await desk.freezePartialTokens(alice, 30);
      await expect(send(11)).to.be.revertedWithCustomError(form, "ERC7943InsufficientUnfrozenBalance");
      await desk.unfreezePartialTokens(alice, 30);
      await desk.setAddressFrozen(alice, true);
      await expect(send(1)).to.be.revertedWithCustomError(form, "TokenWalletFrozen");
      await desk.setAddressFrozen(alice, false);
      await registry.connect(agent).deleteIdentity(alice);
      await expect(send(1)).to.be.revertedWithCustomError(form, "ERC7943CannotSend");
    });

    it("BRIDGE-21: refuses unknown forms, nobody, nothing, and units that do not arrive", async () => {
      const { permissionedGateway, gatewayOf, form, alice, bob, stranger, fee } = await load();
      const gateway = permissionedGateway.connect(alice);
      await expect(gateway.sendUnits(stranger, 1, bob))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedFormUnknown")
        .withArgs(stranger.address);
      await expect(gateway.sendUnits(form, 1, ZeroAddress)).to.be.revertedWithCustomError(
        permissionedGateway,
        "GatewayRecipientInvalid",
      );
      await expect(gateway.sendUnits(form, 0, bob)).to.be.revertedWithCustomError(
        permissionedGateway,
        "GatewayAmountZero",
      );
      const costly = await ethers.deployContract("CostlyTokenMock", [false, "Costly", 18]);
      const terms = { most: unlimited, finalityClass: bulk };
      await gatewayOf.pairForm(costly, stranger, ZeroAddress, terms, { value: 10n ** 15n });
      await costly.mint(alice, 100);
      await costly.connect(alice).approve(permissionedGateway, 100);
      await expect(gateway.sendUnits(costly, 100, bob, { value: fee }))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedUnitsMissing")
        .withArgs(100, 99);
    });
  });

  describe("mirrorFreeze", () => {
    it("BRIDGE-23: freezes what is frozen on L2, and ends only freezes of its own", async () => {
      const { permissionedGateway, form, formAddress, alice, bob, desk, claim, unitMessage, messenger } =
        await load();
      const mirror = (wallet: string, isFrozen: boolean, sequence: number) =>
        claim(unitMessage("mirrorFreeze", [formAddress, wallet, isFrozen, sequence]));
      await expect(mirror(alice.address, true, 2))
        .to.emit(permissionedGateway, "FreezeMirrored")
        .withArgs(formAddress, alice.address, true, 2);
      expect(await form.isFrozen(alice)).to.equal(true);
      // An older message, repeated late, thaws nothing.
      await expect(mirror(alice.address, false, 1)).to.emit(messenger, "MessageFailed");
      expect(await form.isFrozen(alice)).to.equal(true);
      await mirror(alice.address, false, 3);
      expect(await form.isFrozen(alice)).to.equal(false);
      await desk.setAddressFrozen(bob, true);
      await mirror(bob.address, false, 4);
      expect(await form.isFrozen(bob)).to.equal(true);
    });

    it("BRIDGE-23: names what is stale", async () => {
      const { timelock, place, policy, operator, alice, suite } = await load();
      const context = await ethers.deployContract("ContextMock");
      const links = { messenger: context, policy, counterpart: predeploys.permissionedGateway };
      const gateway = await ethers.deployContract("L1PermissionedGateway", [
        timelock,
        escapeDelay,
        place,
        links,
        [operator],
      ]);
      const form = suite.token;
      await gateway
        .connect(operator)
        .pairForm(form, home, ZeroAddress, { most: unlimited, finalityClass: bulk });
      await form.addAgent(gateway);
      await context.setContext(predeploys.permissionedGateway, 1, 0);
      const send = (name: "mirrorFreeze" | "distribute", args: unknown[]) =>
        context.send(gateway, gateway.interface.encodeFunctionData(name as "mirrorFreeze", args as never));
      const address = await form.getAddress();
      await send("mirrorFreeze", [address, alice.address, true, 5]);
      await expect(send("mirrorFreeze", [address, alice.address, false, 5]))
        .to.be.revertedWithCustomError(gateway, "PermissionedFreezeStale")
        .withArgs(5, 5);
      const cash = await ethers.deployContract("TestCash");
      await cash.mint(gateway, 9);
      await expect(send("distribute", [address, 1, await cash.getAddress(), 10]))
        .to.be.revertedWithCustomError(gateway, "PermissionedCashMissing")
        .withArgs(await cash.getAddress(), 10, 9);
    });
  });

  describe("distributions", () => {
    it("BRIDGE-25: cash that came is claimed by those who held the form at the record date", async () => {
      const world = await load();
      const { permissionedGateway, form, formAddress, gateway, cash, alice, bob, desk, stranger } = world;
      const { release, claim, unitMessage, fund, tokenGateway, tokenWithdrawal, people } = world;
      await release(alice.address, 60n);
      await release(bob.address, 30n);
      const recordDate = (await networkHelpers.time.latest()) + 100;
      await claim(unitMessage("mirrorRecordDate", [formAddress, recordDate]));
      expect(await form.isRecordDate(recordDate)).to.equal(true);
      await networkHelpers.time.increase(200);
      await form.connect(bob).transfer(alice, 30);

      // The declaration comes before the cash, fails, and is repeated.
      const cashAddress = await cash.getAddress();
      const declaration = unitMessage("distribute", [formAddress, recordDate, cashAddress, 900]);
      await expect(claim(declaration)).to.emit(world.messenger, "MessageFailed");
      await fund(people[9]!, 900n);
      const fee = await tokenGateway.depositFee();
      await tokenGateway.connect(people[9]).depositToken(cash, 900, stranger, { value: fee });
      await claim(tokenWithdrawal(cashAddress, gateway, 900n));
      await expect(world.messenger.repeatMessage(declaration))
        .to.emit(permissionedGateway, "DistributionBridged")
        .withArgs(0, [formAddress, recordDate, cashAddress, 900]);
      expect(await permissionedGateway.distributionOf(0)).to.deep.equal([
        formAddress,
        recordDate,
        cashAddress,
        900n,
      ]);

      await expect(permissionedGateway.connect(stranger).claimDistribution(0, alice))
        .to.emit(permissionedGateway, "DistributionPaid")
        .withArgs(0, alice.address, 600);
      await desk.setAddressFrozen(bob, true);
      await expect(permissionedGateway.claimDistribution(0, bob))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedIneligible")
        .withArgs(formAddress, bob.address);
      await desk.setAddressFrozen(bob, false);
      await permissionedGateway.claimDistribution(0, bob);
      expect([await cash.balanceOf(alice), await cash.balanceOf(bob)]).to.deep.equal([600n, 300n]);
      for (const holder of [alice, stranger]) {
        await expect(permissionedGateway.claimDistribution(0, holder))
          .to.be.revertedWithCustomError(permissionedGateway, "PermissionedNothingDue")
          .withArgs(0, holder.address);
      }
      await expect(permissionedGateway.claimDistribution(1, alice))
        .to.be.revertedWithCustomError(permissionedGateway, "PermissionedDistributionUnknown")
        .withArgs(1);
    });

    it("BRIDGE-25: of a record date that L1 never had count the balances when the cash came", async () => {
      const { permissionedGateway, formAddress, cash, gateway, alice, release, claim, unitMessage } =
        await load();
      await release(alice.address, 60n);
      await cash.mint(gateway, 50);
      await claim(unitMessage("distribute", [formAddress, 12_345, await cash.getAddress(), 50]));
      // The same cash is not declared twice.
      const again = unitMessage("distribute", [formAddress, 12_345, await cash.getAddress(), 1]);
      await claim(again);
      await networkHelpers.time.increase(10);
      await permissionedGateway.claimDistribution(0, alice);
      expect(await cash.balanceOf(alice)).to.equal(50);
      await expect(permissionedGateway.claimDistribution(1, alice)).to.be.revertedWithCustomError(
        permissionedGateway,
        "PermissionedDistributionUnknown",
      );
    });
  });
});
