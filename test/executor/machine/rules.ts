import { Machine, State, stateSource } from "@muniment/executor";
import type { CaseAccount } from "@muniment/executor/reference";
import {
  accountKey,
  boundaryState,
  chainHash,
  codeCommitment,
  frameHash,
  type Hex,
  pagesCommitment,
  scratchKeys,
  traceLeafHash,
  zeroHash,
} from "@muniment/protocol";
import { expect } from "chai";
import { makeDisputeRun } from "../../../spec/vectors/makeDisputeRun.js";
import { hashOfFrame, hashOfUndo } from "../../../packages/executor/src/vm/machine/Frame.js";
import type { Stack } from "../../../packages/executor/src/vm/machine/Stack.js";
import { caught } from "../../helpers/caught.js";
import { vectorFile } from "../../helpers/vectorFile.js";
import { at, callTo, code, createWith, keep } from "../transition/helpers/bytecode.js";
import { chainId, ether, lower, sender, signed } from "../transition/helpers/chain.js";
import { compareTransaction } from "./helpers/compareTransaction.js";

const contract = at(0xc0de);
const absent = at(0xdead);
const nothing = { nonce: 0n, balance: 0n, code: new Uint8Array(0), storage: new Map<bigint, bigint>() };

function accountsWith(...codes: Uint8Array[]): Map<Hex, CaseAccount> {
  const accounts = new Map<Hex, CaseAccount>([
    [lower(sender.address), { ...nothing, balance: 1000n * ether }],
  ]);
  codes.forEach((bytes, index) =>
    accounts.set(at(0xc0de + index), { ...nothing, nonce: 1n, balance: 5n, code: bytes }),
  );
  return accounts;
}

const block = { chainId: Number(chainId), number: 9n, time: 1_800_000_000n, baseFee: 1_000_000n };

/** Runs a transaction to the first account on both machines, which must agree. */
function agree(raw: Uint8Array, ...codes: Uint8Array[]) {
  const given = { ...block, accounts: accountsWith(...codes), blockHashes: new Map<bigint, bigint>(), raw };
  const result = compareTransaction(given)!;
  expect(result.differences).to.deep.equal([]);
  return result;
}

/** A machine that begins with the same transaction. */
function machineFor(raw: Uint8Array, ...codes: Uint8Array[]): Machine {
  const state = new State({ rules: { kind: "muniment" } });
  for (const [address, account] of accountsWith(...codes)) state.runtime.putAccount(address, account);
  state.tree.apply(state.runtime.changes());
  state.runtime.beginBlock();
  const leaf = {
    ...{
      stateRoot: state.root,
      messageRoot: zeroHash,
      messageCount: 0n,
      queueCursor: 0n,
      queueHash: zeroHash,
    },
    ...{ dataOffset: 50, blockNumber: 9n, time: 1_800_000_000n, baseFee: 1_000_000n, lastBlock: zeroHash },
    ...{ gasUsed: 0n, precompileCount: 0, transactions: 0, toCome: 0, receipts: zeroHash, isInBlock: true },
  };
  return Machine.start({ leaf, chainId: Number(chainId), raw, isDeposit: false, source: stateSource(state) });
}

/** The phases of a run, RUN as often as it is. */
function phasesOf(machine: Machine): string[] {
  const phases: string[] = [machine.state.data.phase];
  while (!machine.isDone) {
    machine.step();
    phases.push(machine.state.data.phase);
  }
  return phases;
}

const beginning = ["start", "access", "authorize", "launch"];
const ending = ["settle", "clear", "record", "done"];
const toContract = (change: object = {}) => signed({ to: contract, nonce: 0, gasLimit: 900_000n, ...change });

