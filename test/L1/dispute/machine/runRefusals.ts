import { expect } from "chai";
import { RunCollector } from "../../../../packages/challenger/src/index.js";
import { encodeRunWitness, type RunWitness, zeroHash } from "../../../../packages/protocol/src/index.js";
import { deployRun } from "./helpers/deployRun.js";
import { makeState, type StateChoices, viewOf } from "./helpers/makeState.js";
import { Stepped } from "./helpers/stepped.js";

const { family } = await deployRun();

const nothing: ReadonlySet<number> = new Set<number>();
const bytes = (size: number) => new Uint8Array(size).fill(7);

/** A witness of one step, and the state that it begins with. */
function witnessOf(choices: StateChoices) {
  const machine = new Stepped(makeState(choices));
  const before = machine.hash();
  const collector = new RunCollector(machine.state, machine.words());
  collector.begin(machine.state);
  machine.step(collector);
  return { before, witness: collector.witness() };
}

/** Runs one step on a witness that was changed, which is refused. */
async function expectRefusal(
  name: string,
  choices: StateChoices,
  change: (witness: RunWitness) => RunWitness | Uint8Array,
): Promise<void> {
  const { before, witness } = witnessOf(choices);
  const changed = change(witness);
  const encoded = changed instanceof Uint8Array ? changed : encodeRunWitness(changed);
  await expect(family.run(zeroHash, before, 1, encoded)).to.be.revertedWithCustomError(family, name);
}

const add: StateChoices = { code: Uint8Array.of(1), stack: [1n, 2n, 3n] };
const load: StateChoices = { code: Uint8Array.of(0x51), stack: [1500n], memory: bytes(4096) };
const read: StateChoices = { code: Uint8Array.of(0x35), stack: [1020n], callData: viewOf(bytes(3000)) };
const log: StateChoices = { code: Uint8Array.of(0xa0), stack: [0n, 0n], logs: bytes(2100) };
const withoutPage = (opening: RunWitness["memory"], page: number) => ({
  pages: opening!.pages,
  shown: new Set([...opening!.shown].filter((index) => index !== page)),
});
const spoilt = (encoded: Uint8Array, at: number) => {
  const copy = encoded.slice();
  copy[at < 0 ? copy.length + at : at]! ^= 1;
  return copy;
};

