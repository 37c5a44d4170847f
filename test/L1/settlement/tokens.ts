import { expect } from "chai";
import { keccak256, parseEther } from "ethers";
import { network } from "hardhat";
import { batchDigest, encodeBatchHeader, predeploys } from "@muniment/protocol";
import { aliasOf } from "../../helpers/bridge/aliasOf.js";
import { COUNTRY, tokenSuite } from "../../helpers/tokenSuite.js";
import { signBatch } from "../helpers/batches.js";
import type { L1 } from "../helpers/deployL1.js";
import { evidence, lane } from "../helpers/deployL1.js";
import { hashOf, nextHeader } from "../helpers/headers.js";
import { queueItemOf } from "../helpers/queueItems.js";
import { showing } from "../helpers/settlement/crossings.js";
import { proofBytes, restated, SettlementDesk, subjectOf } from "../helpers/settlement/SettlementDesk.js";
import type { SettlementL1 } from "../helpers/settlement/setUpSettlement.js";
import { settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { passTime } from "../helpers/setUpL1.js";
import { throughTimelock } from "../helpers/throughTimelock.js";

const connection = await network.create(settlementNetwork);
const { ethers, networkHelpers } = connection;

/** The bridge of tokens of the EVM lane. */
async function tokenBridge({ timelock, policy, rollup, guardian, queue, actors }: L1) {
  const place = { rollup, guardian, lane };
  const delay = await policy.leastDelay();
  const messenger = await ethers.deployContract("L1Messenger", [timelock, delay, place, queue]);
  const { bytecode } = await ethers.getContractFactory("BridgedToken");
  const tokenGateway = await ethers.deployContract("L1TokenGateway", [
    timelock,
    delay,
    place,
    { messenger, policy, counterpart: predeploys.tokenGateway },
    keccak256(bytecode),
    [actors.operator.address],
  ]);
  await messenger.guard(tokenGateway, predeploys.tokenGateway, true);
  return tokenGateway;
}

describe("SettlementGateway > the other lane", () => {
  async function fixture() {
    const parts: { tokenGateway?: Awaited<ReturnType<typeof tokenBridge>> } = {};
    const l1 = await setUpSettlement(connection, {
      tokenGateway: async (bare) => (parts.tokenGateway = await tokenBridge(bare)),
    });
    const tokenGateway = parts.tokenGateway!;
    const terms = { most: 2n ** 96n - 1n, finalityClass: 2n };
    await tokenGateway.connect(l1.actors.operator).pair(l1.bond, terms, { value: parseEther("0.1") });
    return { ...l1, tokenGateway };
  }

  /** 400 bonds are owed on the other lane, to the council unless told. */
  async function load(recipientOf = async ({ actors }: SettlementL1) => actors.council.getAddress()) {
    const l1 = await networkHelpers.loadFixture(fixture);
    const desk = await SettlementDesk.open(l1);
    const { alice, bob } = desk.world;
    await desk.advance(await desk.fundBoth());
    const target = BigInt(await recipientOf(l1)) + (1n << 160n);
    const unshield = desk.world.operation({
      parties: [alice, bob],
      legs: [{ asset: 1n, notes: alice.notes }],
      unshield: { amount: 400n, target },
    });
    await desk.advance([unshield, desk.world.blank()]);
    return { ...l1, desk, target };
  }

  /** The other lane ends, without a batch. */
  async function endOther(l1: SettlementL1): Promise<void> {
    const { queue, parameters, rollup, genesis } = l1;
    const [announced] = await queue.queryFilter(queue.filters.ItemQueued(lane, 0n));
    await passTime(l1, parameters.escapeDelay + 1n);
    await rollup.endLane(encodeBatchHeader(genesis), queueItemOf(announced!));
  }

  it("SETTLE-83: deposits what is owed there, paid for by who asks", async () => {
    const { gateway, tokenGateway, bond, actors, target, queue } = await load();
    const fee = await tokenGateway.depositFee();
    await expect(gateway.connect(actors.anyone).withdraw(1n, target, { value: fee - 1n }))
      .to.be.revertedWithCustomError(gateway, "SettlementFeeTooLow")
      .withArgs(fee, fee - 1n);
    const call = async () => gateway.connect(actors.anyone).withdraw(1n, target, { value: fee + 9n });
    await expect(call).to.changeEtherBalances(ethers, [actors.anyone, gateway, queue], [-fee, 0n, fee]);
    expect([await bond.balanceOf(tokenGateway), await bond.balanceOf(gateway)]).to.deep.equal([400n, 600n]);
    const [deposited] = await tokenGateway.queryFilter(tokenGateway.filters.TokensDeposited());
    expect([deposited!.args.sender, deposited!.args.recipient, deposited!.args.amount]).to.deep.equal([
      await gateway.getAddress(),
      actors.council.address,
      400n,
    ]);
    expect(await gateway.owedTo(1n, target)).to.equal(0n);
  });

  it("SETTLE-83: what is owed in a lane that has ended is paid on L1, and nobody sends it after that lane", async () => {
    const l1 = await load();
    const { gateway, tokenGateway, bond, actors, target, queue } = l1;
    await endOther(l1);
    const value = await tokenGateway.depositFee();
    await expect(gateway.connect(actors.anyone).withdraw(1n, target, { value }))
      .to.be.revertedWithCustomError(gateway, "SettlementCallerInvalid")
      .withArgs(actors.council.address, actors.anyone.address);
    const call = async () => gateway.connect(actors.council).withdraw(1n, target, { value });
    await expect(call).to.changeEtherBalances(ethers, [actors.council, queue], [0n, 0n]);
    expect(await bond.balanceOf(actors.council)).to.equal(400n);
    expect([await bond.balanceOf(tokenGateway), await bond.balanceOf(gateway)]).to.deep.equal([0n, 600n]);
    expect(await gateway.owedTo(1n, target)).to.equal(0n);
  });

  it("SETTLE-83: what is owed to a contract's alias in a lane that has ended is the contract's", async () => {
    const l1 = await load(async ({ timelock }) => aliasOf(await timelock.getAddress()));
    const { gateway, tokenGateway, bond, actors, target } = l1;
    await endOther(l1);
    const home = await l1.timelock.getAddress();
    const value = await tokenGateway.depositFee();
    await expect(gateway.connect(actors.anyone).withdraw(1n, target, { value }))
      .to.be.revertedWithCustomError(gateway, "SettlementCallerInvalid")
      .withArgs(home, actors.anyone.address);
    await networkHelpers.impersonateAccount(home);
    await networkHelpers.setBalance(home, 10n ** 18n);
    await gateway.connect(await ethers.getSigner(home)).withdraw(1n, target);
    expect(await bond.balanceOf(home)).to.equal(400n);
    expect(await gateway.owedTo(1n, target)).to.equal(0n);
  });

  it("SETTLE-83: nothing goes into a lane that is frozen, which may end before it has arrived", async () => {
    const l1 = await load();
    const { gateway, tokenGateway, actors, target, rollup, genesis } = l1;
    const [honest, lie] = [nextHeader(genesis), nextHeader(genesis, { stateRoot: hashOf("a lie") })];
    await rollup.reportContradiction(
      evidence.attested,
      encodeBatchHeader(honest),
      await signBatch(l1, batchDigest(honest)),
      encodeBatchHeader(lie),
      await signBatch(l1, batchDigest(lie)),
    );
    const value = await tokenGateway.depositFee();
    await expect(gateway.connect(actors.anyone).withdraw(1n, target, { value }))
      .to.be.revertedWithCustomError(gateway, "BridgeLaneFrozen")
      .withArgs(lane);
    expect(await gateway.owedTo(1n, target)).to.equal(400n);
  });

  it("SETTLE-79, SETTLE-83: of a token that the other lane does not have nothing goes there", async () => {
    const { gateway, verifier, desk, target } = await load();
    const batch = await desk.make([desk.world.blank(), desk.world.blank()]);
    const crossing = { kind: 2n, asset: 2n, amount: 100n, target };
    const made = restated(batch, { data: showing(batch.data, crossing) });
    await expect(verifier.verify(subjectOf(made), proofBytes(made)))
      .to.be.revertedWithCustomError(gateway, "SettlementTargetInvalid")
      .withArgs(2n, target);
  });
});

describe("SettlementGateway > permissioned tokens", () => {
  /** Asset 5 is a token of the suite, of which the gateway is a verified holder. */
  async function fixture() {
    const l1 = await setUpSettlement(connection);
    const suite = await tokenSuite(connection);
    const identity = await ethers.deployContract("Identity");
    await identity.initialize(suite.owner);
    await suite.certify(identity, suite.owner);
    await suite.registry.connect(suite.agent).registerIdentity(l1.gateway, identity, COUNTRY);
    await throughTimelock(l1, l1.gateway, "addAsset", [5n, await suite.token.getAddress()]);
    await suite.token.connect(suite.agent).mint(suite.alice, 1_000n);
    await suite.token.connect(suite.alice).approve(l1.gateway, 1_000n);
    return { ...l1, suite };
  }

  async function load() {
    const l1 = await networkHelpers.loadFixture(fixture);
    const desk = await SettlementDesk.open(l1);
    const { alice } = desk.world;
    const rules = desk.world.rules.find(1n).rules;
    desk.world.rules.set(5n, rules);
    await desk.setRoots();
    const shield = desk.world.shield(alice, 5n, 600n);
    await l1.gateway
      .connect(l1.suite.alice)
      .shield(5n, 600n, shield.crossing.target, { value: await l1.gateway.shieldFee() });
    await desk.advance([shield, desk.world.blank()]);
    const unshield = async (amount: bigint, to: { readonly address: string }) => {
      const target = BigInt(to.address);
      const operation = desk.world.operation({
        parties: [alice, desk.world.bob],
        legs: [{ asset: 5n, notes: alice.notes.slice(-1) }],
        unshield: { amount, target },
      });
      await desk.advance([operation, desk.world.blank()]);
      return target;
    };
    return { ...l1, desk, unshield };
  }

  it("SETTLE-76, SETTLE-82: come in and go out under the rules of the token", async () => {
    const { gateway, suite, unshield } = await load();
    const { token, bob } = suite;
    expect(await token.balanceOf(gateway)).to.equal(600n);
    const target = await unshield(250n, bob);
    await gateway.withdraw(5n, target);
    expect([await token.balanceOf(bob), await token.balanceOf(gateway)]).to.deep.equal([250n, 350n]);
  });

  it("SETTLE-82: whom the token does not let hold waits until it does", async () => {
    const { gateway, suite, unshield } = await load();
    const { token, stranger, admit } = suite;
    const target = await unshield(250n, stranger);
    await expect(gateway.withdraw(5n, target)).to.be.revert(ethers);
    expect(await gateway.owedTo(5n, target)).to.equal(250n);
    await admit(stranger);
    await gateway.withdraw(5n, target);
    expect(await token.balanceOf(stranger)).to.equal(250n);
  });
});
