import { expect } from "chai";
import type {
  Crossing,
  Leg,
  SettlementOperation,
  UnsignedOperation,
  SettlementState,
} from "@muniment/protocol";
import { commitmentOf, Grumpkin, keyOf, QuadTree, settlementDomain, treeDepths } from "@muniment/protocol";
import { patched, plus } from "../../helpers/settlement/patched.js";
import { refusalOf } from "../../helpers/settlement/refusalOf.js";
import { assets, batchTime, SettlementWorld, standing } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;
const failed = (message: string) => `Circuit execution failed: ${message}`;

/** What the circuit says of a batch of this operation and a blank. */
function refused(
  world: SettlementWorld,
  operation: SettlementOperation,
  other: Parameters<SettlementWorld["plan"]>[1] = {},
): Promise<string> {
  return refusalOf(world.plan([operation, world.blank()], other).state(digest).inputs);
}

/** The same operation with another payment in one of its legs. */
const paying =
  (place: 0 | 1, difference: bigint) =>
  (operation: UnsignedOperation): UnsignedOperation => {
    const legs = operation.legs.map((leg, at): Leg => {
      const amount = leg.payment.amount + difference;
      return at === place ? { ...leg, payment: { ...leg.payment, amount } } : leg;
    });
    return { ...operation, legs: [legs[0] as Leg, legs[1] as Leg] };
  };

const crossing =
  (change: (before: Crossing) => Crossing) =>
  (operation: UnsignedOperation): UnsignedOperation => ({
    ...operation,
    crossing: change(operation.crossing),
  });