describe("RunFamily: witnesses that lack something", () => {
  it("DISPUTE-7, DISPUTE-23: words of the stack", async () => {
    await expectRefusal("RunStackNotShown", add, (witness) => ({
      ...witness,
      stack: { below: witness.frame[5] as `0x${string}`, words: [] },
    }));
    const deep: StateChoices = { code: Uint8Array.of(0x8f), stack: Array.from({ length: 30 }, () => 5n) };
    const short = witnessOf({ ...deep, code: Uint8Array.of(1) }).witness.stack;
    await expectRefusal("RunStackNotShown", deep, (witness) => ({ ...witness, stack: short }));
  });

  it("DISPUTE-7, DISPUTE-22: pages of the code: where it stands, jumps, stops, goes on pushing, and is copied", async () => {
    const code = new Uint8Array(3000).fill(0x5b);
    const hide = (page: number) => (witness: RunWitness) => ({
      ...witness,
      code: withoutPage(witness.code, page),
    });
    await expectRefusal("RunCodePageNotShown", { code, at: 1500 }, hide(1));
    code[0] = 0x56;
    await expectRefusal("RunCodePageNotShown", { code, stack: [2500n] }, hide(2));
    code[0] = 0x39;
    await expectRefusal("RunCodePageNotShown", { code, stack: [300n, 900n, 0n] }, hide(1));
    code[1020] = 0x7f;
    await expectRefusal("RunCodePageNotShown", { code, at: 1020 }, hide(1));
    code[1022] = 0x61;
    await expectRefusal("RunCodePageNotShown", { code, at: 1022 }, hide(1));
    code[1023] = 0x60;
    await expectRefusal("RunCodePageNotShown", { code, at: 1023 }, hide(1));
  });

  it("DISPUTE-7, DISPUTE-22: code that is not shown is not taken for a STOP", async () => {
    const code = new Uint8Array(1030).fill(0x5b);
    const machine = new Stepped(makeState({ code, at: 1023 }));
    const before = machine.hash();
    const witness = machine.run(1).witness;
    await expect(family.run(zeroHash, before, 2, witness)).to.be.revertedWithCustomError(
      family,
      "RunCodePageNotShown",
    );
    const [, done] = await family.run(zeroHash, before, 1, witness);
    expect(done).to.equal(1n);
  });

  it("DISPUTE-7, DISPUTE-20: memory", async () => {
    await expectRefusal("RunMemoryNotOpened", load, (witness) => ({ ...witness, memory: undefined }));
    await expectRefusal("RunMemoryPageNotShown", load, (witness) => ({
      ...witness,
      memory: withoutPage(witness.memory, 1),
    }));
    const grown: StateChoices = { ...load, stack: [5000n] };
    await expectRefusal("RunMemoryNotOpened", grown, (witness) => ({ ...witness, memory: undefined }));
  });

  it("DISPUTE-7, DISPUTE-21: call data and return data", async () => {
    const returned: StateChoices = {
      ...{ code: Uint8Array.of(0x3e), stack: [10n, 1020n, 0n] },
      returnData: viewOf(bytes(3000)),
    };
    await expectRefusal("RunViewNotOpened", read, (witness) => ({ ...witness, callData: undefined }));
    await expectRefusal("RunViewPageNotShown", read, (witness) => ({
      ...witness,
      callData: withoutPage(witness.callData, 1),
    }));
    await expectRefusal("RunViewNotOpened", returned, (witness) => ({ ...witness, returnData: undefined }));
    await expectRefusal("RunViewPageNotShown", returned, (witness) => ({
      ...witness,
      returnData: withoutPage(witness.returnData, 0),
    }));
  });

  it("DISPUTE-7, DISPUTE-30: logs and transaction", async () => {
    await expectRefusal("RunLogsNotOpened", log, (witness) => ({ ...witness, logs: undefined }));
    for (const opcode of [0x32, 0x3a, 0x42, 0x43, 0x48]) {
      await expectRefusal("RunTransactionNotShown", { code: Uint8Array.of(opcode) }, (witness) => ({
        ...witness,
        transaction: undefined,
      }));
    }
  });

  it("DISPUTE-7, DISPUTE-20: memory of which a part is written", async () => {
    // Pages 0 and 2 are written in part, page 1 whole.
    const choices: StateChoices = {
      ...{ code: Uint8Array.of(0x37), stack: [2000n, 0n, 1000n], memory: bytes(4096) },
      callData: viewOf(bytes(3000)),
    };
    expect([...witnessOf(choices).witness.memory!.shown].sort()).to.deep.equal([0, 2]);
    for (const page of [0, 2]) {
      await expectRefusal("RunMemoryPageNotShown", choices, (witness) => ({
        ...witness,
        memory: withoutPage(witness.memory, page),
      }));
    }
  });

  it("DISPUTE-7, DISPUTE-36: proofs of storage", async () => {
    for (const choices of [
      { code: Uint8Array.of(0x54), stack: [7n] },
      { code: Uint8Array.of(0x55), stack: [5n, 7n] },
      { code: Uint8Array.of(0x5c), stack: [7n] },
      { code: Uint8Array.of(0x5d), stack: [5n, 7n] },
    ]) {
      const { proofs } = witnessOf(choices).witness;
      expect(proofs.length).to.be.greaterThan(0);
      for (const count of proofs.keys()) {
        await expectRefusal("WitnessTapeCut", choices, (witness) => ({
          ...witness,
          proofs: witness.proofs.slice(0, count),
        }));
      }
      await expectRefusal("RunWitnessLengthInvalid", choices, (witness) => ({
        ...witness,
        proofs: [...witness.proofs, witness.proofs[0]!],
      }));
    }
    const load: StateChoices = { code: Uint8Array.of(0x54), stack: [7n] };
    await expectRefusal("StateProofRootMismatch", load, ({ proofs, ...witness }) => ({
      ...witness,
      proofs: [...proofs.slice(0, -1), spoilt(proofs.at(-1)!, -1)],
    }));
    await expectRefusal("RunWitnessLengthInvalid", add, (witness) => ({
      ...witness,
      proofs: [Uint8Array.of(0, 0)],
    }));
  });
});

