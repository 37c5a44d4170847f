import { State } from "@muniment/executor";
import { bounds, fromHex, type Hex } from "@muniment/protocol";
import { expect } from "chai";
import { block, chainState, ether, lower, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep, type Part, toMemory } from "./helpers/bytecode.js";
import { Compiling } from "./helpers/compileCodes.js";
import { executeRefusing } from "./helpers/executeRefusing.js";
import { deposit, fingerprint, refusedBlock, run, verdictOn } from "./helpers/world.js";

const most = bounds.blockPrecompiles;
const oneCall = bounds.precompileGas;
const contract = at(0xc0de);

/** The input of a call that takes a gas for each round, and fails after the price was paid unless `last` is 0 or 1. */
const rounds = (count: number, last = "01"): Hex =>
  `0x${count.toString(16).padStart(8, "0")}${"5a".repeat(208)}${last}`;
const compressing = (nonce: number, count: number, last?: string) =>
  signed({ to: at(9), nonce, data: rounds(count, last), gasLimit: 3_000_000n });
const four = Array.from({ length: 4 }, (_, nonce) => compressing(nonce, oneCall));
const hashing = (nonce: number, to: number) => signed({ to: at(to), nonce });

/** A contract that runs the parts with the input of a call of so many rounds in its memory. */
const world = (count: number, ...parts: Part[]) =>
  chainState(
    { [contract]: { nonce: 1n, code: code(toMemory(fromHex(rounds(count))), ...parts) } },
    { awaitBlockHash: () => 1n },
  );
const callRounds = (gas: bigint) => callTo(at(9), { gas, input: 213n });
const calling = (nonce: number) => signed({ to: contract, nonce, gasLimit: 16_000_000n });