describe("prover > settlement > operations", function () {
  this.timeout(60_000);

  describe("keys", () => {
    it("SETTLE-20: refuses a point that is not on the curve, of a party or an auditor", async () => {
      const world = SettlementWorld.funded();
      const { inputs } = world.plan([world.delivery(), world.blank()]).state(digest);
      const places = [
        ["batch", "operations", 0, "parties", 0, "key", "y"],
        ["batch", "operations", 0, "parties", 1, "key", "y"],
        ["batch", "operations", 0, "legs", 0, "rules", "auditor", "y"],
        ["batch", "operations", 1, "legs", 1, "rules", "auditor", "y"],
      ];
      for (const place of places) {
        expect(await refusalOf(patched(inputs, place, plus(1n)))).to.equal(
          failed("a key is not on the curve"),
        );
      }
    });

    it("SETTLE-22: refuses a scalar that is not below the curve's order", async () => {
      const world = SettlementWorld.funded();
      const { inputs } = world.plan([world.delivery(), world.blank()]).state(digest);
      const places = [
        ["batch", "operations", 0, "ephemeral"],
        ["batch", "operations", 0, "parties", 0, "signature", "response"],
      ];
      for (const place of places) {
        const alias = patched(inputs, place, (before) => {
          const { low, high } = before as { low: string; high: string };
          const value = BigInt(low) + (BigInt(high) << 128n) + Grumpkin.Fn.ORDER;
          const part = (number: bigint) => `0x${number.toString(16)}`;
          return { low: part(BigInt.asUintN(128, value)), high: part(value >> 128n) };
        });
        expect(await refusalOf(alias)).to.include("is not a valid grumpkin scalar");
      }
    });

    it("SETTLE-39: refuses an ephemeral secret of zero, with which anybody could read", async () => {
      const world = SettlementWorld.funded();
      const { inputs } = world.plan([world.delivery(), world.blank()]).state(digest);
      const open = patched(inputs, ["batch", "operations", 0, "ephemeral"], () => ({
        low: "0x0",
        high: "0x0",
      }));
      expect(await refusalOf(open)).to.equal(failed("the ephemeral scalar is zero"));
    });
  });

  describe("inputs", () => {
    /** Alice has a note of her own making. */
    function forged(world: SettlementWorld) {
      const { alice, bob } = world;
      const note = { ...(alice.notes[0] as (typeof alice.notes)[0]), randomness: world.random() };
      const gift = { asset: assets.bond, notes: [note], paid: 400n };
      return { note, operation: world.operation({ parties: [alice, bob], legs: [gift] }) };
    }

    it("SETTLE-32: refuses a note that is in no tree, on the path of one that is", async () => {
      const world = SettlementWorld.funded();
      const { operation } = forged(world);
      const path = world.state.notePath(commitmentOf(world.alice.notes[0] as (typeof world.alice.notes)[0]));
      const state = Object.assign(Object.create(world.state) as SettlementState, { notePath: () => path });
      expect(await refused(world, operation, { state })).to.equal(
        failed("a path does not lead from its leaf"),
      );
    });

    it("SETTLE-32: refuses a note that is in another tree", async () => {
      const world = SettlementWorld.funded();
      const { note, operation } = forged(world);
      const tree = new QuadTree(treeDepths.notes);
      tree.set(16n, commitmentOf(note));
      const state = Object.assign(Object.create(world.state) as SettlementState, {
        notePath: () => tree.path(16n),
      });
      expect(await refused(world, operation, { state })).to.equal(failed("a path does not lead to the root"));
    });

    it("SETTLE-32: refuses a note of the same batch", async () => {
      const world = new SettlementWorld();
      const { alice, bob } = world;
      const shield = world.shield(alice, assets.bond, 400n);
      // What the note will be is known to its owner before.
      const ahead = new SettlementWorld();
      const plan = ahead.plan([ahead.shield(ahead.alice, assets.bond, 400n), ahead.blank()]);
      ahead.receive(plan);
      const gift = { asset: assets.bond, notes: ahead.alice.notes, paid: 400n };
      const operation = world.operation({ parties: [alice, bob], legs: [gift] });
      const commitment = commitmentOf(ahead.alice.notes[0] as (typeof alice.notes)[0]);
      const path = ahead.state.notePath(commitment);
      const state = Object.assign(Object.create(world.state) as SettlementState, { notePath: () => path });
      const { inputs } = world.plan([shield, operation], { state }).state(digest);
      expect(await refusalOf(inputs)).to.equal(failed("a path does not lead to the root"));
    });

    it("SETTLE-32: refuses somebody else's note, and one taken for another asset", async () => {
      const world = SettlementWorld.funded();
      const { alice, bob } = world;
      const [note] = alice.notes as [(typeof alice.notes)[0]];
      const path = world.state.notePath(commitmentOf(note));
      const state = Object.assign(Object.create(world.state) as SettlementState, { notePath: () => path });
      const theft = world.operation({
        parties: [bob, alice],
        legs: [{ asset: assets.bond, notes: [note], paid: 1n }],
      });
      expect(await refused(world, theft, { state })).to.equal(failed("a path does not lead from its leaf"));
      const cash = { ...note, asset: assets.cash };
      const swap = world.operation({
        parties: [alice, bob],
        legs: [{ asset: assets.cash, notes: [cash], paid: 1n }],
      });
      const again = Object.assign(Object.create(world.state) as SettlementState, { notePath: () => path });
      expect(await refused(world, swap, { state: again })).to.equal(
        failed("a path does not lead from its leaf"),
      );
    });
  });

  describe("conservation", () => {
    const cases = [
      ["first", 0, 1n],
      ["first", 0, -1n],
      ["second", 1, 1n],
      ["second", 1, -1n],
    ] as const;
    for (const [name, place, difference] of cases) {
      it(`SETTLE-35: refuses a payment of ${String(difference)} more in the ${name} leg`, async () => {
        const world = SettlementWorld.funded();
        const operation = world.delivery(paying(place, difference));
        expect(await refused(world, operation)).to.equal(failed(`the ${name} leg does not conserve value`));
      });
    }

    it("SETTLE-35: refuses to unshield more than inputs leave", async () => {
      const world = SettlementWorld.funded();
      const { alice, bob } = world;
      const out = { parties: [alice, bob], legs: [{ asset: assets.bond, notes: alice.notes }] } as const;
      const operation = world.operation(
        { ...out, unshield: { amount: 10n, target: 5n } },
        crossing((before) => ({ ...before, amount: 11n })),
      );
      expect(await refused(world, operation)).to.equal(failed("the first leg does not conserve value"));
    });

    it("SETTLE-23: refuses an amount beyond 128 bits, which the field would take for one below zero", async () => {
      const world = SettlementWorld.funded();
      const { inputs } = world.plan([world.delivery(), world.blank()]).state(digest);
      for (const part of ["payment", "change"]) {
        const place = ["batch", "operations", 0, "legs", 0, part, "amount"];
        expect(await refusalOf(patched(inputs, place, plus(1n << 128n)))).to.include(
          "does not fall within range",
        );
      }
    });
  });

  describe("crossing", () => {
    it("SETTLE-31: refuses a crossing of no kind", async () => {
      const world = SettlementWorld.funded();
      const operation = world.delivery(crossing((before) => ({ ...before, kind: 3 as Crossing["kind"] })));
      expect(await refused(world, operation)).to.equal(failed("a crossing is of no kind"));
    });

    it("SETTLE-31: refuses to show an amount or a target where nothing crosses", async () => {
      for (const shown of [{ amount: 5n }, { target: 5n }]) {
        const world = SettlementWorld.funded();
        const operation = world.delivery(crossing((before) => ({ ...before, ...shown })));
        expect(await refused(world, operation)).to.equal(failed("nothing crosses, and yet it is shown"));
      }
    });

    it("SETTLE-31: refuses a crossing of nothing, which nobody would have to sign", async () => {
      const nothing = [{ unshield: { amount: 0n, target: 5n } }, { shield: 0n }];
      for (const crossed of nothing) {
        const world = SettlementWorld.funded();
        const wish = {
          parties: [world.bank(), world.bank()] as const,
          legs: [{ asset: assets.bond }] as const,
        };
        expect(await refused(world, world.operation({ ...wish, ...crossed }))).to.equal(
          failed("a crossing is of nothing"),
        );
      }
    });

    it("SETTLE-31: refuses a shield that pays less than what came in", async () => {
      const world = SettlementWorld.funded();
      const { alice } = world;
      const leg = { asset: assets.bond, paid: 9n };
      const operation = world.operation({ parties: [world.bank(), alice], legs: [leg], shield: 10n });
      expect(operation.legs[0].change.amount).to.equal(1n);
      expect(await refused(world, operation)).to.equal(failed("a shield pays another amount"));
    });

    it("SETTLE-31: refuses a shield for another receiver than the deposit's", async () => {
      const world = SettlementWorld.funded();
      const { alice } = world;
      const wish = {
        parties: [world.bank(), alice],
        legs: [{ asset: assets.bond, paid: 9n }],
        shield: 9n,
      } as const;
      const operation = world.operation(
        wish,
        crossing((before) => ({ ...before, target: before.target + 1n })),
      );
      expect(await refused(world, operation)).to.equal(failed("a shield pays another receiver"));
    });
  });

  describe("givers", () => {
    it("SETTLE-37: refuses a giver that is frozen, and one that the registrars do not know", async () => {
      const world = SettlementWorld.funded();
      const { alice, bob } = world;
      const gift = {
        parties: [alice, bob],
        legs: [{ asset: assets.bond, notes: alice.notes, paid: 1n }],
      } as const;
      const operation = world.operation(gift);
      world.holders.set(alice.key.x, { ...standing, isFrozen: true });
      expect(await refused(world, operation)).to.equal(failed("a giver is frozen"));

      const other = SettlementWorld.funded();
      const { inputs } = other.plan([other.delivery(), other.blank()]).state(digest);
      const place = ["batch", "operations", 0, "parties", 0, "standing", "expires_at"];
      expect(await refusalOf(patched(inputs, place, plus(1n)))).to.equal(
        failed("a path does not lead from its leaf"),
      );
      const root = patched(inputs, ["statement", "eligibility"], plus(1n));
      expect(await refusalOf(root)).to.equal(failed("a path does not lead to the root"));
    });

    for (const place of [0, 1] as const) {
      it(`SETTLE-38: refuses when party ${String(place)} of a delivery has not signed`, async () => {
        const world = SettlementWorld.funded();
        const operation = world.delivery();
        const others = world.delivery();
        const [first, second] = operation.signatures;
        const signatures =
          place === 0 ? ([others.signatures[0], second] as const) : ([first, others.signatures[1]] as const);
        expect(await refused(world, { ...operation, signatures })).to.equal(
          failed("a giver has not signed the operation"),
        );
      });
    }

    it("SETTLE-38: refuses another key's signature", async () => {
      const world = SettlementWorld.funded();
      const { alice, bob } = world;
      const operation = world.signed(world.delivery(), [bob, alice]);
      expect(await refused(world, operation)).to.equal(failed("a giver has not signed the operation"));
    });

    it("SETTLE-38: refuses what was signed with other terms or another expiry", async () => {
      for (const changed of ["terms", "expiresAt"] as const) {
        const world = SettlementWorld.funded();
        const operation = world.delivery();
        const other = { ...operation, [changed]: operation[changed] + 1n };
        expect(await refused(world, other)).to.equal(failed("a giver has not signed the operation"));
      }
    });

    it("SETTLE-40: refuses what was signed for another chain or lane", async () => {
      for (const place of [{ chainId: 1n }, { lane: 3n }, { rollup: `0x${"12".repeat(20)}` as const }]) {
        const world = SettlementWorld.funded();
        const here = { chainId: 31337n, rollup: `0x${"11".repeat(20)}`, lane: 2n } as const;
        const domain = settlementDomain({ ...here, ...place });
        expect(await refused(world, world.delivery(), { domain })).to.equal(
          failed("a giver has not signed the operation"),
        );
      }
    });

    it("SETTLE-38: refuses an operation that has expired, blank or not", async () => {
      const world = SettlementWorld.funded();
      const operation = world.delivery();
      expect(await refused(world, operation, { time: operation.expiresAt })).to.equal(
        failed("an operation has expired"),
      );
      const other = SettlementWorld.funded();
      const blank = other.operation({ parties: [other.bank(), other.bank()] }, (same) => ({
        ...same,
        expiresAt: batchTime,
      }));
      expect(await refused(other, blank)).to.equal(failed("an operation has expired"));
    });
  });

  describe("encryption", () => {
    it("SETTLE-34: refuses data in which a ciphertext is not the operation's", async () => {
      const world = SettlementWorld.funded();
      const rules = world.rules.find(assets.bond).rules;
      const operation = world.delivery();
      const honest = world.plan([operation, world.blank()]);
      // The prover encrypts to a key of its own and tells L1 that it was the auditor's.
      const mine = SettlementWorld.funded();
      mine.rules.set(assets.bond, { ...rules, auditor: keyOf(5n) });
      const dishonest = mine.plan([mine.delivery(), mine.blank()]);
      const shown = dishonest.state(digest).statement;
      const { inputs } = honest.state(digest);
      const swapped = patched(
        inputs,
        ["statement", "commitment"],
        () => `0x${shown.commitment.toString(16)}`,
      );
      expect(await refusalOf(swapped)).to.equal(failed("the commitment is of other data"));
      const root = `0x${world.rules.root.toString(16)}`;
      const inputsOfMine = patched(dishonest.state(digest).inputs, ["statement", "rules"], () => root);
      expect(await refusalOf(inputsOfMine)).to.equal(failed("a path does not lead to the root"));
    });
  });
});
