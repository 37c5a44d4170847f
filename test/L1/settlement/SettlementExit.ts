import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import type { Hex } from "@muniment/protocol";
import { commitmentOf, encodeBatchHeader, nullifierOf } from "@muniment/protocol";
import { productionParameters } from "../helpers/l1Parameters.js";
import { itemOf } from "../helpers/queueItems.js";
import { hexWord } from "../helpers/settlement/hexWord.js";
import { conformanceProof, SettlementDesk } from "../helpers/settlement/SettlementDesk.js";
import { settlementLane, settlementNetwork, setUpSettlement } from "../helpers/settlement/setUpSettlement.js";
import { passTime } from "../helpers/setUpL1.js";

const connection = await network.create(settlementNetwork);
const { ethers, networkHelpers } = connection;
const fixture = async () => setUpSettlement(connection);

/** A lane on which Alice has 1,000 bonds and Bob 5,000 in cash, behind an item that nobody consumes. */
async function load() {
  const l1 = await networkHelpers.loadFixture(fixture);
  const { actors, queue, parameters, rollup, exit } = l1;
  const desk = await SettlementDesk.open(l1);
  const { alice, domain } = desk.world;
  await desk.advance(await desk.fundBoth());
  const { item } = await itemOf(
    { queue },
    await desk.shield(actors.anyone, desk.world.shield(alice, 1n, 7n)),
  );
  const header = encodeBatchHeader(desk.tip);
  const end = async () => {
    await passTime(l1, parameters.escapeDelay + 1n);
    await rollup.endLane(header, item);
  };
  const note = {
    asset: 1n,
    amount: 1_000n,
    nullifier: nullifierOf(alice.nullifierKey, commitmentOf(alice.notes[0]!)),
    recipient: actors.council.address,
  };
  /** What the circuit of exits would be asked about a note. */
  const prove = (shown: typeof note): Hex =>
    conformanceProof("exit", [
      hexWord(domain),
      desk.tip.stateRoot,
      hexWord(shown.nullifier),
      hexWord((shown.asset << 128n) + shown.amount),
      hexWord(BigInt(shown.recipient)),
      hexWord(desk.world.holders.root),
    ]);
  const leave = async (shown = note, proof = prove(shown)) => exit.connect(actors.anyone).exit(shown, proof);
  return { ...l1, desk, header, end, note, prove, leave };
}

describe("SettlementExit > open", () => {
  it("SETTLE-90: opens with the last FINAL state of a lane that has ended", async () => {
    const { exit, desk, header, end, leave } = await load();
    await expect(exit.open(header))
      .to.be.revertedWithCustomError(exit, "ExitNotEnded")
      .withArgs(settlementLane);
    await expect(leave()).to.be.revertedWithCustomError(exit, "ExitClosed");
    await end();
    await expect(exit.open(header)).to.emit(exit, "SettlementExitOpened").withArgs(desk.tip.stateRoot);
    expect(await exit.stateRoot()).to.equal(desk.tip.stateRoot);
    await expect(exit.open(header))
      .to.be.revertedWithCustomError(exit, "ExitOpen")
      .withArgs(desk.tip.stateRoot);
  });

  it("SETTLE-90: with no other state", async () => {
    const { exit, settlementGenesis, end } = await load();
    await end();
    await expect(exit.open(encodeBatchHeader(settlementGenesis))).to.be.revertedWithCustomError(
      exit,
      "ExitHeaderMismatch",
    );
  });
});

