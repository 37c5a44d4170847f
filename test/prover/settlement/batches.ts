import { expect } from "chai";
import { dataChallenge, evaluateData, operationWords, publicInputs } from "@muniment/protocol";
import type { CircuitInputs } from "@muniment/prover";
import { executeBatch } from "../../helpers/settlement/executeBatch.js";
import { patched, plus } from "../../helpers/settlement/patched.js";
import { refusalOf } from "../../helpers/settlement/refusalOf.js";
import { SettlementWorld } from "../../helpers/settlement/SettlementWorld.js";

const digest = `0x${"ab".repeat(32)}` as const;
const failed = (message: string) => `Circuit execution failed: ${message}`;
const modulus = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

function delivered() {
  const world = SettlementWorld.funded();
  const plan = world.plan([world.delivery(), world.blank()]);
  return { world, plan, ...plan.state(digest) };
}

const number = (inputs: CircuitInputs, name: string) =>
  BigInt((inputs["statement"] as Record<string, string>)[name] as string);

describe("prover > settlement > batches", function () {
  this.timeout(60_000);

  it("SETTLE-44: what the circuit is given are the public inputs, in their order", () => {
    const { inputs, statement } = delivered();
    const words = Object.values(inputs["statement"] as Record<string, string>).map(BigInt);
    expect(publicInputs(statement).map(BigInt)).to.deep.equal(words);
  });

  it("SETTLE-44: refuses every public input that is another", async () => {
    const { inputs } = delivered();
    const expected = {
      domain: "a giver has not signed the operation",
      old_state: "the batch begins in another state",
      new_state: "the batch ends in another state",
      eligibility: "a path does not lead to the root",
      rules: "a path does not lead to the root",
      commitment: "the commitment is of other data",
      challenge: "the evaluation is of other data",
      evaluation: "the evaluation is of other data",
    };
    for (const [name, message] of Object.entries(expected)) {
      const other = patched(inputs, ["statement", name], plus(1n));
      expect(await refusalOf(other), name).to.equal(failed(message));
    }
  });

  it("SETTLE-18: refuses a public input, and a secret one, in its other form", async () => {
    const { inputs } = delivered();
    const places = [
      ...[
        "domain",
        "old_state",
        "new_state",
        "eligibility",
        "rules",
        "commitment",
        "challenge",
        "evaluation",
      ].map((name) => ["statement", name]),
      ["batch", "operations", 0, "legs", 0, "inputs", 0, "nullifier_key"],
      ["batch", "operations", 0, "legs", 0, "inputs", 0, "randomness"],
    ];
    for (const place of places) {
      expect(await refusalOf(patched(inputs, place, plus(modulus)))).to.include("exceeds field modulus");
    }
  });

  it("SETTLE-44: refuses a time beyond 64 bits", async () => {
    const { inputs } = delivered();
    const late = patched(inputs, ["statement", "time"], plus(1n << 64n));
    expect(await refusalOf(late)).to.include("does not fall within range");
  });

  it("SETTLE-42: every word of the data counts: one that is another changes the evaluation", async () => {
    const { plan, inputs, statement } = delivered();
    const words = plan.sealed.flatMap(operationWords);
    const challenge = dataChallenge(digest, statement.commitment);
    expect(evaluateData(words, challenge)).to.equal(statement.evaluation);
    // The commitment stays that of the true data, as if L1 had been given others.
    for (const place of [0, 3, 7, 8, 26, 53]) {
      const tampered = words.map((word, at) => (at === place ? (word + 1n) % modulus : word));
      const evaluation = evaluateData(tampered, challenge);
      const other = patched(inputs, ["statement", "evaluation"], () => `0x${evaluation.toString(16)}`);
      expect(await refusalOf(other)).to.equal(failed("the evaluation is of other data"));
    }
  });

  it("SETTLE-42: the same batch under another header has another challenge, and holds too", async () => {
    const { plan, statement } = delivered();
    const other = plan.state(`0x${"cd".repeat(32)}`);
    expect(other.statement.challenge).to.not.equal(statement.challenge);
    expect(other.statement.evaluation).to.not.equal(statement.evaluation);
    await executeBatch(other.inputs);
  });

  it("SETTLE-43: refuses a state whose parts are not those of the old root", async () => {
    const { inputs } = delivered();
    for (const part of ["notes", "nullifiers", "leaves"]) {
      const other = patched(inputs, ["batch", "state", part], plus(1n));
      expect(await refusalOf(other), part).to.equal(failed("the batch begins in another state"));
    }
  });

  it("SETTLE-43: a proof of one batch is none of the next", async () => {
    const { world, inputs } = delivered();
    const next = world.plan([world.blank(), world.blank()]).state(digest);
    const moved = patched(
      inputs,
      ["statement", "old_state"],
      () => `0x${next.statement.oldState.toString(16)}`,
    );
    expect(number(moved, "old_state")).to.equal(number(inputs, "new_state"));
    expect(await refusalOf(moved)).to.equal(failed("the batch begins in another state"));
  });

  it("SETTLE-41: refuses leaves that do not come next", async () => {
    const { inputs } = delivered();
    for (const difference of [1n, -1n]) {
      const elsewhere = patched(inputs, ["batch", "block"], plus(difference));
      const message = await refusalOf(elsewhere);
      expect([
        failed("the new leaves do not come next"),
        failed("attempt to subtract with overflow"),
      ]).to.include(message);
    }
  });

  it("SETTLE-41: refuses leaves in a place that is not empty, or in another tree", async () => {
    for (const tree of ["notes_path", "nullifiers_path"]) {
      const { inputs } = delivered();
      const place = Number(BigInt((inputs["batch"] as { block: string }).block) & 3n);
      const taken = patched(inputs, ["batch", tree, 0, place], plus(1n));
      expect(await refusalOf(taken), tree).to.equal(failed("a path does not lead from its leaf"));
      const top = patched(inputs, ["batch", tree, 13, 3], plus(1n));
      expect(await refusalOf(top), tree).to.equal(failed("a path does not lead to the root"));
    }
  });
});
