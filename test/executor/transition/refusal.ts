import { type BlockInput, type State, transition } from "@muniment/executor";
import type { Hex } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { Random } from "../fuzz/helpers/Random.js";
import { block, other, signed, slotOf } from "./helpers/chain.js";
import { at, code, createWith, deployer, keep } from "./helpers/bytecode.js";
import { executeRefusing } from "./helpers/executeRefusing.js";
import { attempts, calling, chains, contract, each, fingerprintOfAccounts } from "./helpers/fullTables.js";
import { randomBlockInput, randomState, randomTransactions, stateWithin } from "./helpers/randomChain.js";
import { authorize, delegating } from "./helpers/world.js";

const keeper = at(0x0c);
const awaitBlockHash = (number: bigint) => number * 77n;
const hash = (number: bigint): Hex => `0x${(number * 77n).toString(16).padStart(64, "0")}`;
const word = (number: number): Hex => `0x${number.toString(16).padStart(64, "0")}`;

/**
 * Executes a block, what finds no room left out, and holds the state against one with room that executed by `transition`
 * only what was not refused. @returns What was full, by the refused transaction's index.
 */
function hold(
  [state, roomy]: readonly [State, State],
  input: BlockInput,
  marks = false,
): Map<number, unknown> {
  const { number } = input.environment;
  const { transactions, refused, receipts, gasUsed } = executeRefusing(state, input, marks);
  const result = transition(roomy, { ...input, transactions, parentHash: hash(number - 1n) });
  expect(receipts).to.deep.equal(result.receipts);
  expect(gasUsed).to.equal(result.gasUsed);
  expect(state.root).to.equal(roomy.root);
  expect(fingerprintOfAccounts(state)).to.equal(fingerprintOfAccounts(roomy));
  return new Map([...refused].map(([index, { full, verdict }]) => [index, full ?? verdict]));
}

/** Writes ten slots from the number in the calldata on. */
const writer = each(10, (n) => [1n, 0n, "CALLDATALOAD", n, "ADD", "SSTORE"]);
const creation = (n: number) => `0x${Buffer.from(deployer(code(BigInt(n), "POP"))).toString("hex")}` as const;
const authority = (n: number) => new Wallet(word(n + 900));

/** Fill a table with what stays. */
const fillings = {
  accounts: (nonce: number) => signed({ to: at(5000 + nonce), value: 1n, nonce }),
  slots: (nonce: number) => signed({ to: contract, nonce, data: word(nonce * 10) }),
  codes: (nonce: number) => signed({ data: creation(nonce), nonce }),
};

/** The nonce of the first that finds no room. */
function fill(pair: [State, State], table: keyof typeof fillings): number {
  const transactions = Array.from({ length: 80 }, (_, nonce) => fillings[table](nonce));
  const refused = hold(pair, block(transactions));
  const first = Math.min(...refused.keys());
  expect(refused.get(first)).to.equal(table);
  return first;
}

