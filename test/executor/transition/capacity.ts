import type { State } from "@muniment/executor";
import { transition } from "@muniment/executor";
import { isProtocolError, keccak256 } from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { Random } from "../fuzz/helpers/Random.js";
import { block, chainState, signed } from "./helpers/chain.js";
import { at, code, keep } from "./helpers/bytecode.js";
import { attempts, calling, chains, each, fingerprintOfAccounts, tiny } from "./helpers/fullTables.js";
import { randomBlockInput, randomState, randomTransactions, stateWithin } from "./helpers/randomChain.js";
import { deposit, fingerprint, refusedBlock } from "./helpers/world.js";

/** Every account's code is the one its hash names. */
function expectWholeCodes(state: State): void {
  for (const { state: found } of state.runtime.accounts.all())
    expect(keccak256(found.code), found.address).to.equal(found.codeHash);
}

describe("capacity", () => {
  for (const attempt of attempts) {
    const { name, table } = attempt;
    it(`EXEC-4: ${name} is refused when ${table} have no more room, and leaves no trace`, () => {
      const [state, roomy] = chains(attempt);
      const transactions = attempt.transactions?.() ?? [calling()];
      for (const withTransactionRoots of [false, true]) {
        const before = fingerprint(state);
        try {
          transition(state, block(transactions), { withTransactionRoots });
          expect.fail("was not refused");
        } catch (error) {
          if (!isProtocolError(error)) throw error;
          expect(error.code).to.equal("EXECUTION_CAPACITY_EXCEEDED");
          expect(error.context["table"]).to.equal(table);
        }
        expect(fingerprint(state)).to.equal(before);
        expectWholeCodes(state);
      }
      const next = block([signed({ to: at(0x0c), nonce: 0, value: 0n }), deposit({ mint: 1n })]);
      expect(transition(state, next)).to.deep.equal(transition(roomy, next));
      expect(fingerprintOfAccounts(state)).to.equal(fingerprintOfAccounts(roomy));
    });

    it(`EXEC-4: ${name} is possible with more room`, () => {
      const [, roomy] = chains(attempt);
      const { receipts } = transition(roomy, block(attempt.transactions?.() ?? [calling()]));
      expect(receipts.every(({ isSuccess }) => isSuccess)).to.equal(true);
    });
  }

  it("EXEC-4: a table that was filled by refused blocks is as empty as before", () => {
    const [state] = chains({ name: "", table: "", code: each(40, (n) => [n + 5000n, "BALANCE", "POP"]) });
    for (let round = 0; round < 5; round++)
      refusedBlock(state, block([calling(), signed({ to: at(7000 + round), nonce: 9 })]));
    expect(transition(state, block([calling()])).receipts[0]!.isSuccess).to.equal(true);
  });

  it("EXEC-4: an account made by a refused block is no obstacle to a creation at its address", () => {
    // The first try fills the table of slots in the constructor; were its slots still counted, EIP-7610 would forbid the second.
    const init_ = code(each(70, (n) => [1n, n, "SSTORE"]));
    const state = chainState({}, { capacity: tiny });
    const creation = (data: Uint8Array) =>
      signed({ data: `0x${Buffer.from(data).toString("hex")}`, nonce: 0, gasLimit: 10_000_000n });
    refusedBlock(state, block([creation(init_)]));
    expect(transition(state, block([creation(keep(0n, 1n))])).receipts[0]!.isSuccess).to.equal(true);
  });

  it("EXEC-4: what cannot hold one record is refused at once", () => {
    const less = [{ accounts: 0 }, { slots: 0 }, { codes: 0 }, { workBytes: 4095 }, { codeBytes: 0 }];
    for (const part of less)
      expect(caught(() => chainState({}, { capacity: { ...tiny, ...part } })).code).to.equal(
        "EXECUTION_CAPACITY_EXCEEDED",
      );
  });

  it("EXEC-4: random blocks in random capacities come to what they come to with room, or to nothing", () => {
    const refusals = new Map<string, number>();
    let executed = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const random = new Random(seed, 4);
      const roomy = randomState(seed);
      const state = stateWithin(seed, random);
      if (state === undefined) continue;
      for (let number = 1n; number <= 4n; number++) {
        const before = fingerprint(state);
        const input = randomBlockInput(randomTransactions(random, state, random.between(1, 12)), number);
        const table = attemptBlock(state, input);
        if (table === undefined) {
          executed++;
          transition(roomy, input);
        } else {
          refusals.set(table, (refusals.get(table) ?? 0) + 1);
          expect(fingerprint(state), `seed ${seed} block ${number}`).to.equal(before);
        }
        expectWholeCodes(state);
        expect(state.root, `seed ${seed} block ${number}`).to.equal(roomy.root);
        expect(fingerprintOfAccounts(state), `seed ${seed} block ${number}`).to.equal(
          fingerprintOfAccounts(roomy),
        );
      }
    }
    expect(executed).to.be.greaterThan(20);
    expect([...refusals.keys()]).to.include.members(["accounts", "slots", "codes", "frame memory", "block"]);
  });
});

/** Executes a block; else what was full, or "block" when it is not valid. */
function attemptBlock(state: State, input: Parameters<typeof transition>[1]): string | undefined {
  try {
    transition(state, input);
    return undefined;
  } catch (error) {
    if (isProtocolError(error) && error.code === "BLOCK_INVALID") return "block";
    if (isProtocolError(error) && error.code === "EXECUTION_CAPACITY_EXCEEDED")
      return String(error.context["table"]);
    throw error;
  }
}
