import { Machine, PersistentTree, type StepEvent } from "@muniment/executor";
import {
  chainHash,
  accountValueHash,
  bounds,
  keccak256,
  machinePhases,
  pagesCommitment,
  updateStateProof,
  verifyStateProof,
} from "@muniment/protocol";
import { expect } from "chai";
import { randomBatch } from "./helpers/randomBatch.js";

/** Checks what a step needed against the commitments of its moment. */
function expectShown(event: StepEvent): void {
  switch (event.kind) {
    case "read":
      expect(verifyStateProof(event.tree.root(), event.key, event.tree.prove(event.key))).to.equal(
        event.tree.get(event.key),
      );
      break;
    case "write": {
      const { tree, key, valueHash } = event;
      const after = updateStateProof(tree.root(), tree.prove(key, true), { key, valueHash });
      expect(after).to.equal(tree.set(key, valueHash).root());
      break;
    }
    case "account":
      expect(accountValueHash(event.account)).to.match(/^0x/);
      break;
    case "code":
      expect(keccak256(event.code)).to.equal(event.hash);
      break;
    case "pages":
      expect(event.pages.commitment()).to.equal(pagesCommitment(event.pages.read(0, event.pages.size)));
      expect(event.pages.size).to.be.at.most(bounds.frameMemory);
      break;
    case "stack":
      expect(event.depth).to.be.at.most(17);
      break;
    case "instruction":
    case "data":
      expect(event.size).to.be.greaterThan(0);
      break;
    case "list":
      expect(chainHash(event.before, event.word)).to.match(/^0x/);
      break;
    case "receipt":
      expect(event.recorded.raw.length).to.be.greaterThan(9);
      break;
    case "item":
      expect(event.index).to.be.lessThan(5);
  }
}

describe("the machine's witnesses", () => {
  it("DISPUTE-20, DISPUTE-30: all that a step needs is shown under the commitments of its moment", () => {
    const { input, execution, first, source } = randomBatch(3, 10);
    let machine = Machine.begin({ leaf: first, batch: input, source });
    const kinds = new Map<string, number>();
    for (let index = 1; index < execution.leaves.length; index++) {
      while (!machine.isDone) {
        const { state, scratch, data } = machine.state;
        const changed = { state, scratch };
        machine.step({
          note: (event) => {
            kinds.set(event.kind, (kinds.get(event.kind) ?? 0) + 1);
            expectShown(event);
            if (event.kind !== "write" || event.name === "origin") return;
            // The writes of a step are made one upon the other.
            expect(event.tree.root()).to.equal(changed[event.name].root());
            changed[event.name] = event.tree.set(event.key, event.valueHash);
          },
        });
        if (data.phase === "run") {
          expect(machine.state.state.root()).to.equal(changed.state.root());
        }
      }
      machine = machine.next();
    }
    for (const kind of [
      "read",
      "write",
      "account",
      "code",
      "pages",
      "instruction",
      "stack",
      "data",
      "receipt",
    ]) {
      expect(kinds.get(kind), kind).to.be.greaterThan(0);
    }
  }).timeout(120_000);

  it("DISPUTE-30: the commitment of any step is the same when it is come to forwards, backwards or by a clone", () => {
    const { input, execution, first, source } = randomBatch(5, 10);
    let machine = Machine.begin({ leaf: first, batch: input, source });
    let longest = machine;
    for (let index = 1; index < execution.leaves.length; index++) {
      machine.finish();
      if (machine.steps > longest.steps) longest = machine;
      machine = machine.next();
    }
    const last = longest.steps;
    longest.seek(0);
    const forwards = [longest.commitment()];
    const phases = new Set<string>();
    while (!longest.isDone) {
      phases.add(longest.state.data.phase);
      longest.step();
      forwards.push(longest.commitment());
    }
    expect(forwards.length).to.equal(last + 1);
    expect(new Set(forwards).size, "no state comes twice").to.equal(forwards.length);
    expect([...phases].every((phase) => phase in machinePhases)).to.equal(true);
    const clone = longest.clone();
    for (let at = last; at >= 0; at -= 1 + Math.floor(last / 12)) {
      expect(longest.commitmentAt(at), `step ${at}`).to.equal(forwards[at]);
      expect(clone.commitmentAt(last - at)).to.equal(forwards[last - at]);
    }
    expect(longest.commitmentAt(2 ** 24), "the end is followed by itself").to.equal(forwards[last]);
    expect(PersistentTree.empty.root()).to.match(/^0x0+$/);
  }).timeout(120_000);
});
