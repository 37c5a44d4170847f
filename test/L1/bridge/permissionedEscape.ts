import { expect } from "chai";
import { keccak256, toBeHex } from "ethers";
import { network } from "hardhat";
import { predeploys } from "@muniment/protocol";
import { home, permissionedWorld } from "../../helpers/bridge/permissionedWorld.js";
import { loader } from "../../helpers/bridge/loader.js";
import { lane } from "../../helpers/bridge/rollupWorld.js";
import { mappingSlot, stateOf, type StateSlot } from "../../helpers/bridge/stateOf.js";

const connection = await network.create({ network: "l1", chainType: "l1" });
const { ethers } = connection;
/** The ledger of a token of the suite (ERC-7201). */
const ledger = 0x8cea323e361b7494e8a1b661cf422284537e4b62a5d43e69c971b56cae6c0b00n;

describe("L1PermissionedGateway > escape", () => {
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

  const entryOf = (balance: bigint, flags = 0n): bigint => (flags << 248n) | balance;
  const slotsOf = (wallet: string, entry: bigint, frozen = 0n): StateSlot[] =>
    [
      { address: home, slot: mappingSlot(wallet, ledger), value: entry },
      { address: home, slot: mappingSlot(wallet, ledger + 2n), value: frozen },
    ].filter(({ value }) => value !== 0n);
  /** The list of kept units at slot 0 of the gateway of L2. */
  const keptSlot = (id: number, word: number): string =>
    toBeHex(BigInt(keccak256(toBeHex(0, 32))) + 4n * BigInt(id) + BigInt(word), 32);
  const keptSlots = (id: number, recipient: string, amount: bigint): StateSlot[] =>
    [BigInt(home), BigInt(recipient), 0n, amount]
      .map((value, word) => ({ address: predeploys.permissionedGateway, slot: keptSlot(id, word), value }))
      .filter(({ value }) => value !== 0n);
  const prepare = async () => {
    const world = await load();
    const { alice, bob, carol, stranger } = world;
    const state = stateOf(
      [{ address: predeploys.permissionedGateway, nonce: 1n }],
      [
        ...slotsOf(alice.address, entryOf(100n) | (77n << 208n), 25n),
        ...slotsOf(bob.address, entryOf(50n, 1n)),
        ...slotsOf(stranger.address, entryOf(30n)),
        ...slotsOf(predeploys.permissionedGateway, entryOf(1_000n)),
        ...keptSlots(0, alice.address, 11n),
        ...keptSlots(1, bob.address, 12n),
        ...keptSlots(2, alice.address, 0n),
      ],
    );
    const exit = (wallet: string) =>
      world.hatch.exitUnits(
        world.form,
        wallet,
        state.slotProof(home, mappingSlot(wallet, ledger)),
        state.slotProof(home, mappingSlot(wallet, ledger + 2n)),
      );
    const exitKept = (id: number, wallet: string) => {
      const wordProof = (word: number) => state.slotProof(predeploys.permissionedGateway, keptSlot(id, word));
      return world.hatch.exitKept(world.form, id, wallet, {
        tokenProof: wordProof(0),
        recipientProof: wordProof(1),
        amountProof: wordProof(3),
        ledgerProof: state.slotProof(home, mappingSlot(wallet, ledger)),
      });
    };
    const items = Number(await world.queue.length(lane));
    await world.finalize({ stateRoot: state.root, items });
    return { ...world, state, exit, exitKept, carol };
  };

  it("ESCAPE-7, I20: units arrive as they were, frozen ones frozen", async () => {
    const { hatch, form, formAddress, alice, exit, escape } = await prepare();
    await escape();
    await exit(alice.address);
    expect(await form.balanceOf(alice)).to.equal(100);
    expect(await form.getFrozenTokens(alice)).to.equal(25);
    await expect(exit(alice.address))
      .to.be.revertedWithCustomError(hatch, "EscapeAlreadyExited")
      .withArgs(formAddress, alice.address);
  });

  it("ESCAPE-7, attacks 47 and 51: the frozen and the ineligible receive nothing; it is held for them", async () => {
    const { permissionedGateway, form, bob, stranger, suite, desk, exit, escape } = await prepare();
    await escape();
    await exit(bob.address);
    await exit(stranger.address);
    expect(await form.totalSupply()).to.equal(0);
    expect(await form.isFrozen(bob)).to.equal(true);
    await expect(permissionedGateway.releaseHeld(0, bob)).to.be.revertedWithCustomError(
      permissionedGateway,
      "PermissionedIneligible",
    );
    await desk.setAddressFrozen(bob, false);
    await permissionedGateway.releaseHeld(0, bob);
    expect(await form.balanceOf(bob)).to.equal(50);
    await suite.admit(stranger);
    await permissionedGateway.releaseHeld(1, stranger);
    expect(await form.balanceOf(stranger)).to.equal(30);
  });

  it("ESCAPE-7: what the gateway has locked is no holder's", async () => {
    const { hatch, carol, stranger, state, exit, escape } = await prepare();
    await escape();
    await expect(exit(predeploys.permissionedGateway))
      .to.be.revertedWithCustomError(hatch, "EscapeAccountInvalid")
      .withArgs(ethers.getAddress(predeploys.permissionedGateway));
    await expect(exit(carol.address)).to.be.revertedWithCustomError(hatch, "EscapeNothing");
    const proof = state.slotProof(home, toBeHex(1, 32));
    await expect(hatch.exitUnits(stranger, carol, proof, proof)).to.be.revertedWithCustomError(
      hatch,
      "EscapeTokenUnknown",
    );
  });

  it("ESCAPE-7, BRIDGE-22: what the gateway of L2 keeps for a wallet exits to it, once, and not to the frozen", async () => {
    const { hatch, permissionedGateway, form, formAddress, alice, bob, exitKept, escape } = await prepare();
    await escape();
    await exitKept(0, alice.address);
    expect(await form.balanceOf(alice)).to.equal(11);
    await expect(exitKept(0, alice.address))
      .to.be.revertedWithCustomError(hatch, "EscapeKeptExited")
      .withArgs(0);
    await exitKept(1, bob.address);
    expect(await form.balanceOf(bob)).to.equal(0);
    expect((await permissionedGateway.heldUnits(0)).amount).to.equal(12);
    for (const [id, wallet] of [
      [2, alice.address],
      [3, alice.address],
    ] as const) {
      await expect(exitKept(id, wallet))
        .to.be.revertedWithCustomError(hatch, "EscapeNothing")
        .withArgs(formAddress, wallet);
    }
  });

  it("ESCAPE-6: units whose message was not consumed come back", async () => {
    const { hatch, permissionedGateway, form, alice, bob, queue, itemAt, fee, release, gateway, escape } =
      await load();
    await release(alice.address, 40n);
    await form.connect(alice).approve(permissionedGateway, 40);
    const items = Number(await queue.length(lane));
    await permissionedGateway.connect(alice).sendUnits(form, 30, bob, { value: fee });
    await escape();
    const l2 = (await ethers.getContractFactory("L2PermissionedGateway")).interface;
    const message = {
      lane,
      place: items,
      sender: gateway,
      target: predeploys.permissionedGateway,
      gasLimit: 3_000_000,
      data: l2.encodeFunctionData("arriveUnits", [home, alice.address, bob.address, 30]),
    };
    await hatch.refundMessage(await itemAt(items), message);
    expect(await form.balanceOf(alice)).to.equal(40);
  });

  it("ESCAPE-8: the hatch alone creates units", async () => {
    const { permissionedGateway, form, alice } = await load();
    await expect(permissionedGateway.exitUnits(form, alice, 1, false, 0)).to.be.revertedWithCustomError(
      permissionedGateway,
      "GatewayNotHatch",
    );
  });
});
