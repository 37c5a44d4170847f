import { expect } from "chai";
import type { NullifierInsertion, SettlementState, QuadTree } from "@muniment/protocol";
import { nullifierLeaf, quadRoot, settlementStateRoot } from "@muniment/protocol";
import type { BatchPlan, CircuitInput, CircuitInputs } from "@muniment/prover";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import { patched, plus } from "../../helpers/settlement/patched.js";
import { refusalOf } from "../../helpers/settlement/refusalOf.js";
import { SettlementWorld } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;
const failed = (message: string) => `Circuit execution failed: ${message}`;
const outOfOrder = failed("call to assert_max_bit_size");
const insertions = ["batch", "insertions"];

type Insertion = { place: string; is_same_gap: boolean; value: string; next: string; path: CircuitInput };

const listed = (inputs: CircuitInputs) => (inputs["batch"] as { insertions: Insertion[] }).insertions;
const numbers = (plan: BatchPlan) =>
  plan.sealed.flatMap(({ legs }) => legs.flatMap(({ nullifiers }) => [...nullifiers]));
const hex = (value: bigint) => `0x${value.toString(16)}`;

/** A world in which two operations were settled, and the same two planned once more on the state before. */
function spentTwice() {
  const world = SettlementWorld.funded();
  const twin = SettlementWorld.funded();
  const operations = [world.delivery(), world.blank()];
  world.plan(operations);
  return { world, second: twin.plan(operations) };
}

describe("prover > settlement > nullifiers", function () {
  this.timeout(60_000);

  it("SETTLE-27: refuses a note that was spent, whatever leaf is shown for it", async () => {
    const { world, second } = spentTwice();
    const { inputs } = second.state(digest);
    const { state } = world;
    const spent = numbers(second);
    // The tree as it is now, in which the nullifiers are; the notes as they were.
    const now = (insertion: (nullifier: bigint, own: Insertion) => Insertion) => {
      const tree = patched(inputs, ["batch", "state", "nullifiers"], () => hex(state.nullifiers.root));
      const old = patched(tree, insertions, () =>
        listed(inputs).map((own) => insertion(spent[Number(own.place)] as bigint, own)),
      );
      return patched(old, ["statement", "old_state"], () => hex(oldRoot(inputs, state.nullifiers.root)));
    };

    // As it was before: the leaf is no longer in the tree.
    expect(await refusalOf(now((_, own) => own))).to.equal(failed("a path does not lead to the root"));
    // The leaf before it, which names it as its next.
    const before = now((nullifier, own) => {
      const { value, next, path } = state.nullifiers.leafBefore(nullifier);
      expect(next).to.equal(nullifier);
      return { ...own, is_same_gap: false, value: hex(value), next: hex(next), path: pathOf(path) };
    });
    expect(await refusalOf(before)).to.equal(outOfOrder);
    // Its own leaf.
    const own = now((nullifier, insertion) => {
      const { value, next, path } = state.nullifiers.leafBefore(nullifier + 1n);
      expect(value).to.equal(nullifier);
      expect(quadRoot(nullifierLeaf(value, next), path)).to.equal(state.nullifiers.root);
      return { ...insertion, is_same_gap: false, value: hex(value), next: hex(next), path: pathOf(path) };
    });
    expect(await refusalOf(own)).to.equal(outOfOrder);
  });

  it("SETTLE-27: refuses a note that is spent twice in one batch", async () => {
    const world = SettlementWorld.funded();
    const operation = world.delivery();
    const honest = world.plan([operation, world.blank()]);
    const { inputs } = honest.state(digest);
    const twin = SettlementWorld.funded();
    const twice = Object.assign(Object.create(twin.state) as SettlementState, {
      advance: () => ({ block: 2n, notesPath: idle(14), nullifiersPath: idle(14), insertions: [] }),
    });
    const plan = twin.plan([operation, operation], { state: twice });
    const spent = numbers(plan);
    const order = spent
      .map((_, place) => place)
      .sort((one, other) => ((spent[one] as bigint) < (spent[other] as bigint) ? -1 : 1));
    const doubled = patched(plan.state(digest).inputs, insertions, () =>
      order.map((place, at) => {
        const nullifier = spent[place] as bigint;
        const { value, next, path } = SettlementWorld.funded().state.nullifiers.leafBefore(nullifier);
        const isSameGap = at > 0 && value < (spent[order[at - 1] as number] as bigint);
        return {
          place: hex(BigInt(place)),
          is_same_gap: isSameGap,
          value: hex(value),
          next: hex(next),
          path: pathOf(path),
        };
      }),
    );
    expect(await refusalOf(doubled)).to.equal(outOfOrder);
    await executeBatch(inputs);
  });

  it("SETTLE-27: refuses to leave a nullifier out by entering another one twice", async () => {
    const { inputs } = delivered();
    const [first] = listed(inputs) as [Insertion];
    const twice = patched(inputs, [...insertions, 1, "place"], () => first.place);
    expect(await refusalOf(twice)).to.equal(outOfOrder);
    const beyond = patched(inputs, [...insertions, 1, "place"], () => "0x8");
    expect(await refusalOf(beyond)).to.include("Index out of bounds");
  });

  it("SETTLE-27: refuses to enter a nullifier behind one of another gap, or the first behind none", async () => {
    const { inputs } = delivered();
    const first = patched(inputs, [...insertions, 0, "is_same_gap"], () => true);
    expect(await refusalOf(first)).to.equal(failed("the first nullifier has no gap"));
    const place = listed(inputs).findIndex((insertion, at) => at > 0 && !insertion.is_same_gap);
    expect(place).to.be.greaterThan(0);
    const joined = patched(inputs, [...insertions, place, "is_same_gap"], () => true);
    expect(await refusalOf(joined)).to.equal(outOfOrder);
  });

  it("SETTLE-27: refuses to show a gap once more after something entered it", async () => {
    const { inputs } = delivered();
    const place = listed(inputs).findIndex((insertion) => insertion.is_same_gap);
    expect(place).to.be.greaterThan(0);
    const gap = listed(inputs)[place - 1] as Insertion;
    const again = patched(inputs, [...insertions, place], (own) => ({
      ...gap,
      place: (own as Insertion).place,
    }));
    expect(await refusalOf(again)).to.equal(failed("a path does not lead to the root"));
  });

  it("SETTLE-26: refuses a leaf that is not in the tree: a gap of the prover's own", async () => {
    const { inputs } = delivered();
    const wide = patched(inputs, [...insertions, 0, "value"], plus(1n));
    expect(await refusalOf(wide)).to.equal(failed("a path does not lead from its leaf"));
    const next = patched(inputs, [...insertions, 0, "next"], plus(-1n));
    expect(await refusalOf(next)).to.equal(failed("a path does not lead from its leaf"));
  });

  it("SETTLE-27: refuses values out of order within a gap", async () => {
    const { inputs } = delivered();
    const list = listed(inputs);
    const place = list.findIndex((insertion, at) => at > 0 && insertion.is_same_gap);
    const [one, other] = [list[place - 1] as Insertion, list[place] as Insertion];
    const swapped = patched(
      patched(inputs, [...insertions, place - 1, "place"], () => other.place),
      [...insertions, place, "place"],
      () => one.place,
    );
    expect(await refusalOf(swapped)).to.equal(outOfOrder);
  });

  it("SETTLE-27: refuses another order of gaps: a batch has one end, for two would freeze the lane", async () => {
    const world = SettlementWorld.funded();
    const plan = world.plan([world.delivery(), world.blank()]);
    const { inputs } = plan.state(digest);
    const spent = numbers(plan);
    const gaps = gapsOf(listed(inputs));
    expect(gaps.length).to.be.greaterThan(1);
    // As the prover lists them this is the honest end, so what is refused below is the order alone.
    const honest = entered(gaps, spent);
    expect(hex(endWith(world, honest.root))).to.equal(endOf(inputs));
    const other = entered(gaps.toReversed(), spent);
    expect(other.root).to.not.equal(honest.root);
    const reordered = patched(
      patched(inputs, insertions, () => other.insertions),
      ["batch", "nullifiers_path"],
      () => other.path,
    );
    const ended = patched(reordered, ["statement", "new_state"], () => hex(endWith(world, other.root)));
    expect(await refusalOf(ended)).to.equal(outOfOrder);
  });

  it("SETTLE-24: the circuit's nullifiers are the ones computed off chain, the highest parts of elements included", async () => {
    // 24 random elements: what is above their low 248 bits takes many of the 49 values it can have.
    const world = SettlementWorld.funded();
    const operations = Array.from({ length: 6 }, () => world.blank());
    for (let at = 0; at < 6; at += 2) {
      await executeBatch(world.plan(operations.slice(at, at + 2)).state(digest).inputs);
    }
  });
});

