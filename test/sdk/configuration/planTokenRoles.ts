import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  TOKEN_GRANTS,
  TOKEN_ROLES,
  applyTokenRoles,
  planTokenRoles,
  tokenRoleId,
  type TokenPart,
  type TokenRoleName,
} from "@muniment/sdk";
import { expect } from "chai";
import { id, type BaseContract } from "ethers";
import { network } from "hardhat";

import { rejected } from "../../helpers/rejected.js";
import { COUNTRY, tokenSuite, UNRESTRICTED } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers, networkHelpers } = connection;

const DAYS = 172_800;
const ZERO = ethers.ZeroAddress;
const GROUNDS = { caseReference: id("case"), reasonHash: id("reason") };
/** What holders, spenders and everybody may call, and what only the compliance's or registry's partners may. */
const OPEN_TO_ALL = new Set([
  ...[
    "transfer",
    "transferFrom",
    "batchTransfer",
    "approve",
    "permit",
    "increaseAllowance",
    "decreaseAllowance",
  ],
  ...[
    "transferWithAuthorization",
    "receiveWithAuthorization",
    "cancelAuthorization",
    "acceptOwnership",
    "init",
  ],
  ...[
    "disableDefaultAllowance",
    "enableDefaultAllowance",
    "rulesChanged",
    "subscribe",
    "walletChanged",
    "transferred",
    "created",
    "destroyed",
  ],
  ...["enforce", "settle"],
]);