describe("RunFamily: witnesses that are not the state's", () => {
  it("DISPUTE-7, DISPUTE-30, attack 26: words of the machine, the frame, the transaction", async () => {
    await expectRefusal("MachineStateMismatch", add, (witness) => spoilt(encodeRunWitness(witness), 40));
    await expectRefusal("FrameStateMismatch", add, (witness) => spoilt(encodeRunWitness(witness), 520));
    const origin: StateChoices = { code: Uint8Array.of(0x32) };
    await expectRefusal("DisputedTransactionMismatch", origin, (witness) =>
      spoilt(encodeRunWitness(witness), 1300),
    );
  });

  it("DISPUTE-7, attack 26: a witness that is cut, goes on, or says that it holds what nothing is", async () => {
    const both = (witness: RunWitness) => encodeRunWitness(witness);
    await expectRefusal("RunWitnessLengthInvalid", add, (witness) => Uint8Array.from([...both(witness), 0]));
    // What a page ends in is zeros, and so is what follows the call's bytes: the length alone tells.
    await expectRefusal("RunWitnessLengthInvalid", add, (witness) => both(witness).slice(0, -5));
    await expectRefusal("FrameStateMismatch", add, (witness) => both(witness).slice(0, 500));
    await expectRefusal("RunWitnessFieldsUnknown", add, (witness) => {
      const encoded = both(witness);
      encoded[1248] = 32;
      return encoded;
    });
  });

  it("DISPUTE-23, attack 26: other words of the stack, and more of them than there are", async () => {
    await expectRefusal("RunWitnessStackMismatch", add, (witness) => ({
      ...witness,
      stack: { ...witness.stack, words: [2n, 4n] },
    }));
    await expectRefusal("RunWitnessStackTooTall", add, (witness) => ({
      ...witness,
      stack: { below: zeroHash, words: [0n, 1n, 2n, 3n] },
    }));
  });

  it("DISPUTE-20, DISPUTE-22, attack 26: pages that are not those, fewer, or more than there are", async () => {
    await expectRefusal("PagesMismatch", load, (witness) => ({
      ...witness,
      memory: {
        ...witness.memory!,
        pages: witness.memory!.pages.map((page) => page.map((byte) => byte ^ 1)),
      },
    }));
    await expectRefusal("PagesMismatch", add, (witness) => ({
      ...witness,
      code: {
        ...witness.code,
        pages: witness.code.pages.map((page) => page.map((byte, at) => (at === 1024 ? 1 : byte))),
      },
    }));
    await expectRefusal("RunWitnessPagesInvalid", load, (witness) => ({
      ...witness,
      memory: { pages: witness.memory!.pages.slice(1), shown: nothing },
    }));
    await expectRefusal("PagesCountInvalid", load, (witness) => ({
      ...witness,
      memory: { pages: witness.memory!.pages, shown: new Set([1, 9]) },
    }));
    await expectRefusal("PagesCountInvalid", read, (witness) => ({
      ...witness,
      callData: { pages: Array.from({ length: 129 }, () => bytes(1024)), shown: nothing },
    }));
  });

  it("DISPUTE-30, attack 26: logs of which another page is shown, and another bloom", async () => {
    await expectRefusal("RunWitnessLogPagesInvalid", log, (witness) => ({
      ...witness,
      logs: { ...witness.logs!, shown: new Set([0, 2]) },
    }));
    await expectRefusal("RunWitnessBloomMismatch", log, (witness) => ({
      ...witness,
      logs: { ...witness.logs!, bloom: bytes(256) },
    }));
  });
});
