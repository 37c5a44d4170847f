import { expect } from "chai";
import { keyOf } from "@muniment/protocol";
import type { Note, SettlementOperation } from "@muniment/protocol";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import type { Bank } from "../../helpers/settlement/SettlementWorld.js";
import { assets, batchTime, SettlementWorld, standing } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;

/** Proves a batch as far as execution goes, and hands out what it made. */
async function settle(world: SettlementWorld, operations: readonly SettlementOperation[]): Promise<void> {
  for (const bank of [world.alice, world.bob]) {
    const spent = operations.flatMap(({ legs }) =>
      legs.flatMap(({ inputs }) => inputs.map((input) => input.randomness)),
    );
    bank.notes.splice(0, Infinity, ...bank.notes.filter(({ randomness }) => !spent.includes(randomness)));
  }
  const plan = world.plan(operations);
  await executeBatch(plan.state(digest).inputs, operations.length);
  world.receive(plan);
}

const held = ({ notes }: Bank, asset: bigint): bigint =>
  notes.filter((note) => note.asset === asset).reduce((sum, { amount }) => sum + amount, 0n);
const notesOf = ({ notes }: Bank, asset: bigint): Note[] => notes.filter((note) => note.asset === asset);

describe("prover > settlement > accepts", function () {
  this.timeout(60_000);

  it("SETTLE-30: shield, delivery versus payment, transfer, joining notes, unshield and blanks, one after another", async () => {
    const world = new SettlementWorld();
    const { alice, bob } = world;
    await settle(world, [world.shield(alice, assets.bond, 1_000n), world.shield(bob, assets.cash, 5_000n)]);
    expect([held(alice, assets.bond), held(bob, assets.cash)]).to.deep.equal([1_000n, 5_000n]);

    await settle(world, [world.delivery(), world.blank()]);
    expect([held(alice, assets.bond), held(alice, assets.cash)]).to.deep.equal([600n, 4_400n]);
    expect([held(bob, assets.bond), held(bob, assets.cash)]).to.deep.equal([400n, 600n]);

    const back = { asset: assets.bond, notes: notesOf(bob, assets.bond), paid: 100n };
    await settle(world, [world.operation({ parties: [bob, alice], legs: [back] }), world.blank()]);
    expect([held(alice, assets.bond), held(bob, assets.bond)]).to.deep.equal([700n, 300n]);
    expect(notesOf(alice, assets.bond)).to.have.length(2);

    const join = { asset: assets.bond, notes: notesOf(alice, assets.bond), paid: 700n };
    await settle(world, [world.blank(), world.operation({ parties: [alice, alice], legs: [join] })]);
    expect(notesOf(alice, assets.bond)).to.have.length(1);

    const out = { asset: assets.bond, notes: notesOf(alice, assets.bond) };
    const unshield = { amount: 650n, target: 0x00000001_1111111111111111111111111111111111111111n };
    await settle(world, [
      world.operation({ parties: [alice, world.bank()], legs: [out], unshield }),
      world.blank(),
    ]);
    expect(held(alice, assets.bond)).to.equal(50n);
  });

  it("SETTLE-31: pays and unshields in one operation, and shields beside notes of the giver's", async () => {
    const world = SettlementWorld.funded();
    const { alice, bob } = world;
    const bonds = { asset: assets.bond, notes: alice.notes, paid: 300n };
    const both = world.operation({
      parties: [alice, bob],
      legs: [bonds],
      unshield: { amount: 200n, target: 5n },
    });
    const cash = { asset: assets.cash, notes: bob.notes, paid: 70n };
    const deposit = world.operation({ parties: [bob, alice], legs: [cash], shield: 70n });
    await settle(world, [both, deposit]);
    expect([held(alice, assets.bond), held(bob, assets.bond)]).to.deep.equal([500n, 300n]);
    expect([held(alice, assets.cash), held(bob, assets.cash)]).to.deep.equal([70n, 5_000n]);
  });

  it("SETTLE-37: who gives may have claims that have expired", async () => {
    const world = SettlementWorld.funded();
    const { alice, bob } = world;
    world.holders.set(alice.key.x, { ...standing, expiresAt: batchTime });
    const gift = { asset: assets.bond, notes: alice.notes, paid: 1_000n };
    await settle(world, [world.operation({ parties: [alice, bob], legs: [gift] }), world.blank()]);
    expect(held(bob, assets.bond)).to.equal(1_000n);
  });

  it("SETTLE-20: either point of a key serves", async () => {
    const world = SettlementWorld.funded();
    const { alice, bob } = world;
    const gift = { asset: assets.bond, notes: alice.notes, paid: 1_000n };
    const other = { ...bob, key: { x: bob.key.x, y: keyOf(world.random()).x } };
    other.key.y = 21888242871839275222246405745257275088548364400416034343698204186575808495617n - bob.key.y;
    await settle(world, [world.operation({ parties: [alice, other], legs: [gift] }), world.blank()]);
    expect(held(bob, assets.bond)).to.equal(1_000n);
  });

  it("SETTLE-36: a payment may be as much as the cap, and amounts as much as 128 bits hold", async () => {
    const world = new SettlementWorld();
    const most = (1n << 128n) - 1n;
    const { rules } = world.rules.find(assets.bond);
    world.rules.set(assets.bond, { ...rules, cap: most });
    await settle(world, [world.shield(world.alice, assets.bond, most), world.blank()]);
    expect(held(world.alice, assets.bond)).to.equal(most);
    const all = { asset: assets.bond, notes: world.alice.notes, paid: most };
    await settle(world, [world.operation({ parties: [world.alice, world.bob], legs: [all] }), world.blank()]);
    expect(held(world.bob, assets.bond)).to.equal(most);
  });

  for (const size of [8, 24]) {
    it(`SETTLE-41: a batch of ${String(size)}, with one of two before and behind it`, async () => {
      const world = SettlementWorld.funded();
      const blanks = Array.from({ length: size - 2 }, () => world.blank());
      const cash = { asset: assets.cash, notes: world.bob.notes, paid: 1n };
      const gift = world.operation({ parties: [world.bob, world.alice], legs: [cash] });
      await settle(world, [world.shield(world.alice, assets.bond, 7n), ...blanks, gift]);
      expect(held(world.alice, assets.bond)).to.equal(1_007n);
      const join = {
        asset: assets.bond,
        notes: world.alice.notes.filter(({ asset }) => asset === assets.bond),
        paid: 0n,
      };
      await settle(world, [
        world.operation({ parties: [world.alice, world.bob], legs: [join] }),
        world.blank(),
      ]);
      expect(held(world.alice, assets.bond)).to.equal(1_007n);
    });
  }
});
