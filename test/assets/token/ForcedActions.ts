import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";

import { tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAY = 86_400;
const FORCER = 1n;
const FREEZER = 2n;
const KIND = {
  transfer: 0n,
  burn: 1n,
  freezeWallet: 2n,
  unfreezeWallet: 3n,
  freezeUnits: 4n,
  unfreezeUnits: 5n,
  setFrozenUnits: 6n,
  recovery: 7n,
  pause: 8n,
  unpause: 9n,
};
const CASE = ethers.id("HCMP 1234/2026");
const OTHER_CASE = ethers.id("HCMP 1235/2026");
const GROUNDS = { caseReference: CASE, reasonHash: ethers.id("judgment") };
const ZERO = ethers.ZeroAddress;
const ENTRY = "tuple(address,uint48,uint48,uint8,address,address,address,uint256,bytes32,bytes32)";
const coder = ethers.AbiCoder.defaultAbiCoder();

/** Token and manager on the one side, the desk as the token's agent on the other; Alice holds 100 units. */
describe("ForcedActions", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, agent, owner, alice } = suite;
    const desk = await ethers.deployContract("ForcedActions");
    const manager = await ethers.deployContract("AccessManager", [owner]);
    const [officer, freezer] = (await ethers.getSigners()).slice(10) as [
      HardhatEthersSigner,
      HardhatEthersSigner,
    ];
    await token.connect(agent).mint(alice, 100n);
    await token.addAgent(desk);
    await token.transferOwnership(manager);
    const selectorsOf = (contract: typeof token | typeof desk, names: readonly string[]) =>
      names.map((name) => contract.interface.getFunction(name as "pause").selector);
    const forcing = ["forcedTransfer", "burn", "recoveryAddress", "pause", "unpause"];
    const freezing = ["setAddressFrozen", "freezePartialTokens", "unfreezePartialTokens", "setFrozenTokens"];
    const deskForcing = ["forcedTransfer", "burn", "recover", "pause", "unpause"];
    const deskFreezing = ["freezeWallet", "unfreezeWallet", "freezeUnits", "unfreezeUnits", "setFrozenUnits"];
    await manager.setTargetFunctionRole(token, selectorsOf(token, forcing), FORCER);
    await manager.setTargetFunctionRole(token, selectorsOf(token, freezing), FREEZER);
    await manager.setTargetFunctionRole(desk, selectorsOf(desk, deskForcing), FORCER);
    await manager.setTargetFunctionRole(desk, selectorsOf(desk, deskFreezing), FREEZER);
    await manager.grantRole(FORCER, officer, 0);
    await manager.grantRole(FREEZER, freezer, 0);
    const asOfficer = desk.connect(officer);
    const asFreezer = desk.connect(freezer);
    const genesis = ethers.keccak256(
      coder.encode(
        ["uint256", "address", "address"],
        [(await ethers.provider.getNetwork()).chainId, desk.target, token.target],
      ),
    );
    return { ...suite, desk, manager, officer, freezer, asOfficer, asFreezer, genesis };
  };
  const load = () => networkHelpers.loadFixture(fixture);
  type World = Awaited<ReturnType<typeof fixture>>;

  /** Every action, as the one who may: what it does on the token, and the entry it writes. */
  const actions = ({ token, asOfficer, asFreezer, identities, alice, aliceToo, bob }: World) => {
    const move = { from: alice.address, to: bob.address, amount: 7n };
    const lost = { lost: alice.address, successor: aliceToo.address, investor: identities.alice.target };
    // prettier-ignore
    return [
      { kind: KIND.transfer, wallet: alice, counterparty: bob.address, amount: 7n,
        act: () => asOfficer.forcedTransfer(token, move, GROUNDS),
        done: async () => expect(await token.balanceOf(bob)).to.equal(7n) },
      { kind: KIND.burn, wallet: alice, counterparty: ZERO, amount: 3n,
        act: () => asOfficer.burn(token, alice, 3n, GROUNDS),
        done: async () => expect(await token.balanceOf(alice)).to.equal(90n) },
      { kind: KIND.freezeWallet, wallet: bob, counterparty: ZERO, amount: 0n,
        act: () => asFreezer.freezeWallet(token, bob, GROUNDS),
        done: async () => expect(await token.isFrozen(bob)).to.equal(true) },
      { kind: KIND.unfreezeWallet, wallet: bob, counterparty: ZERO, amount: 0n,
        act: () => asFreezer.unfreezeWallet(token, bob, GROUNDS),
        done: async () => expect(await token.isFrozen(bob)).to.equal(false) },
      { kind: KIND.freezeUnits, wallet: alice, counterparty: ZERO, amount: 20n,
        act: () => asFreezer.freezeUnits(token, alice, 20n, GROUNDS),
        done: async () => expect(await token.getFrozenTokens(alice)).to.equal(20n) },
      { kind: KIND.unfreezeUnits, wallet: alice, counterparty: ZERO, amount: 5n,
        act: () => asFreezer.unfreezeUnits(token, alice, 5n, GROUNDS),
        done: async () => expect(await token.getFrozenTokens(alice)).to.equal(15n) },
      { kind: KIND.setFrozenUnits, wallet: alice, counterparty: ZERO, amount: 500n,
        act: () => asFreezer.setFrozenUnits(token, alice, 500n, GROUNDS),
        done: async () => expect(await token.getFrozenTokens(alice)).to.equal(500n) },
      { kind: KIND.pause, wallet: undefined, counterparty: ZERO, amount: 0n,
        act: () => asOfficer.pause(token, GROUNDS),
        done: async () => expect(await token.paused()).to.equal(true) },
      { kind: KIND.unpause, wallet: undefined, counterparty: ZERO, amount: 0n,
        act: () => asOfficer.unpause(token, GROUNDS),
        done: async () => expect(await token.paused()).to.equal(false) },
      { kind: KIND.recovery, wallet: alice, counterparty: aliceToo.address, amount: 90n,
        act: () => asOfficer.recover(token, lost, GROUNDS),
        done: async () => expect(await token.balanceOf(aliceToo)).to.equal(90n) },
    ];
  };

  it("TOKEN-96, TOKEN-98: does every action, and writes down what, when, by whom and why", async () => {
    const world = await load();
    const { desk, token, officer, freezer, genesis } = world;
    const officers = new Set([KIND.transfer, KIND.burn, KIND.recovery, KIND.pause, KIND.unpause]);
    let head = genesis;
    expect(await desk.headOf(token)).to.equal(genesis);
    for (const [sequence, { kind, wallet, counterparty, amount, act, done }] of actions(world).entries()) {
      const actor = officers.has(kind) ? officer.address : freezer.address;
      const call = await act();
      const { timestamp } = (await call.getBlock())!;
      const entry = [
        token.target,
        BigInt(sequence),
        BigInt(timestamp),
        kind,
        wallet?.address ?? ZERO,
        counterparty,
        actor,
        amount,
        CASE,
        GROUNDS.reasonHash,
      ];
      head = ethers.keccak256(coder.encode(["bytes32", ENTRY], [head, entry]));
      await expect(call).to.emit(desk, "ForcedActionTaken").withArgs(token.target, CASE, actor, entry, head);
      expect(await desk.entryAt(token, sequence)).to.deep.equal([entry, head]);
      expect(await desk.headOf(token)).to.equal(head);
      await done();
    }
    expect(await desk.entryCount(token)).to.equal(10n);
  });

  it("TOKEN-96: nothing without a case reference", async () => {
    const { asOfficer, desk, token } = await load();
    const none = { ...GROUNDS, caseReference: ethers.ZeroHash };
    await expect(asOfficer.pause(token, none)).to.be.revertedWithCustomError(
      desk,
      "ForcedActionsCaseMissing",
    );
    await asOfficer.pause(token, { ...GROUNDS, reasonHash: ethers.ZeroHash });
  });

  it("TOKEN-98: finds the entries of a case, and knows no others", async () => {
    const { asOfficer, asFreezer, desk, token, alice } = await load();
    await asOfficer.pause(token, GROUNDS);
    await asFreezer.freezeWallet(token, alice, { ...GROUNDS, caseReference: OTHER_CASE });
    await asOfficer.unpause(token, GROUNDS);
    expect(await desk.sequencesOf(token, CASE)).to.deep.equal([0n, 2n]);
    expect(await desk.sequencesOf(token, OTHER_CASE)).to.deep.equal([1n]);
    expect(await desk.sequencesOf(token, ethers.id("none"))).to.deep.equal([]);
    await expect(desk.entryAt(token, 3n))
      .to.be.revertedWithCustomError(desk, "ForcedActionsEntryUnknown")
      .withArgs(token.target, 3n);
  });

  it("TOKEN-98: an action the token refuses is not in the log", async () => {
    const { asOfficer, desk, token, genesis, alice, bob } = await load();
    await expect(
      asOfficer.forcedTransfer(token, { from: alice.address, to: bob.address, amount: 101n }, GROUNDS),
    ).to.be.revertedWithCustomError(token, "ERC20InsufficientBalance");
    expect(await desk.entryCount(token)).to.equal(0n);
    expect(await desk.headOf(token)).to.equal(genesis);
  });

  it("TOKEN-97: a role does its own actions and no others", async () => {
    const world = await load();
    const { desk, manager, token, officer, freezer, stranger, agent, owner } = world;
    const { interface: abi } = token;
    for (const actor of [stranger, agent, freezer]) {
      await expect(desk.connect(actor).pause(token, GROUNDS))
        .to.be.revertedWithCustomError(desk, "ForcedActionsUnauthorized")
        .withArgs(actor.address, token.target, abi.getFunction("pause").selector);
    }
    await expect(desk.connect(officer).freezeWallet(token, stranger, GROUNDS))
      .to.be.revertedWithCustomError(desk, "ForcedActionsUnauthorized")
      .withArgs(officer.address, token.target, abi.getFunction("setAddressFrozen").selector);
    // The desk's function alone, or the token's alone, is not enough.
    for (const target of [token, desk]) {
      const { selector } = target.interface.getFunction("pause");
      await manager.setTargetFunctionRole(target, [selector], FREEZER);
      for (const actor of [officer, freezer]) {
        await expect(desk.connect(actor).pause(token, GROUNDS)).to.be.revertedWithCustomError(
          desk,
          "ForcedActionsUnauthorized",
        );
      }
      await manager.setTargetFunctionRole(target, [selector], FORCER);
    }
    await manager.setTargetClosed(token, true);
    await expect(desk.connect(officer).pause(token, GROUNDS)).to.be.revertedWithCustomError(
      desk,
      "ForcedActionsUnauthorized",
    );
    expect(await token.owner()).to.equal(manager.target);
    expect((await manager.hasRole(0n, owner)).isMember).to.equal(true);
  });

  it("TOKEN-97: each token's own manager decides, and each token has its own log", async () => {
    const { desk, asOfficer, token, registry, officer, stranger } = await load();
    const deploy = async (holder: HardhatEthersSigner) => {
      const compliance = await ethers.deployContract("ModularCompliance");
      await compliance.init();
      const other = await ethers.deployContract("RwaToken");
      await other.init(registry, compliance, "Other", "OTHR", 0, ZERO);
      await other.addAgent(desk);
      const manager = await ethers.deployContract("AccessManager", [holder]);
      await other.transferOwnership(manager);
      return { other, manager };
    };
    const { other, manager } = await deploy(stranger);
    await expect(asOfficer.unpause(other, GROUNDS))
      .to.be.revertedWithCustomError(desk, "ForcedActionsUnauthorized")
      .withArgs(officer.address, other.target, other.interface.getFunction("unpause").selector);
    // The administrator of the other manager may do what no role was given for.
    await desk.connect(stranger).unpause(other, GROUNDS);
    await expect(desk.connect(stranger).pause(token, GROUNDS)).to.be.revertedWithCustomError(
      desk,
      "ForcedActionsUnauthorized",
    );
    expect(await desk.entryCount(other)).to.equal(1n);
    expect(await desk.entryCount(token)).to.equal(0n);
    expect(await other.owner()).to.equal(manager.target);
  });

  it("TOKEN-97: where no AccessManager owns the token, nobody acts through the desk", async () => {
    const { desk, registry, owner } = await load();
    const compliance = await ethers.deployContract("ModularCompliance");
    await compliance.init();
    const own = await ethers.deployContract("RwaToken");
    await own.init(registry, compliance, "Own", "OWN", 0, ZERO);
    await own.addAgent(desk);
    await expect(desk.unpause(own, GROUNDS))
      .to.be.revertedWithCustomError(desk, "ForcedActionsUnauthorized")
      .withArgs(owner.address, own.target, own.interface.getFunction("unpause").selector);
  });

  describe("with an execution delay", () => {
    const delayedFixture = async () => {
      const world = await fixture();
      await world.manager.revokeRole(FORCER, world.officer);
      await world.manager.grantRole(FORCER, world.officer, DAY);
      const { desk, token, alice, bob } = world;
      const move = { from: alice.address, to: bob.address, amount: 7n };
      const data = desk.interface.encodeFunctionData("forcedTransfer", [token.target, move, GROUNDS]);
      const force = () => world.asOfficer.forcedTransfer(token, move, GROUNDS);
      const schedule = () => world.manager.connect(world.officer).schedule(desk, data, 0);
      return { ...world, move, data, force, schedule };
    };
    const loadDelayed = () => networkHelpers.loadFixture(delayedFixture);

    it("TOKEN-99: the actor schedules the desk's call, waits, and makes it, once", async () => {
      const { desk, manager, token, officer, data, force, schedule, bob } = await loadDelayed();
      const operation = await manager.hashOperation(officer, desk, data);
      await expect(force())
        .to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled")
        .withArgs(operation);
      await schedule();
      await expect(force())
        .to.be.revertedWithCustomError(manager, "AccessManagerNotReady")
        .withArgs(operation);
      await networkHelpers.time.increase(DAY);
      const call = force();
      await expect(call).to.emit(manager, "OperationExecuted").withArgs(operation, 1n);
      await expect(call).to.emit(desk, "ForcedActionTaken");
      expect(await token.balanceOf(bob)).to.equal(7n);
      expect((await desk.entryAt(token, 0n)).entry.actor).to.equal(officer.address);
      await expect(force())
        .to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled")
        .withArgs(operation);
      expect(await desk.isConsumingScheduledOp()).to.equal("0x00000000");
    });

    it("TOKEN-99: what was scheduled is the action with its case, and nothing else", async () => {
      const { manager, token, asOfficer, move, schedule } = await loadDelayed();
      await schedule();
      await networkHelpers.time.increase(DAY);
      for (const [changed, grounds] of [
        [{ ...move, amount: 8n }, GROUNDS],
        [move, { ...GROUNDS, caseReference: OTHER_CASE }],
        [move, { ...GROUNDS, reasonHash: ethers.ZeroHash }],
      ] as const) {
        await expect(asOfficer.forcedTransfer(token, changed, grounds)).to.be.revertedWithCustomError(
          manager,
          "AccessManagerNotScheduled",
        );
      }
    });

    it("TOKEN-99: it can be cancelled until then", async () => {
      const { manager, desk, officer, owner, data, force, schedule } = await loadDelayed();
      await schedule();
      await manager.connect(owner).cancel(officer, desk, data);
      await networkHelpers.time.increase(DAY);
      await expect(force()).to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled");
    });

    it("TOKEN-99: it cannot be run by the manager, which would hide the actor", async () => {
      const { manager, desk, token, officer, data, schedule } = await loadDelayed();
      await schedule();
      await networkHelpers.time.increase(DAY);
      await expect(manager.connect(officer).execute(desk, data))
        .to.be.revertedWithCustomError(desk, "ForcedActionsUnauthorized")
        .withArgs(manager.target, token.target, token.interface.getFunction("forcedTransfer").selector);
    });

    it("TOKEN-99: a desk that the manager delays less than the token is no way around", async () => {
      const { manager, desk, officer, force } = await loadDelayed();
      const QUICK = 3n;
      await manager.grantRole(QUICK, officer, 60);
      await manager.setTargetFunctionRole(
        desk,
        [desk.interface.getFunction("forcedTransfer").selector],
        QUICK,
      );
      await expect(force())
        .to.be.revertedWithCustomError(desk, "ForcedActionsDelayTooShort")
        .withArgs(DAY, 60);
      await manager.grantRole(QUICK, officer, 0);
      // A shorter delay sets in when the longer one is over.
      await networkHelpers.time.increase(60);
      await expect(force())
        .to.be.revertedWithCustomError(desk, "ForcedActionsDelayTooShort")
        .withArgs(DAY, 0);
    });
  });

  it("TOKEN-100: a token that refuses by its answer, or calls back, gets no entry", async () => {
    const { desk, manager, owner, alice, bob } = await load();
    const token = await ethers.deployContract("RefusingToken", [manager]);
    const move = { from: alice.address, to: bob.address, amount: 1n };
    const lost = { lost: alice.address, successor: bob.address, investor: ZERO };
    const administrator = desk.connect(owner);
    const role = 0n;
    const selectors = ["forcedTransfer", "recover", "pause", "setFrozenUnits"].map(
      (name) => desk.interface.getFunction(name as "pause").selector,
    );
    await manager.setTargetFunctionRole(desk, selectors, role);
    for (const [call, action] of [
      [() => administrator.forcedTransfer(token, move, GROUNDS), "forcedTransfer"],
      [() => administrator.setFrozenUnits(token, alice, 1n, GROUNDS), "setFrozenTokens"],
      [() => administrator.recover(token, lost, GROUNDS), "recoveryAddress"],
    ] as const) {
      await expect(call())
        .to.be.revertedWithCustomError(desk, "ForcedActionsFailed")
        .withArgs(token.target, token.interface.getFunction(action).selector);
    }
    await token.callBack();
    await expect(administrator.forcedTransfer(token, move, GROUNDS)).to.be.revertedWithCustomError(
      desk,
      "ReentrancyGuardReentrantCall",
    );
    expect(await desk.entryCount(token)).to.equal(0n);
  });
});