describe("SettlementExit > exit", () => {
  async function opened() {
    const loaded = await load();
    await loaded.end();
    await loaded.exit.open(loaded.header);
    return loaded;
  }

  it("SETTLE-91, SETTLE-92: pays a note, once", async () => {
    const { exit, gateway, bond, actors, note, leave } = await opened();
    const call = leave();
    await expect(call)
      .to.emit(exit, "NoteExited")
      .withArgs(note.nullifier, note.recipient, note.asset, note.amount);
    await expect(call).to.emit(gateway, "ExitPaid").withArgs(1n, note.recipient, 1_000n);
    expect(await bond.balanceOf(actors.council)).to.equal(1_000n);
    expect(await exit.isExited(note.nullifier)).to.equal(true);
    await expect(leave()).to.be.revertedWithCustomError(exit, "ExitNullifierSpent").withArgs(note.nullifier);
  });

  it("SETTLE-91: a proof is of this note, amount, asset and recipient", async () => {
    const { exitCircuit, exit, note, prove, leave, actors } = await opened();
    const proof = prove(note);
    for (const other of [
      { ...note, amount: 1_001n },
      { ...note, asset: 2n },
      { ...note, nullifier: note.nullifier + 1n },
      { ...note, recipient: actors.anyone.address },
    ]) {
      await expect(leave(other, proof)).to.be.revertedWithCustomError(
        exitCircuit,
        "ConformanceInputsMismatch",
      );
    }
    await expect(leave(note, "0x12")).to.be.revertedWithCustomError(exit, "ExitProofInvalid");
  });

  it("SETTLE-91: who was frozen last does not leave, and whose roots are old does", async () => {
    const { exitCircuit, desk, note, prove, leave } = await opened();
    const proof = prove(note);
    desk.world.holders.set(desk.world.bob.key.x, { expiresAt: 1n, jurisdiction: 756, isFrozen: true });
    await desk.setRoots();
    await expect(leave(note, proof)).to.be.revertedWithCustomError(exitCircuit, "ConformanceInputsMismatch");
    await passTime(desk.l1, 90n * 86_400n);
    await leave();
  });

  it("SETTLE-91: a nullifier has one form", async () => {
    const { exit, note, leave } = await opened();
    const other = { ...note, nullifier: note.nullifier + (1n << 248n) };
    await expect(leave(other))
      .to.be.revertedWithCustomError(exit, "ExitNullifierInvalid")
      .withArgs(other.nullifier);
  });

  it("SETTLE-92: the gateway pays for nobody else", async () => {
    const { gateway, exit, actors } = await opened();
    await expect(gateway.connect(actors.operator).payExit(1n, actors.operator, 1n))
      .to.be.revertedWithCustomError(gateway, "SettlementNotExit")
      .withArgs(actors.operator.address);
    const { timelock, policy, rollup, guardian, queue } = await opened();
    const own = await ethers.deployContract("SettlementGateway", [
      timelock,
      await policy.leastDelay(),
      { rollup, guardian, lane: settlementLane },
      { queue, tokenGateway: ethers.ZeroAddress },
    ]);
    await own.connectExit(exit);
    await expect(own.connectExit(exit))
      .to.be.revertedWithCustomError(own, "SettlementExitConnected")
      .withArgs(await exit.getAddress());
  });

  it("SETTLE-92, GUARD-2: nor during a pause", async () => {
    const { gateway, guardian, actors, leave } = await opened();
    await guardian.connect(actors.guardian).pause(3_600n);
    await expect(leave()).to.be.revertedWithCustomError(gateway, "BridgePaused");
  });

  it("SETTLE-92: production takes no reference string for development", async () => {
    const make = async () =>
      setUpSettlement(connection, { parameters: productionParameters, isProduction: true });
    const { rollup, guardian, policy, gateway, roots, exitCircuit, exit } =
      await networkHelpers.loadFixture(make);
    const place = { rollup, guardian, lane: settlementLane };
    const parts = { policy, gateway, registry: roots };
    const weak = await ethers.deployContract("ConformanceVerifierMock", [id("exit"), false]);
    await expect(ethers.deployContract("SettlementExit", [place, { ...parts, verifier: weak }]))
      .to.be.revertedWithCustomError(exit, "ExitVerifierNotProduction")
      .withArgs(await weak.getAddress());
    await ethers.deployContract("SettlementExit", [place, { ...parts, verifier: exitCircuit }]);
  });
});