describe("the machine's rules", () => {
  it("DISPUTE-30 to DISPUTE-39: the run vectors are what the machine makes", () => {
    expect(JSON.parse(JSON.stringify(makeDisputeRun()))).to.deep.equal(vectorFile("dispute-run.json"));
  });

  it("DISPUTE-20 to DISPUTE-24, DISPUTE-35: what a frame shares with those before it changes no commitment", () => {
    const machine = machineFor(
      toContract(),
      code(7n, 0n, "MSTORE", 1n, 3000n, "MSTORE8", keep(1n, callTo(at(0xc0df)))),
      code(5n, 0n, "MSTORE", 32n, 0n, "RETURN"),
    );
    let frames = 0;
    while (!machine.isDone) {
      machine.step();
      const { frame } = machine.state;
      if (frame?.code === undefined) continue;
      frames++;
      const words: bigint[] = [];
      for (let top: Stack = frame.stack; top !== undefined; top = top.below) words.unshift(top.word);
      const { memory, callData, returnData, caller, undo } = frame;
      const viewOf = (view: typeof callData) => ({
        ...view,
        pages: pagesCommitment(view.pages.read(0, view.pages.size)),
      });
      const plain = frameHash({
        ...frame,
        caller: caller === undefined ? zeroHash : hashOfFrame(caller.frame),
        kind: 0,
        stack: words.reduce<Hex>(chainHash, zeroHash),
        height: words.length,
        memory: pagesCommitment(memory.read(0, memory.size)),
        memorySize: memory.size,
        code: codeCommitment(frame.code.bytes),
        codeSize: frame.code.size,
        callData: viewOf(callData),
        returnData: viewOf(returnData),
        undo: undo === undefined ? zeroHash : hashOfUndo(undo),
      });
      expect(hashOfFrame(frame)).to.equal(plain);
    }
    expect(frames).to.be.greaterThan(20);
  });

  it("DISPUTE-34: a step of the trace ends within 2^24 steps: each costs a gas at least", () => {
    const cheapest = code(new Uint8Array(24_570).fill(0x5b), 0n, "JUMP");
    const { steps, gasUsed } = agree(toContract({ gasLimit: 500_000n }), cheapest);
    expect([gasUsed, steps > 470_000, steps < 500_000]).to.deep.equal([500_000n, true, true]);
    const machine = machineFor(toContract(), cheapest);
    expect(caught(() => machine.finish(100)).code).to.equal("MACHINE_STEP_UNKNOWN");
    expect(caught(() => machine.commitmentAt(2 ** 24 + 1)).code).to.equal("MACHINE_STEP_UNKNOWN");
  });

  it("DISPUTE-38: an account that is touched and stays empty has no leaf at any step", () => {
    const touching = code(
      callTo(absent),
      "POP",
      callTo(absent, { value: 1n }),
      "POP",
      BigInt(absent),
      "SELFDESTRUCT",
    );
    agree(toContract(), touching);
    const quiet = code(callTo(absent), "POP", callTo(at(4)), "POP", BigInt(absent), "BALANCE", "POP");
    const machine = machineFor(toContract(), quiet);
    while (!machine.isDone) {
      machine.step();
      expect(machine.state.state.get(accountKey(absent))).to.equal(zeroHash);
    }
  });

  it("DISPUTE-36, DISPUTE-46: CLEAR removes an account that was created and destroyed, and each slot it was given", () => {
    // Slot 1 is given a value, loses it and is given another; slot 2 is given one.
    const init = code(keep(1n, 7n), keep(1n, 0n), keep(1n, 8n), keep(2n, 9n), "CALLER", "SELFDESTRUCT");
    const creator = code(createWith(init, 1n), "POP");
    agree(toContract(), creator);
    const phases = phasesOf(machineFor(toContract(), creator));
    // The list is taken up, three entries, the account; then nothing is left.
    expect(phases.filter((phase) => phase === "clear").length).to.equal(1 + 3 + 1 + 1);
    expect(scratchKeys.created(contract)).to.not.equal(scratchKeys.destroyed(contract));
  });

  it("DISPUTE-47: a call of nothing goes from LAUNCH to SETTLE", () => {
    agree(signed({ to: absent, nonce: 0, value: 1n }));
    expect(phasesOf(machineFor(signed({ to: absent, nonce: 0, value: 1n })))).to.deep.equal([
      ...beginning,
      ...ending,
    ]);
  });

  it("DISPUTE-44, DISPUTE-45: a call is RUN, CALL, ENTER; it ends in LEAVE, and in DELIVER by 8,192 bytes", () => {
    const caller = code(10_000n, 0n, 0n, 0n, 0n, BigInt(at(0xc0df)), "GAS", "CALL");
    const returning = code(20_000n, 0n, "RETURN");
    agree(toContract(), caller, returning);
    expect(phasesOf(machineFor(toContract(), caller, returning))).to.deep.equal([
      ...[...beginning, "enter", ...Array<string>(8).fill("run")],
      ...["call", "enter", "run", "run", "run", "leave", "deliver", "deliver"],
      ...["run", "leave", ...ending],
    ]);
  });

  it("DISPUTE-45: a frame that halts hands out nothing and is undone; code runs out in a stop", () => {
    const halting = code(keep(1n, 1n), "INVALID");
    agree(toContract(), code(keep(1n, callTo(at(0xc0df)))), halting);
    const machine = machineFor(toContract(), halting);
    const before = machine.state.state.root();
    while (machine.state.data.phase !== "settle") machine.step();
    expect(machine.state.data).to.deep.equal({ phase: "settle", status: 2, gasLeft: 0n });
    expect(machine.state.state.root()).to.not.equal(before, "the sender has paid");
    agree(toContract(), code(1n));
  });

  it("DISPUTE-42: what is passed over ends with the leaf as it is", () => {
    const machine = machineFor(toContract({ nonce: 5 }));
    const leaf = traceLeafHash(machine.leaf);
    machine.step();
    expect(machine.commitment()).to.equal(boundaryState("done", leaf));
    agree(toContract({ nonce: 5 }));
  });
});
