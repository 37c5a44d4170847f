import { expect } from "chai";
import { network } from "hardhat";

import { UNRESTRICTED, tokenSuite } from "../../helpers/tokenSuite.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { networkHelpers } = connection;

describe("TokenAgents", () => {
  const fixture = async () => {
    const suite = await tokenSuite(connection);
    const { token, agent, alice, aliceToo, bob, identities } = suite;
    await token.connect(agent).mint(alice, 1_000n);
    /** Every function of an agent, under the restriction that takes it away; recovery, which changes most, last. */
    const actions = (caller: typeof token) =>
      ({
        disableMint: [() => caller.mint(alice, 1n), () => caller.batchMint([alice], [1n])],
        disableBurn: [() => caller.burn(alice, 1n), () => caller.batchBurn([alice], [1n])],
        disablePartialFreeze: [
          () => caller.freezePartialTokens(alice, 1n),
          () => caller.batchFreezePartialTokens([alice], [1n]),
          () => caller.unfreezePartialTokens(alice, 1n),
          () => caller.batchUnfreezePartialTokens([alice], [1n]),
          () => caller.setFrozenTokens(alice, 0n),
        ],
        disableAddressFreeze: [
          () => caller.setAddressFrozen(bob, true),
          () => caller.batchSetAddressFrozen([bob], [false]),
        ],
        disableForceTransfer: [
          () => caller.forcedTransfer(alice, bob, 1n),
          () => caller.batchForcedTransfer([alice], [bob], [1n]),
        ],
        disablePause: [() => caller.pause(), () => caller.unpause()],
        disableRecovery: [() => caller.recoveryAddress(alice, aliceToo, identities.alice)],
      }) as const;
    return { ...suite, actions };
  };
  type Restriction = keyof typeof UNRESTRICTED;
  const RESTRICTIONS = Object.keys(UNRESTRICTED) as Restriction[];

  it("TOKEN-4: the owner appoints and removes agents, and no one else does", async () => {
    const { token, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(token.addAgent(stranger)).to.emit(token, "AgentAdded").withArgs(stranger.address);
    expect(await token.isAgent(stranger)).to.equal(true);
    await expect(token.removeAgent(stranger)).to.emit(token, "AgentRemoved").withArgs(stranger.address);
    for (const call of [
      () => token.connect(stranger).addAgent(stranger),
      () => token.connect(stranger).removeAgent(stranger),
      () => token.connect(stranger).setAgentRestrictions(stranger, UNRESTRICTED),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount");
    }
  });

  it("TOKEN-4: only agents act, not even the owner", async () => {
    const { token, owner, actions } = await networkHelpers.loadFixture(fixture);
    for (const call of [...Object.values(actions(token)).flat(), () => token.scheduleRecordDate(2n ** 40n)]) {
      await expect(call()).to.be.revertedWithCustomError(token, "AgentRequired").withArgs(owner.address);
    }
  });

  it("TOKEN-5: restrictions are of agents and are remembered", async () => {
    const { token, agent, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(token.setAgentRestrictions(stranger, UNRESTRICTED))
      .to.be.revertedWithCustomError(token, "AgentNotAppointed")
      .withArgs(stranger.address);
    const restrictions = { ...UNRESTRICTED, disableBurn: true, disablePause: true };
    await expect(token.setAgentRestrictions(agent, restrictions))
      .to.emit(token, "AgentRestrictionsSet")
      .withArgs(agent.address, Object.values(restrictions));
    expect(await token.getAgentRestrictions(agent)).to.deep.equal(Object.values(restrictions));
  });

  for (const restriction of RESTRICTIONS) {
    it(`TOKEN-5: ${restriction} binds its functions and no other`, async () => {
      const { token, agent, actions } = await networkHelpers.loadFixture(fixture);
      await token.setAgentRestrictions(agent, { ...UNRESTRICTED, [restriction]: true });
      const all = actions(token.connect(agent));
      for (const name of Object.keys(all) as Restriction[]) {
        for (const call of all[name]) {
          if (name !== restriction) await call();
          else {
            await expect(call())
              .to.be.revertedWithCustomError(token, "TokenActionRestricted")
              .withArgs(agent.address, (selector: string) => selector.length === 10);
          }
        }
      }
    });
  }

  it("TOKEN-50: the right to schedule record dates is taken from one agent, and given back", async () => {
    const { token, agent, stranger, alice } = await networkHelpers.loadFixture(fixture);
    await token.addAgent(stranger);
    await expect(token.setRecordDatesDisabled(agent, true))
      .to.emit(token, "RecordDatesDisabledSet")
      .withArgs(agent.address, true);
    expect(await token.areRecordDatesDisabled(agent)).to.equal(true);
    expect(await token.areRecordDatesDisabled(stranger)).to.equal(false);
    const date = (await networkHelpers.time.latest()) + 1_000;
    await expect(token.connect(agent).scheduleRecordDate(date))
      .to.be.revertedWithCustomError(token, "TokenActionRestricted")
      .withArgs(agent.address, token.interface.getFunction("scheduleRecordDate").selector);
    await token.connect(agent).mint(alice, 1n);
    await token.connect(stranger).scheduleRecordDate(date);
    await expect(token.setRecordDatesDisabled(agent, false))
      .to.emit(token, "RecordDatesDisabledSet")
      .withArgs(agent.address, false);
    await token.connect(agent).scheduleRecordDate(date + 1);
  });

  it("TOKEN-50: of agents only, and by the owner only", async () => {
    const { token, agent, stranger } = await networkHelpers.loadFixture(fixture);
    await expect(token.setRecordDatesDisabled(stranger, true))
      .to.be.revertedWithCustomError(token, "AgentNotAppointed")
      .withArgs(stranger.address);
    await expect(token.connect(agent).setRecordDatesDisabled(agent, true))
      .to.be.revertedWithCustomError(token, "OwnableUnauthorizedAccount")
      .withArgs(agent.address);
  });
});
