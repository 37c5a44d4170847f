import { expect } from "chai";
import type { Hex } from "@muniment/protocol";
import { stepFamilies } from "../../../../packages/challenger/src/index.js";
import type { Machine } from "../../../../packages/executor/src/index.js";
import { fromHex, joinBytes, keccak256, zeroHash } from "../../../../packages/protocol/src/index.js";
import { type ComparedStep, deployFamilies } from "./helpers/deployFamilies.js";
import { account, main, op, probe } from "./helpers/probes.js";

const { compareStep, families } = await deployFamilies(1);
const callee: Hex = "0x000000000000000000000000000000000000b001";
/** Bytes of the words of machine and frame, of a transaction and of an opening's head and of a page of code. */
const sizes = { head: 512 + 736, transaction: 640, opening: 17, codePage: 1152, page: 1024 };

const program = [
  ...op(0x53, 70, 9),
  ...op(0x31, main),
  ...op(0x3b, callee),
  ...op(0x3c, callee, 1, 0, 40),
  ...op(0x54, 5),
  ...op(0xf1, 100_000, callee, 0, 0, 0, 40, 50),
  ...op(0xf1, 100_000, 4, 0, 10, 40, 40, 50),
];
const accounts = { [callee]: account({ code: Uint8Array.from(op(0xf3, 0, 100)) }) };
const machine: Machine = probe(Uint8Array.from(program), { accounts });

/** The steps of the program's frames, by phase and opcode; the first of each. */
const steps = new Map<string, ComparedStep>();
while (!machine.isDone) {
  const step = await compareStep(machine);
  if (step !== undefined && step.place <= stepFamilies.indexOf("PrecompileFamily")) {
    const name = step.phase === "run" ? step.opcode.toString(16) : step.phase;
    if (!steps.has(name)) steps.set(name, step);
  }
}

const stepOf = (name: string): ComparedStep => steps.get(name)!;

/** A witness with a byte changed; from its end when the place is negative. */
function spoilt({ witness }: ComparedStep, at: number): Uint8Array {
  const changed = witness.slice();
  changed[at < 0 ? changed.length + at : at]! ^= 1;
  return changed;
}

/** A witness in which the first page of an opening is not shown. */
function hidden({ witness }: ComparedStep, at: number, size: number): Uint8Array {
  const [from, to] = [at + sizes.opening, at + sizes.opening + size];
  const map = witness.slice(at, from);
  map[16]! &= 0xfe;
  const hash = fromHex(keccak256(witness.subarray(from, to)), 32);
  return joinBytes([witness.subarray(0, at), map, hash, witness.subarray(to)]);
}

async function expectRefusal(step: ComparedStep, witness: Uint8Array, error: string, gasLimit = 16_777_216n) {
  const family = families[step.place]!;
  const call = family.getFunction("run").staticCall(zeroHash, step.before, 1, witness, { gasLimit });
  await expect(call, error).to.be.revertedWithCustomError(family, error);
}

describe("families of frames: refused witnesses", () => {
  it("DISPUTE-7: a witness that ends too early, or goes on", async () => {
    for (const step of steps.values()) {
      if (step.place === 0) continue;
      const longer = joinBytes([step.witness, new Uint8Array(1)]);
      await expectRefusal(step, longer, "WitnessTapeTooLong");
    }
    for (const name of ["54", "31", "call"]) {
      await expectRefusal(stepOf(name), stepOf(name).witness.slice(0, -1), "WitnessTapeCut");
    }
  });

  it("DISPUTE-30, DISPUTE-35: words that are not those of the machine or its frame", async () => {
    for (const step of steps.values()) {
      await expectRefusal(step, spoilt(step, 100), "MachineStateMismatch");
      await expectRefusal(step, spoilt(step, 600), "FrameStateMismatch");
    }
  });

  it("DISPUTE-7: accounts, slots and codes that the state does not have", async () => {
    await expectRefusal(stepOf("31"), spoilt(stepOf("31"), -40), "StateAccessAccountMismatch");
    await expectRefusal(stepOf("54"), spoilt(stepOf("54"), -1), "StateProofRootMismatch");
    await expectRefusal(stepOf("3b"), spoilt(stepOf("3b"), -1), "StateCodeMismatch");
    await expectRefusal(stepOf("enter"), spoilt(stepOf("enter"), -1), "StateCodeMismatch");
  });

  it("DISPUTE-20, DISPUTE-22, DISPUTE-23: code, stack and memory that are not the frame's, or are not shown", async () => {
    const { head, opening, codePage } = sizes;
    for (const name of ["31", "f1"]) {
      const step = stepOf(name);
      await expectRefusal(step, hidden(step, head, codePage), "FrameStepCodePageNotShown");
      await expectRefusal(step, spoilt(step, head + opening), "PagesMismatch");
      await expectRefusal(step, spoilt(step, head + opening + codePage), "FrameStepStackMismatch");
      const none = joinBytes([step.witness.subarray(0, head), new Uint8Array(opening)]);
      await expectRefusal(step, none, "FrameStepPagesInvalid");
    }
    const copy = stepOf("3c");
    const memory = head + opening + codePage + 5 * 32;
    await expectRefusal(copy, hidden(copy, memory, sizes.page), "FrameMemoryPageNotShown");
    const deliver = stepOf("deliver");
    await expectRefusal(deliver, hidden(deliver, head, sizes.page), "ViewPagesPageNotShown");
  });

  it("DISPUTE-35, DISPUTE-44: a draft and an undo that are not the frame's", async () => {
    await expectRefusal(stepOf("call"), spoilt(stepOf("call"), sizes.head + 1), "FrameStateMismatch");
    await expectRefusal(stepOf("leave"), spoilt(stepOf("leave"), sizes.head + 1), "LeavingUndoMismatch");
    await expectRefusal(stepOf("leave"), spoilt(stepOf("leave"), sizes.head + 192), "FrameStateMismatch");
  });

  it("DISPUTE-7, attack 34: a precompiled contract is never called with too little gas", async () => {
    const step = stepOf("precompile");
    await expectRefusal(step, spoilt(step, sizes.head), "DisputedTransactionMismatch");
    await expectRefusal(step, spoilt(step, sizes.head + sizes.transaction), "PrecompileLeafMismatch");
    for (const gas of [300_000n, 2_000_000n, 4_000_000n]) {
      await expectRefusal(step, step.witness, "PrecompileGasMissing", gas);
    }
    expect(await families[4]!.getFunction("reserve").staticCall()).to.equal(4_593_493n);
  });

  it("DISPUTE-33: a step that is another family's is not taken", async () => {
    for (const step of steps.values()) {
      for (const [place, family] of families.entries()) {
        if (place === step.place) continue;
        // In phase RUN, RunFamily's witness has another form behind the words that both read.
        const isOther = step.phase === "run" && (place === 0 || step.place === 0);
        if (isOther) continue;
        const [state, done] = (await family
          .getFunction("run")
          .staticCall(zeroHash, step.before, 1, step.witness)) as [Hex, bigint];
        expect({ state, done }, `${step.phase} by ${place}`).to.deep.equal({ state: step.before, done: 0n });
      }
    }
    const run = stepOf("54");
    for (const place of [1, 2, 3, 4]) {
      const [, done] = (await families[place]!.getFunction("run").staticCall(
        zeroHash,
        run.before,
        0,
        run.witness,
      )) as [Hex, bigint];
      expect(done).to.equal(0n);
    }
  });
});
