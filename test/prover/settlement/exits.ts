import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Note } from "@muniment/protocol";
import {
  commitmentOf,
  exitMessage,
  exitPublicInputs,
  fieldHash,
  Grumpkin,
  hashTags,
  noteValue,
  nullifierOf,
  QuadTree,
  settlementStateRoot,
  signMessage,
} from "@muniment/protocol";
import type { CircuitInput, CircuitInputs, ExitPlan } from "@muniment/prover";
import { circuitLevels, ExitProver, planExit, writeInsecureSrs } from "@muniment/prover";
import { caught } from "../../helpers/caught.js";
import { rejected } from "../../helpers/rejected.js";
import { exitOf } from "../../helpers/settlement/exitOf.js";
import { executeCircuit } from "../../helpers/settlement/executeCircuit.js";
import { patched, plus } from "../../helpers/settlement/patched.js";
import { refusalOf } from "../../helpers/settlement/refusalOf.js";
import { assets, SettlementWorld, standing } from "../../helpers/settlement/SettlementWorld.js";

const failed = (message: string) => `Circuit execution failed: ${message}`;
const hex = (value: bigint) => `0x${value.toString(16)}`;
const refused = ({ inputs }: Pick<ExitPlan, "inputs">) => refusalOf(inputs, "exit");
const target = 0x00000001_2222222222222222222222222222222222222222n;

/** Alice's bonds on their way out. */
function leaving(world = SettlementWorld.funded()) {
  const note = world.alice.notes[0] as Note;
  const exit = exitOf(world, world.alice, note, target);
  return { world, note, exit, plan: planExit(exit, world.state, world.holders) };
}