/** Insertions by the gap that they enter. */
function gapsOf(list: readonly Insertion[]): Insertion[][] {
  const gaps: Insertion[][] = [];
  for (const insertion of list) {
    if (insertion.is_same_gap) gaps.at(-1)?.push(insertion);
    else gaps.push([insertion]);
  }
  return gaps;
}

/** Enters nullifiers gap by gap, in whatever order the gaps come, as one who proves it would. */
function entered(gaps: readonly Insertion[][], spent: readonly bigint[]) {
  const { nullifiers, leaves } = SettlementWorld.funded().state;
  const { tree } = nullifiers as unknown as { readonly tree: QuadTree };
  const block = (leaves + 15n) / 16n;
  const added: bigint[] = [];
  const insertions = gaps.flatMap((gap) => {
    const [first] = gap as [Insertion];
    const values = gap.map(({ place }) => spent[Number(place)] as bigint);
    const index = BigInt((first.path as { index: string }).index);
    const path = tree.path(index);
    tree.set(index, nullifierLeaf(BigInt(first.value), values[0] as bigint));
    added.push(...values.map((value, at) => nullifierLeaf(value, values[at + 1] ?? BigInt(first.next))));
    return gap.map((own, at) => (at === 0 ? { ...own, path: pathOf(path) } : own));
  });
  const { children } = tree.path(block, 2);
  tree.setAll(block * 16n, added);
  return { insertions, path: children.map((four) => four.map(hex)), root: tree.root };
}

/** The state root behind a world's batch, with this root of nullifiers. */
function endWith({ state }: SettlementWorld, nullifiers: bigint): bigint {
  return settlementStateRoot(state.notesRoot, nullifiers, state.leaves);
}

function endOf(inputs: CircuitInputs): string {
  return (inputs["statement"] as { new_state: string }).new_state;
}

function delivered(): { readonly inputs: CircuitInputs } {
  const world = SettlementWorld.funded();
  return world.plan([world.delivery(), world.blank()]).state(digest);
}

function pathOf({ index, children }: NullifierInsertion["path"]): CircuitInputs {
  return { index: hex(index), children: children.map((four) => four.map(hex)) };
}

function idle(depth: number): NullifierInsertion["path"] {
  return { index: 0n, children: Array.from({ length: depth }, () => [0n, 0n, 0n, 0n] as const) };
}

/** The state root of the notes and leaves of a batch's inputs with another root of nullifiers. */
function oldRoot(inputs: CircuitInputs, nullifiers: bigint): bigint {
  const { state } = inputs["batch"] as { state: { notes: string; leaves: string } };
  return settlementStateRoot(BigInt(state.notes), nullifiers, BigInt(state.leaves));
}
