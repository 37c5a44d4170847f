import type { SettlementOperation, UnsignedOperation } from "@muniment/protocol";
import { fieldModulus, isProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { checkOperation } from "../../../../packages/prover/src/settlement/service/checks/checkOperation.js";
import { blankOperation } from "../../../../packages/prover/src/settlement/service/blankOperation.js";
import { executeBatch } from "../../../helpers/settlement/executeBatch.js";
import { assets, batchTime, SettlementWorld, standing } from "../../../helpers/settlement/SettlementWorld.js";

type Change = (operation: UnsignedOperation) => UnsignedOperation;

const digest = `0x${"ab".repeat(32)}` as const;

/** What the check says of an operation in a world. */
function checked(world: SettlementWorld, operation: SettlementOperation): string | undefined {
  const { state, holders, rules, domain } = world;
  try {
    checkOperation(operation, { state, holders, rules, domain, time: batchTime });
    return undefined;
  } catch (error) {
    if (isProtocolError(error)) return error.code;
    throw error;
  }
}

/** The first leg with something else. */
const firstLeg =
  (change: (leg: UnsignedOperation["legs"][0]) => Partial<UnsignedOperation["legs"][0]>): Change =>
  (operation) => {
    const [first, second] = operation.legs;
    return { ...operation, legs: [{ ...first, ...change(first) }, second] };
  };

describe("prover > settlement service > checkOperation", () => {
  let world: SettlementWorld;

  beforeEach(() => {
    world = SettlementWorld.funded();
  });

  const delivery = (change: Change) => checked(world, world.delivery(change));

  it("SETTLE-120: what is right is what the circuit takes", async () => {
    const { alice, bob } = world;
    const unshield = { amount: 300n, target: 5n };
    const out = { asset: assets.bond, notes: alice.notes, paid: 100n };
    const operations = [
      world.delivery(),
      world.shield(alice, assets.cash, 7n),
      world.operation({ parties: [alice, bob], legs: [out], unshield }),
    ];
    for (const operation of operations) expect(checked(world, operation)).to.equal(undefined);
    await executeBatch(world.plan([world.delivery(), blankOperation()]).state(digest).inputs);
  });

  it("SETTLE-30: an operation that moves nothing is refused", () => {
    expect(checked(world, world.blank())).to.equal("OPERATION_EMPTY");
  });

  it("SETTLE-18, SETTLE-20, SETTLE-23: numbers outside their ranges are refused", () => {
    const { alice } = world;
    const out = { asset: assets.bond, notes: alice.notes, paid: 100n };
    const good = world.operation({ parties: [alice, world.bob], legs: [out] });
    const [first, second] = good.legs;
    const changes: Partial<SettlementOperation>[] = [
      { terms: fieldModulus },
      { expiresAt: 1n << 64n },
      { ephemeral: 0n },
      { parties: [{ ...good.parties[0], y: 1n }, good.parties[1]] },
      { crossing: { ...good.crossing, amount: 1n << 128n } },
      { legs: [{ ...first, change: { ...first.change, amount: -1n } }, second] },
      { legs: [{ ...first, payment: { ...first.payment, nullifierKeyHash: fieldModulus } }, second] },
      { signatures: [{ ...good.signatures[0], response: 1n << 255n }, good.signatures[1]] },
    ];
    for (const change of changes)
      expect(checked(world, { ...good, ...change })).to.equal("OPERATION_VALUE_INVALID");
  });

  it("SETTLE-31: what crosses is what the first leg does", () => {
    const { alice } = world;
    const crossing = (change: Partial<UnsignedOperation["crossing"]>) => {
      const shield = world.shield(alice, assets.bond, 10n);
      return checked(world, { ...shield, crossing: { ...shield.crossing, ...change } });
    };
    expect(crossing({ target: 5n })).to.equal("OPERATION_CROSSING_INVALID");
    expect(crossing({ amount: 11n })).to.equal("OPERATION_CROSSING_INVALID");
    const none = { kind: 0, amount: 0n, target: 1n } as const;
    expect(delivery((same) => ({ ...same, crossing: none }))).to.equal("OPERATION_CROSSING_INVALID");
    expect(delivery((same) => ({ ...same, crossing: { ...none, kind: 2 } }))).to.equal(
      "OPERATION_CROSSING_INVALID",
    );
  });

  it("SETTLE-35: a leg that makes or loses value is refused", () => {
    const more = firstLeg(({ payment }) => ({ payment: { ...payment, amount: payment.amount + 1n } }));
    const less = firstLeg(({ change }) => ({ change: { ...change, amount: change.amount - 1n } }));
    expect(delivery(more)).to.equal("OPERATION_UNBALANCED");
    expect(delivery(less)).to.equal("OPERATION_UNBALANCED");
  });

  it("SETTLE-32: a note that is not in the tree is refused", () => {
    const other = firstLeg(({ inputs }) => ({ inputs: [{ ...inputs[0], randomness: 1n }, inputs[1]] }));
    expect(delivery(other)).to.equal("NOTE_UNKNOWN");
  });

  it("SETTLE-27: a note that was spent, or is spent twice, is refused", () => {
    const twice = firstLeg(({ inputs: [input], change }) => ({
      inputs: [input, input],
      change: { ...change, amount: change.amount + input.amount },
    }));
    expect(delivery(twice)).to.equal("NULLIFIER_SPENT");
    const spent = world.delivery();
    world.plan([spent, world.blank()]);
    expect(checked(world, spent)).to.equal("NULLIFIER_SPENT");
  });

  it("SETTLE-36: who may not receive does not", () => {
    const { bob, holders, rules } = world;
    const change = (other: Partial<typeof standing>) => {
      holders.set(bob.key.x, { ...standing, ...other });
      return delivery((same) => same);
    };
    expect(change({ isFrozen: true })).to.equal("HOLDER_FROZEN");
    expect(change({ expiresAt: batchTime })).to.equal("HOLDER_CLAIMS_EXPIRED");
    expect(change({ jurisdiction: 840 })).to.equal("RECEIVER_JURISDICTION_REFUSED");
    expect(change({})).to.equal(undefined);
    rules.set(assets.bond, { ...rules.find(assets.bond).rules, cap: 399n });
    expect(delivery((same) => same)).to.equal("PAYMENT_ABOVE_CAP");
    const stranger = world.bank();
    const gift = { asset: assets.cash, notes: bob.notes, paid: 1n };
    const paid = world.operation({ parties: [bob, stranger], legs: [gift] });
    expect(checked(world, paid)).to.equal("HOLDER_UNKNOWN");
  });

  it("SETTLE-37: who is frozen does not give; who has expired claims does", () => {
    const { alice, bob, holders } = world;
    const gift = () =>
      world.operation({ parties: [alice, bob], legs: [{ asset: 1n, notes: alice.notes, paid: 1n }] });
    holders.set(alice.key.x, { ...standing, expiresAt: 0n });
    expect(checked(world, gift())).to.equal(undefined);
    holders.set(alice.key.x, { ...standing, isFrozen: true });
    expect(checked(world, gift())).to.equal("HOLDER_FROZEN");
  });

  it("SETTLE-38: an operation is signed by who gives, and in time", () => {
    expect(delivery((same) => ({ ...same, expiresAt: batchTime }))).to.equal("OPERATION_EXPIRED");
    const good = world.delivery();
    expect(checked(world, { ...good, terms: good.terms + 1n })).to.equal("OPERATION_UNSIGNED");
    const [first] = good.signatures;
    expect(checked(world, { ...good, signatures: [first, first] })).to.equal("OPERATION_UNSIGNED");
  });

  it("SETTLE-29: an asset without rules is refused", () => {
    const shield = world.shield(world.alice, assets.bond, 5n);
    const [first, second] = shield.legs;
    const other = { ...shield, legs: [first, { ...second, asset: 9n }] as const };
    expect(checked(world, other)).to.equal("SETTLEMENT_ASSET_UNKNOWN");
  });
});