describe("prover > settlement > exits", function () {
  this.timeout(60_000);

  it("SETTLE-45: a note leaves, also after other notes were spent, and however old the owner's claims are", async () => {
    const { world, plan } = leaving();
    await executeCircuit("exit", plan.inputs);
    world.plan([
      world.operation({
        parties: [world.bob, world.alice],
        legs: [{ asset: assets.cash, notes: world.bob.notes }],
      }),
      world.blank(),
    ]);
    world.holders.set(world.alice.key.x, { ...standing, expiresAt: 0n });
    const later = leaving(world).plan;
    expect(later.statement.state).to.not.equal(plan.statement.state);
    await executeCircuit("exit", later.inputs);
  });

  it("SETTLE-45: says of a note that cannot leave which rule it breaks, and shows nothing of it", async () => {
    const place = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
    const circuit = place("circuits/compiled/exit.json");
    const prover = await ExitProver.open({
      ...{ circuit, srs: writeInsecureSrs(place("cache/srs"), circuitLevels.exit) },
    });
    const { plan } = leaving();
    const state = patched(plan.inputs, ["statement", "state"], plus(1n));
    const refusals = [
      [state, "the exit is of another state"],
      [{ ...plan.inputs, statement: "0x77777777" }, "it has no solution"],
    ] as const;
    for (const [inputs, problem] of refusals) {
      const error = await rejected(prover.prove(inputs));
      expect([error.code, error.context["problem"]]).to.deep.equal(["SETTLEMENT_WITNESS_REFUSED", problem]);
      expect(error.message).not.to.contain("7777");
      expect(error.cause).to.equal(undefined);
    }
  });

  it("SETTLE-47: what the circuit is given are the public inputs, in their order", () => {
    const { plan, note } = leaving();
    const words = Object.values(plan.inputs["statement"] as Record<string, string>).map(BigInt);
    expect(exitPublicInputs(plan.statement).map(BigInt)).to.deep.equal(words);
    expect(plan.statement.value).to.equal((note.asset << 128n) + note.amount);
  });

  it("SETTLE-47: refuses every public input that is another", async () => {
    const { plan } = leaving();
    const expected = {
      domain: "a giver has not signed the operation",
      state: "the exit is of another state",
      nullifier: "the nullifier is another note's",
      value: "another value leaves",
      target: "a giver has not signed the operation",
      eligibility: "a path does not lead to the root",
    };
    for (const [name, message] of Object.entries(expected)) {
      const inputs = patched(plan.inputs, ["statement", name], plus(1n));
      expect(await refused({ inputs }), name).to.equal(failed(message));
    }
  });

  it("SETTLE-45: refuses a note that is in no tree, or in another", async () => {
    const { world, note, plan } = leaving();
    const own = { ...note, amount: note.amount + 1n };
    const tree = new QuadTree(16);
    tree.set(16n, commitmentOf(own));
    const path = { index: "0x10", children: tree.path(16n).children.map((four) => four.map(hex)) };
    const exit = exitOf(world, world.alice, own, target);
    const value = noteValue.join(own.asset, own.amount);
    const nullifier = nullifierOf(own.nullifierKey, commitmentOf(own));
    const gap = world.state.nullifiers.leafBefore(nullifier);
    const { challenge, response } = exit.signature;
    const edits = [
      [["statement", "value"], hex(value)],
      [["statement", "nullifier"], hex(nullifier)],
      [["exit", "note", "amount"], hex(own.amount)],
      [["exit", "gap", "value"], hex(gap.value)],
      [["exit", "gap", "next"], hex(gap.next)],
      [
        ["exit", "gap", "path"],
        { index: hex(gap.path.index), children: gap.path.children.map((four) => four.map(hex)) },
      ],
      [["exit", "owner", "signature", "challenge"], hex(challenge)],
      [
        ["exit", "owner", "signature", "response"],
        { low: hex(BigInt.asUintN(128, response)), high: hex(response >> 128n) },
      ],
    ] as const;
    const onOldPath = edits.reduce(
      (inputs, [place, value]) => patched(inputs, place, () => value),
      plan.inputs,
    );
    expect(await refused({ inputs: onOldPath })).to.equal(failed("a path does not lead from its leaf"));
    const onOwnPath = patched(onOldPath, ["exit", "note", "path"], () => path);
    expect(await refused({ inputs: onOwnPath })).to.equal(failed("a path does not lead to the root"));
    // All else is right: with its tree in the state it would leave.
    const root = settlementStateRoot(tree.root, world.state.nullifiers.root, world.state.leaves);
    const moved = patched(onOwnPath, ["exit", "state", "notes"], () => hex(tree.root));
    await executeCircuit(
      "exit",
      patched(moved, ["statement", "state"], () => hex(root)),
    );
  });

  it("SETTLE-45: refuses a note that was spent, whatever leaf is shown for it", async () => {
    const { world, exit, note } = leaving();
    const before = planExit(exit, world.state, world.holders);
    world.plan([world.delivery(), world.blank()]);
    expect(caught(() => planExit(exit, world.state, world.holders)).code).to.equal("NULLIFIER_SPENT");

    const { state } = world;
    const nullifier = nullifierOf(note.nullifierKey, commitmentOf(note));
    const path = state.notePath(commitmentOf(note));
    const now = (gap: ReturnType<typeof state.nullifiers.leafBefore>) => {
      const pathOf = (one: typeof path) => ({
        index: hex(one.index),
        children: one.children.map((four) => four.map(hex)),
      });
      const edits = [
        [["statement", "state"], hex(state.root)],
        [["exit", "state", "notes"], hex(state.notesRoot)],
        [["exit", "state", "nullifiers"], hex(state.nullifiers.root)],
        [["exit", "state", "leaves"], hex(state.leaves)],
        [["exit", "note", "path"], pathOf(path)],
        [["exit", "gap", "value"], hex(gap.value)],
        [["exit", "gap", "next"], hex(gap.next)],
        [["exit", "gap", "path"], pathOf(gap.path)],
      ] as const;
      return edits.reduce((inputs, [place, value]) => patched(inputs, place, () => value), before.inputs);
    };
    const outOfOrder = failed("call to assert_max_bit_size");
    expect(await refused({ inputs: now(state.nullifiers.leafBefore(nullifier)) })).to.equal(outOfOrder);
    expect(await refused({ inputs: now(state.nullifiers.leafBefore(nullifier + 1n)) })).to.equal(outOfOrder);
    const wide = { ...state.nullifiers.leafBefore(nullifier), next: 1n << 248n };
    expect(await refused({ inputs: now(wide) })).to.equal(failed("a path does not lead from its leaf"));
    const elsewhere = patched(
      now(wide),
      ["exit", "gap"],
      () => (before.inputs["exit"] as CircuitInputs)["gap"] as CircuitInput,
    );
    expect(await refused({ inputs: elsewhere })).to.equal(failed("a path does not lead to the root"));
  });

  it("SETTLE-45: refuses an amount of zero: a blank's owner is nobody", async () => {
    const world = SettlementWorld.funded();
    const all = { asset: assets.bond, notes: world.alice.notes, paid: 1_000n };
    const plan = world.plan([
      world.operation({ parties: [world.alice, world.bob], legs: [all] }),
      world.blank(),
    ]);
    const change = plan.sealed[0]?.legs[0].change.commitment as bigint;
    expect(world.state.notePath(change).index).to.be.greaterThan(0n);
    const nothing = { ...(world.bob.notes[0] as Note), amount: 0n };
    world.state.advance([1n], [commitmentOf(nothing)], 2);
    expect(
      await refused(planExit(exitOf(world, world.bob, nothing, target), world.state, world.holders)),
    ).to.equal(failed("nothing leaves"));
  });

  it("SETTLE-45: refuses an asset of more than 32 bits", async () => {
    const world = SettlementWorld.funded();
    const odd = { ...(world.bob.notes[0] as Note), asset: 1n << 32n };
    world.state.advance([1n], [commitmentOf(odd)], 2);
    expect(
      await refused(planExit(exitOf(world, world.bob, odd, target), world.state, world.holders)),
    ).to.equal(failed("call to assert_max_bit_size"));
  });

  it("SETTLE-46: refuses an owner that is frozen, or that the registrars do not know", async () => {
    const { world, exit } = leaving();
    world.holders.set(world.alice.key.x, { ...standing, isFrozen: true });
    expect(await refused(planExit(exit, world.state, world.holders))).to.equal(failed("a giver is frozen"));
    const thawed = patched(
      planExit(exit, world.state, world.holders).inputs,
      ["exit", "owner", "standing", "is_frozen"],
      () => false,
    );
    expect(await refused({ inputs: thawed })).to.equal(failed("a path does not lead from its leaf"));
    // Twice this is the same status: of another jurisdiction, which no country has, and not frozen.
    const half = Grumpkin.Fp.div(2n * BigInt(standing.jurisdiction) + 1n, 2n);
    const disguised = patched(thawed, ["exit", "owner", "standing", "jurisdiction"], () => hex(half));
    expect(await refused({ inputs: disguised })).to.equal(failed("call to assert_max_bit_size"));
    const stranger = { ...exit, owner: world.bank().key };
    expect(caught(() => planExit(stranger, world.state, world.holders)).code).to.equal("HOLDER_UNKNOWN");
  });

  it("SETTLE-46: refuses what somebody else signed, and what was signed for an operation", async () => {
    const { world, exit, plan } = leaving();
    const { domain, value, nullifier } = plan.statement;
    const message = exitMessage({ domain, value, target, nullifier });
    expect(message).to.equal(fieldHash(hashTags.exit, [domain, value, target, nullifier]));
    const signatures = [
      signMessage(world.bob.secret, message),
      signMessage(world.alice.secret, fieldHash(hashTags.operation, [domain, value, target, nullifier])),
    ];
    for (const signature of signatures) {
      expect(await refused(planExit({ ...exit, signature }, world.state, world.holders))).to.equal(
        failed("a giver has not signed the operation"),
      );
    }
    const twice = { ...exit.signature, response: exit.signature.response + Grumpkin.Fn.ORDER };
    expect(await refused(planExit({ ...exit, signature: twice }, world.state, world.holders))).to.include(
      "is not a valid grumpkin scalar",
    );
  });

  it("SETTLE-46: refuses somebody else's note", async () => {
    const { world, note, plan } = leaving();
    const theft = exitOf(world, world.bob, note, target);
    const { x, y } = world.bob.key;
    const asBob = patched(plan.inputs, ["exit", "owner", "key"], () => ({ x: hex(x), y: hex(y) }));
    expect(
      caught(() => planExit({ ...theft, note: { ...note, owner: x } }, world.state, world.holders)).code,
    ).to.equal("NOTE_UNKNOWN");
    expect(await refused({ inputs: asBob })).to.equal(failed("a path does not lead from its leaf"));
  });
});