/** A suite owned by an access manager, with a member of each role; Alice holds 100 units, 20 of them frozen. */
describe("planTokenRoles", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, registry, compliance, agent, alice, bob, owner } = suite;
    const manager = await ethers.deployContract("AccessManager", [owner]);
    const gate = await suite.addModule("LifecycleGateModule");
    await compliance.removeModule(gate);
    const country = await suite.addModule("CountryAllowModule", [["addAllowedCountry", [COUNTRY]]]);
    const next = await ethers.deployContract("ModularCompliance");
    await next.init();
    await next.transferOwnership(manager);
    await token.connect(agent).batchMint([alice, bob], [100n, 50n]);
    await token.connect(agent).freezePartialTokens(alice, 20n);
    for (const owned of [token, registry, compliance]) await owned.transferOwnership(manager);
    const signers = (await ethers.getSigners()).slice(8);
    const people = Object.fromEntries(TOKEN_ROLES.map((role, index) => [role, signers[index]!])) as Record<
      TokenRoleName,
      HardhatEthersSigner
    >;
    const members = Object.fromEntries(TOKEN_ROLES.map((role) => [role, [people[role].address]]));
    const parameters = { manager: manager.target as string, token: token.target as string, members };
    return { ...suite, manager, gate, country, next, people, members, parameters };
  };
  const appliedFixture = async () => {
    const world = await fixture();
    const calls = await applyTokenRoles(world.owner, world.parameters);
    return { ...world, calls };
  };
  const load = () => networkHelpers.loadFixture(fixture);
  const loadApplied = () => networkHelpers.loadFixture(appliedFixture);
  type World = Awaited<ReturnType<typeof appliedFixture>>;

  /** Arguments with which each function of agents and owners succeeds. */
  const argumentsOf = (
    world: World,
  ): Record<Exclude<TokenPart, "desk">, Record<string, readonly unknown[]>> => {
    const { alice, aliceToo, bob, carol, stranger, agent, identities, registry, country, gate, next } = world;
    const freeCountry = country.interface.encodeFunctionData("addAllowedCountry", [36]);
    const date = Math.floor(Date.now() / 1000) + 300 * 86_400;
    return {
      token: {
        mint: [bob, 1n],
        batchMint: [
          [bob, carol],
          [1n, 1n],
        ],
        burn: [alice, 1n],
        batchBurn: [[alice], [1n]],
        scheduleRecordDate: [date],
        setAddressFrozen: [alice, true],
        batchSetAddressFrozen: [[alice], [true]],
        freezePartialTokens: [alice, 1n],
        batchFreezePartialTokens: [[alice], [1n]],
        unfreezePartialTokens: [alice, 1n],
        batchUnfreezePartialTokens: [[alice], [1n]],
        setFrozenTokens: [alice, 5n],
        forcedTransfer: [alice, bob, 1n],
        batchForcedTransfer: [[alice], [bob], [1n]],
        recoveryAddress: [alice, aliceToo, identities.alice],
        pause: [],
        unpause: [],
        setCompliance: [next],
        setIdentityRegistry: [registry],
        setVerificationCache: [ZERO, 0],
        setAgentRestrictions: [agent, UNRESTRICTED],
        setRecordDatesDisabled: [agent, true],
        setSpenderCheck: [true],
        setAllowanceForAll: [true, [bob]],
        setDocument: [id("prospectus"), "ipfs://x", id("text")],
        removeDocument: [id("prospectus")],
        setName: ["N"],
        setSymbol: ["S"],
        setOnchainID: [ZERO],
        addAgent: [stranger],
        removeAgent: [agent],
        transferOwnership: [stranger],
        renounceOwnership: [],
      },
      registry: {
        registerIdentity: [stranger, identities.bob, COUNTRY],
        batchRegisterIdentity: [[stranger], [identities.bob], [COUNTRY]],
        updateIdentity: [bob, identities.carol],
        updateCountry: [bob, 36],
        deleteIdentity: [bob],
        addAgent: [stranger],
        removeAgent: [agent],
        setIdentityRegistryStorage: [world.storage],
        setClaimTopicsRegistry: [world.topics],
        setTrustedIssuersRegistry: [world.issuers],
        setWalletListener: [stranger, true],
        disableEligibilityChecks: [],
        enableEligibilityChecks: [],
        setVerificationEpoch: [stranger],
        transferOwnership: [stranger],
        renounceOwnership: [],
      },
      compliance: {
        addModule: [gate],
        removeModule: [country],
        addAndSetModule: [gate, []],
        callModuleFunction: [freeCountry, country],
        bindToken: [world.token],
        unbindToken: [world.token],
        transferOwnership: [stranger],
        renounceOwnership: [],
      },
    };
  };
  const at = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(at)
      : ((value as { target?: string; address?: string } | null)?.target ??
        (value as { address?: string } | null)?.address ??
        value);
  const encode = (contract: BaseContract, method: string, args: readonly unknown[]) =>
    contract.interface.encodeFunctionData(method, args.map(at));

  it("TOKEN-103: the table knows every function of agents and owners", async () => {
    const world = await loadApplied();
    const known = argumentsOf(world);
    for (const part of ["token", "registry", "compliance"] as const) {
      const functions = new Set<string>();
      world[part].interface.forEachFunction(({ name, stateMutability }) => {
        if (stateMutability === "nonpayable" && !OPEN_TO_ALL.has(name)) functions.add(name);
      });
      expect(Object.keys(known[part]), part).to.have.members([...functions]);
    }
    for (const { part, method } of TOKEN_GRANTS) {
      if (part !== "desk") expect(known[part], method).to.have.property(method);
    }
  });

  it("TOKEN-103, TOKEN-104: each role does its own functions through the manager, and nothing else", async () => {
    const world = await loadApplied();
    const { manager, token, people, agent } = world;
    let allowed = 0;
    for (const [part, functions] of Object.entries(argumentsOf(world)) as [
      TokenPart,
      Record<string, unknown[]>,
    ][]) {
      const target = world[part as "token"];
      for (const [method, args] of Object.entries(functions)) {
        const data = encode(target, method, args);
        const owner = TOKEN_GRANTS.find((grant) => grant.part === part && grant.method === method)?.role;
        for (const role of TOKEN_ROLES) {
          const label = `${role} ${part}.${method}`;
          const call = manager.connect(people[role]).execute.staticCall(target, data);
          if (role !== owner) {
            await expect(call, label)
              .to.be.revertedWithCustomError(manager, "AccessManagerUnauthorizedCall")
              .withArgs(people[role].address, target.target, data.slice(0, 10));
          } else if (role === "complianceOfficer") {
            await expect(call, label).to.be.revertedWithCustomError(manager, "AccessManagerNotScheduled");
          } else if (method === "unpause") {
            await expect(call, label).to.be.revertedWithCustomError(token, "TokenNotPaused");
          } else if (method === "removeDocument") {
            await expect(call, label).to.be.revertedWithCustomError(token, "TokenDocumentUnknown");
          } else {
            await call;
          }
          if (role === owner) allowed++;
        }
      }
    }
    expect(allowed).to.equal(TOKEN_GRANTS.filter(({ part }) => part !== "desk").length);
    // The facade stands: an appointed agent still acts directly, a member of a role does not.
    await token.connect(agent).pause();
    await expect(token.connect(people.pauser).unpause())
      .to.be.revertedWithCustomError(token, "AgentRequired")
      .withArgs(people.pauser.address);
    await manager.connect(people.pauser).execute(token, encode(token, "unpause", []));
    expect(await token.paused()).to.equal(false);
  });

  it("TOKEN-105: what replaces rules waits, and can be cancelled meanwhile", async () => {
    const world = await loadApplied();
    const { manager, people, owner } = world;
    const officer = manager.connect(people.complianceOfficer);
    const delayed = TOKEN_GRANTS.filter(({ role }) => role === "complianceOfficer");
    expect(delayed.map(({ method }) => method)).to.include.members([
      "setCompliance",
      "setIdentityRegistry",
      "setVerificationCache",
      "setAgentRestrictions",
    ]);
    const snapshot = await networkHelpers.takeSnapshot();
    for (const { part, method } of delayed) {
      await snapshot.restore();
      const target = world[part as "token"];
      const data = encode(target, method, argumentsOf(world)[part as "token"][method]!);
      await officer.schedule(target, data, 0);
      await networkHelpers.time.increase(DAYS - 10);
      await expect(officer.execute(target, data), method).to.be.revertedWithCustomError(
        manager,
        "AccessManagerNotReady",
      );
      await networkHelpers.time.increase(10);
      await expect(officer.execute(target, data), method).to.emit(manager, "OperationExecuted");
    }
    await snapshot.restore();
    const data = encode(world.token, "setCompliance", [world.next]);
    await officer.schedule(world.token, data, 0);
    await manager.connect(owner).cancel(people.complianceOfficer, world.token, data);
    await networkHelpers.time.increase(DAYS);
    await expect(officer.execute(world.token, data)).to.be.revertedWithCustomError(
      manager,
      "AccessManagerNotScheduled",
    );
  });

  it("TOKEN-106: with a desk, forced actions are done there only, and the manager keeps minting", async () => {
    const { owner, manager, token, people, parameters, alice, bob } = await load();
    const desk = await ethers.deployContract("ForcedActions");
    const delays = { forcedTransfer: 3600, complianceOfficer: 86_400 };
    await applyTokenRoles(owner, { ...parameters, desk: desk.target as string, delays });
    const grounds = GROUNDS;
    const move = { from: alice.address, to: bob.address, amount: 5n };
    const data = desk.interface.encodeFunctionData("forcedTransfer", [token.target, move, grounds]);
    const officer = people.forcedTransfer;
    await manager.connect(officer).schedule(desk, data, 0);
    await networkHelpers.time.increase(3600);
    await expect(desk.connect(officer).forcedTransfer(token, move, grounds)).to.emit(
      desk,
      "ForcedActionTaken",
    );
    await desk.connect(people.freezer).freezeWallet(token, bob, grounds);
    await desk.connect(people.freezer).unfreezeWallet(token, bob, grounds);
    await desk.connect(people.transferAgent).burn(token, alice, 1n, grounds);
    await desk.connect(people.pauser).pause(token, grounds);
    await expect(desk.connect(people.issuer).unpause(token, grounds)).to.be.revertedWithCustomError(
      desk,
      "ForcedActionsUnauthorized",
    );
    for (const [person, method, args] of [
      [people.freezer, "setAddressFrozen", [bob, true]],
      [people.transferAgent, "burn", [alice, 1n]],
      [people.pauser, "unpause", []],
    ] as const) {
      const call = encode(token, method, args);
      await expect(manager.connect(person).execute(token, call))
        .to.be.revertedWithCustomError(token, "TokenActionRestricted")
        .withArgs(manager.target, call.slice(0, 10));
    }
    await manager.connect(people.issuer).execute(token, encode(token, "mint", [bob, 1n]));
    expect(await token.balanceOf(bob)).to.equal(56n);
    expect(
      await planTokenRoles({ ...parameters, desk: desk.target as string, delays, runner: owner }),
    ).to.deep.equal([]);
  });

  it("TOKEN-104: the plan names its calls, resumes, and is empty when all is in place", async () => {
    const { owner, parameters, calls, members, people, manager } = await loadApplied();
    expect(calls.map(({ label }) => label)).to.deep.equal([
      "RwaToken.addAgent",
      "IdentityRegistry.addAgent",
      ...TOKEN_ROLES.map(() => "AccessManager.grantRole"),
      ...Array.from({ length: 10 }, () => "AccessManager.setTargetFunctionRole"),
    ]);
    expect(await planTokenRoles({ ...parameters, runner: owner })).to.deep.equal([]);
    await manager.revokeRole(tokenRoleId("pauser"), people.pauser);
    const [missing, ...rest] = await planTokenRoles({ ...parameters, runner: owner });
    expect(rest).to.deep.equal([]);
    expect(missing?.data).to.equal(
      manager.interface.encodeFunctionData("grantRole", [tokenRoleId("pauser"), members.pauser![0]!, 0]),
    );
    expect(tokenRoleId("issuer", 500n)).to.equal(500n);
    const other = await planTokenRoles({ ...parameters, firstRole: 500n, runner: owner });
    expect(other.filter(({ label }) => label === "AccessManager.setTargetFunctionRole")).to.have.length(10);
  });

  it("TOKEN-105: refuses a suite of another owner and a delay that is none", async () => {
    const { owner, parameters, stranger, registry } = await load();
    const foreign = await rejected(applyTokenRoles(owner, { ...parameters, manager: stranger.address }));
    expect(foreign.code).to.equal("ARGUMENT_INVALID");
    expect(foreign.context).to.deep.include({ option: "manager", value: stranger.address });
    const hasty = await rejected(
      applyTokenRoles(owner, { ...parameters, delays: { complianceOfficer: 60 } }),
    );
    expect(hasty.code).to.equal("ARGUMENT_INVALID");
    expect(hasty.context).to.deep.include({ option: "delays.complianceOfficer", value: 60 });
    const refused = await rejected(applyTokenRoles(stranger, parameters));
    expect(refused.code).to.equal("POLICY_REFUSED");
    expect(await registry.isAgent(parameters.manager)).to.equal(false);
  });
});