describe("what precompile calls count", () => {
  it("EXEC-26: a block may count 8,000,000 and not one more", () => {
    expect(run(chainState(), [...four, compressing(4, 0)]).receipts.every((r) => r.isSuccess)).to.equal(true);
    expect(verdictOn(chainState(), [...four, compressing(4, 1)], 4)).to.equal("PRECOMPILE_GAS_EXCEEDED");
    expect(verdictOn(chainState(), [...four, compressing(4, 5), compressing(5, 0)], 4)).to.equal(
      "PRECOMPILE_GAS_EXCEEDED",
    );
  });

  it("EXEC-26: recovery and the hashes count a quarter of their price, the identity nothing", () => {
    const filled = (left: number) => [...four.slice(0, 3), compressing(3, oneCall - left)];
    // 3,000 / 4 = 750 for the recovery of nothing, 60 / 4 = 15 and 600 / 4 = 150 for the hashes of nothing.
    run(chainState(), [...filled(750), hashing(4, 1), hashing(5, 4)]);
    expect(verdictOn(chainState(), [...filled(749), hashing(4, 1)], 4)).to.equal("PRECOMPILE_GAS_EXCEEDED");
    run(chainState(), [...filled(150), hashing(4, 3), hashing(5, 4)]);
    expect(verdictOn(chainState(), [...filled(149), hashing(4, 3)], 4)).to.equal("PRECOMPILE_GAS_EXCEEDED");
    run(chainState(), [...filled(30), hashing(4, 2), hashing(5, 2)]);
    expect(verdictOn(chainState(), [...filled(29), hashing(4, 2), hashing(5, 2)], 5)).to.equal(
      "PRECOMPILE_GAS_EXCEEDED",
    );
  });

  it("EXEC-26: a call counts that fails after it was paid for, or whose frame is reverted, and none that cannot pay", () => {
    const failing = Array.from({ length: 4 }, (_, nonce) => compressing(nonce, oneCall, "02"));
    expect(run(chainState(), failing).receipts.some(({ isSuccess }) => isSuccess)).to.equal(false);
    expect(verdictOn(chainState(), [...failing, compressing(4, 1)], 4)).to.equal("PRECOMPILE_GAS_EXCEEDED");

    const reverting = () => world(oneCall, callRounds(3_000_000n), 0n, 0n, "REVERT");
    const reverted = [0, 1, 2, 3].map(calling);
    run(reverting(), [...reverted, compressing(4, 0)]);
    expect(verdictOn(reverting(), [...reverted, compressing(4, 1)], 4)).to.equal("PRECOMPILE_GAS_EXCEEDED");

    const poor = world(oneCall, callRounds(BigInt(oneCall) - 1n));
    run(poor, [calling(0), ...Array.from({ length: 4 }, (_, index) => compressing(index + 1, oneCall))]);
  });

  it("EXEC-26: every block counts anew, also after one that was refused", () => {
    const state = chainState();
    refusedBlock(state, block([...four, compressing(4, 1)]));
    run(state, four);
    run(
      state,
      [4, 5, 6, 7].map((nonce) => compressing(nonce, oneCall)),
      2n,
    );
  });

  for (const way of ["interpreted", "compiled"] as const) {
    it(`EXEC-27: a call beyond what a block may count fails, the transaction goes on: ${way}`, () => {
      const calls = [0n, 1n, 2n, 3n, 4n].map((slot) => keep(slot, callRounds(BigInt(oneCall)), 1n, "ADD"));
      const none = toMemory(fromHex(rounds(0)));
      const state = world(oneCall, ...calls, ...[none, keep(5n, callRounds(0n), 1n, "ADD"), keep(6n, "GAS")]);
      if (way === "compiled") new Compiling(state).compile();
      const [receipt] = run(state, [calling(0)]).receipts;
      expect(receipt!.isSuccess).to.equal(true);
      const results = [0n, 1n, 2n, 3n, 4n, 5n].map((slot) => slotOf(state, contract, slot));
      expect(results).to.deep.equal([2n, 2n, 2n, 2n, 1n, 2n]);
      // The call that failed took what it was given, as the others did.
      expect(slotOf(state, contract, 6n) < 16_000_000n - 5n * BigInt(oneCall)).to.equal(true);
    });

    it(`EXEC-27: a transaction that finds no room leaves nothing, and others follow it: ${way}`, () => {
      const parts = [keep(0n, 7n), keep(1n, callRounds(BigInt(oneCall))), keep(2n, 9n)];
      const [state, without] = [world(oneCall, ...parts), world(oneCall, ...parts)];
      if (way === "compiled") for (const each of [state, without]) new Compiling(each).compile();
      const before = [0, 1, 2].map((nonce) => compressing(nonce, oneCall));
      const small = compressing(3, 100);
      const after = [hashing(4, 4), compressing(5, oneCall - 100)];
      const { refused, transactions } = executeRefusing(
        state,
        block([...before, small, calling(4), ...after]),
      );
      expect(refused).to.deep.equal(new Map([[4, { verdict: "PRECOMPILE_GAS_EXCEEDED" }]]));
      executeRefusing(without, block([...before, small, ...after]));
      expect(transactions.length).to.equal(6);
      expect(fingerprint(state)).to.equal(fingerprint(without));
    });
  }

  for (const way of ["interpreted", "compiled"] as const) {
    it(`EXEC-27: a deposit stays in a block that has no room for its call, which fails: ${way}`, () => {
      const calls = [keep(0n, callRounds(3_000_000n), 1n, "ADD"), keep(1n, 7n)];
      const state = world(oneCall, ...calls);
      if (way === "compiled") new Compiling(state).compile();
      const late = deposit({ to: contract, gasLimit: 8_000_000n });
      const direct = deposit({ to: at(9), data: rounds(1), gasLimit: 8_000_000n, mint: 5n });
      const { receipts } = run(state, [...four, late, direct, hashing(6, 4)]);
      const failed = receipts.flatMap(({ isSuccess }, index) => (isSuccess ? [] : [index]));
      expect([receipts.length, failed]).to.deep.equal([7, [5]]);
      expect([slotOf(state, contract, 0n), slotOf(state, contract, 1n)]).to.deep.equal([1n, 7n]);
      // In a block that has room it runs.
      run(state, [late], 2n);
      expect(slotOf(state, contract, 0n)).to.equal(2n);
    });
  }

  it("EXEC-10: Ethereum's rules have no such bound", () => {
    const rules = { kind: "ethereum", fork: "osaka" } as const;
    const state = State.genesis({ rules }, new Map([[lower(sender.address), { balance: ether }]]));
    const transactions = [0, 1, 2, 3, 4].map((nonce) => compressing(nonce, most / 4));
    expect(run(state, transactions).receipts.every(({ isSuccess }) => isSuccess)).to.equal(true);
  });
});