describe("transition/refusal", () => {
  for (const attempt of attempts) {
    const { name, table } = attempt;
    // There the whole block's records do not fit the input, and nothing is executed.
    if (table === "memory") continue;
    it(`EXEC-82: ${name} costs the block that transaction alone`, () => {
      for (const marks of [false, true]) {
        const pair = chains(attempt, { awaitBlockHash });
        const tried = attempt.transactions?.() ?? [calling()];
        const kept = [0, 1].map((nonce) => signed({ to: keeper, nonce }, other)) as [Uint8Array, Uint8Array];
        const refused = hold(pair, block([kept[0], ...tried, kept[1]]), marks);
        expect([...refused.values()]).to.include(table);
        expect([...refused.keys()])
          .not.to.include.members([0])
          .and.not.to.include.members([tried.length + 1]);
        expect(hold(pair, block([signed({ to: keeper, nonce: 2 }, other)], 2n))).to.deep.equal(new Map());
      }
    });
  }

  for (const table of ["accounts", "slots", "codes"] as const)
    it(`EXEC-82: when ${table} are full for good, what needs none goes on, block after block`, () => {
      const pair = chains({ name: "", table, code: writer }, { awaitBlockHash });
      const nonce = fill(pair, table);
      for (let number = 2n; number <= 5n; number++) {
        const needsNone = signed(
          { to: table === "slots" ? contract : keeper, nonce: Number(number) - 2 },
          other,
        );
        const needsOne = fillings[table](nonce);
        const refused = hold(pair, block([needsOne, needsNone, needsOne], number));
        expect([...refused]).to.deep.equal([
          [0, table],
          [2, table],
        ]);
      }
    });

  it("EXEC-82: EIP-2935's slots have room when no other slot has, as many as there are", () => {
    const pair = chains({ name: "", table: "slots", code: writer }, { awaitBlockHash });
    fill(pair, "slots");
    const [state, roomy] = pair;
    for (let number = 2n; number <= 8_300n; number++) {
      executeRefusing(state, block([], number));
      transition(roomy, { ...block([], number), parentHash: hash(number - 1n) });
    }
    expect(state.root).to.equal(roomy.root);
  });

  it("EXEC-82: a refused transaction that asked for its parent's hash leaves it pending", () => {
    const asks = code("NUMBER", 1n, "SWAP1", "SUB", "BLOCKHASH", 0n, "SSTORE");
    const reads = each(80, (n) => [n + 5000n, "BALANCE", "POP"]);
    const pair = chains({ name: "", table: "accounts", code: code(asks, reads) }, { awaitBlockHash });
    const refused = hold(pair, block([calling(), signed({ to: keeper, nonce: 0 })], 9n));
    expect([...refused]).to.deep.equal([[0, "accounts"]]);
    expect(slotOf(pair[0], "0x0000f90827f1c53a10cb7a02335b175320002935", 8n)).to.equal(8n * 77n);
  });

  it("EXEC-82: what the block only read makes room before anything is refused", () => {
    const reads = each(30, (n) => [0n, "CALLDATALOAD", n, "ADD", "BALANCE", "POP"]);
    const pair = chains({ name: "", table: "accounts", code: reads }, { awaitBlockHash });
    const transactions = Array.from({ length: 6 }, (_, nonce) =>
      signed({ to: contract, nonce, data: word(nonce * 1000 + 7000) }),
    );
    expect(hold(pair, block(transactions))).to.deep.equal(new Map());
  });

  it("EXEC-82: authorizations and destructions in refused transactions leave nothing", () => {
    const destroys = code(createWith(code("CALLER", "SELFDESTRUCT"), 1n), "POP");
    const reads = each(80, (n) => [n + 5000n, "BALANCE", "POP"]);
    const pair = chains(
      { name: "", table: "accounts", code: code(keep(1n, 1n), destroys, reads) },
      { awaitBlockHash },
    );
    const grants = Array.from({ length: 8 }, (_, n) =>
      authorize(authority(n), { target: contract, nonce: 0n }),
    );
    const refused = hold(
      pair,
      block([
        delegating(grants, { to: contract, gasLimit: 10_000_000n }),
        delegating(grants.slice(0, 2), { to: keeper, gasLimit: 10_000_000n }),
      ]),
    );
    expect([...refused]).to.deep.equal([[0, "accounts"]]);
  });

  it("EXEC-82: random blocks come to what those of their transactions come to that found room", () => {
    const refusals = new Map<unknown, number>();
    for (let seed = 1; seed <= 40; seed++) {
      const random = new Random(seed, 82);
      const state = stateWithin(seed, random, { awaitBlockHash });
      if (state === undefined) continue;
      const roomy = randomState(seed);
      for (let number = 1n; number <= 4n; number++) {
        const input = randomBlockInput(randomTransactions(random, state, random.between(1, 12)), number);
        for (const [, why] of hold([state, roomy], input, random.chance(50)))
          refusals.set(why, (refusals.get(why) ?? 0) + 1);
      }
    }
    expect([...refusals.keys()]).to.include.members(["accounts", "slots", "codes", "frame memory"]);
  });
});
