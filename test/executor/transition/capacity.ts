import type { State } from "@muniment/executor";
import { type RuntimeCapacity, smallCapacity, transition } from "@muniment/executor";
import { type Hex, isProtocolError, keccak256 } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { caught } from "../../helpers/caught.js";
import { Random } from "../fuzz/helpers/Random.js";
import { block, chainState, signed } from "./chain.js";
import { at, callTo, code, createWith, deployer, keep, type Part, toMemory } from "./helpers/bytecode.js";
import { randomBlockInput, randomState, randomTransactions } from "./helpers/randomChain.js";
import { account, authorize, delegating, deposit, fingerprint, refusedBlock } from "./helpers/world.js";

const contract = at(0xc0de);
const bytes16 = 16_384;
/** Small, but enough for genesis and a plain block. */
const tiny: RuntimeCapacity = {
  accounts: 64,
  slots: 64,
  codes: 16,
  codeBytes: bytes16,
  memoryBytes: 1_048_576,
  workBytes: 65_536,
};

/** The parts for each number from 0 up. */
const each = (count: number, parts: (index: bigint) => readonly Part[]): Uint8Array =>
  code(...Array.from({ length: count }, (_, index) => code(...parts(BigInt(index)))));

interface Attempt {
  readonly name: string;
  readonly table: string;
  readonly capacity?: Partial<RuntimeCapacity>;
  readonly code?: Uint8Array;
  readonly transactions?: () => Uint8Array[];
}

const calling = (nonce = 0) => signed({ to: contract, nonce, gasLimit: 16_000_000n });
const init = (index: bigint) => deployer(code(index, index, index));

const attempts: Attempt[] = [
  {
    name: "looking at many accounts",
    table: "accounts",
    code: each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
  },
  {
    name: "paying many accounts in one transaction",
    table: "accounts",
    code: each(80, (n) => [callTo(at(Number(n) + 5000), { value: 1n }), "POP"]),
  },
  {
    name: "paying many accounts in many transactions",
    table: "accounts",
    transactions: () =>
      Array.from({ length: 70 }, (_, nonce) => signed({ to: at(5000 + nonce), value: 1n, nonce })),
  },
  {
    name: "depositing for many accounts",
    table: "accounts",
    transactions: () =>
      Array.from({ length: 70 }, (_, n) => deposit({ from: at(5000 + n), to: at(6000 + n), mint: 1n })),
  },
  {
    name: "authorizations of many accounts",
    table: "accounts",
    transactions: () => [
      delegating(
        Array.from({ length: 70 }, (_, n) =>
          authorize(new Wallet(`0x${(n + 900).toString(16).padStart(64, "0")}`), {
            target: contract,
            nonce: 0n,
          }),
        ),
        { to: contract, gasLimit: 10_000_000n },
      ),
    ],
  },
  {
    name: "an access list of many accounts",
    table: "accounts",
    transactions: () => [
      signed({
        ...{ to: contract, nonce: 0, gasLimit: 10_000_000n },
        accessList: Array.from({ length: 70 }, (_, n) => ({ address: at(5000 + n), storageKeys: [] })),
      }),
    ],
  },
  { name: "reading many slots", table: "slots", code: each(80, (n) => [n, "SLOAD", "POP"]) },
  { name: "writing many slots", table: "slots", code: each(80, (n) => [n + 1n, n, "SSTORE"]) },
  {
    name: "writing slots and then looking at many accounts",
    table: "accounts",
    code: code(
      keep(0n, 1n),
      keep(1n, 1n),
      each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
    ),
  },
  {
    name: "a deposit that does the same",
    table: "accounts",
    code: code(
      keep(0n, 1n),
      keep(1n, 1n),
      each(80, (n) => [n + 5000n, "BALANCE", "POP"]),
    ),
    transactions: () => [deposit({ to: contract, mint: 1n, gasLimit: 10_000_000n })],
  },
  {
    name: "an access list of many slots",
    table: "slots",
    transactions: () => [
      signed({
        ...{ to: contract, nonce: 0, gasLimit: 10_000_000n },
        accessList: [
          {
            address: contract,
            storageKeys: Array.from({ length: 70 }, (_, n) => `0x${n.toString(16).padStart(64, "0")}`),
          },
        ],
      }),
    ],
  },
  { name: "creating many contracts", table: "codes", code: each(20, (n) => [createWith(init(n)), "POP"]) },
  {
    name: "creating large contracts",
    table: "codes",
    code: each(6, (n) => [
      n,
      4000n,
      "MSTORE",
      toMemory(code(5000n, 0n, "RETURN")),
      6n,
      26n,
      0n,
      "CREATE",
      "POP",
    ]),
    transactions: () => [
      signed({ data: `0x60016000536117706000f3`, nonce: 0, gasLimit: 5_000_000n }),
      signed({ data: `0x60026000536117706000f3`, nonce: 1, gasLimit: 5_000_000n }),
      signed({ data: `0x60036000536117706000f3`, nonce: 2, gasLimit: 5_000_000n }),
    ],
  },
  {
    name: "running a contract whose jumps have no room",
    table: "codes",
    capacity: { codeBytes: 4096 },
    code: code(new Uint8Array(3000).fill(0x5b), keep(0n, 1n)),
  },
  {
    name: "undoing much in one transaction",
    table: "journal entries",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(200, (n) => [n + 1n, n, "SSTORE"]),
  },
  {
    name: "many warm slots in one transaction",
    table: "journal entries",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(300, (n) => [n, "SLOAD", "POP"]),
  },
  {
    name: "many changes in one block",
    table: "changes",
    capacity: { slots: 1024, workBytes: bytes16 },
    code: each(40, (n) => [
      n,
      "NUMBER",
      0n,
      "CALLDATALOAD",
      8n,
      "MUL",
      "ADD",
      "POP",
      1n,
      "SWAP1",
      0n,
      "CALLDATALOAD",
      "ADD",
      "SSTORE",
    ]),
    transactions: () =>
      Array.from({ length: 6 }, (_, n) =>
        signed({
          to: contract,
          nonce: n,
          gasLimit: 5_000_000n,
          data: `0x${(n * 40).toString(16).padStart(64, "0")}`,
        }),
      ),
  },
  {
    name: "large logs",
    table: "receipts",
    capacity: { workBytes: bytes16 },
    code: code(10_000n, 0n, "LOG0", 10_000n, 0n, "LOG0"),
  },
  {
    name: "many receipts",
    table: "receipts",
    capacity: { workBytes: bytes16 },
    code: code(3000n, 0n, "LOG0"),
    transactions: () => Array.from({ length: 8 }, (_, nonce) => signed({ to: contract, nonce })),
  },
  {
    name: "many transient slots",
    table: "transient slots",
    capacity: { workBytes: bytes16 },
    code: each(120, (n) => [1n, n, "TSTORE"]),
  },
  {
    name: "a large memory",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    code: code(1n, 5000n, "MSTORE"),
  },
  {
    name: "large init code of a transaction",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    transactions: () => [signed({ data: `0x${"5b".repeat(3000)}`, nonce: 0 })],
  },
  {
    name: "large init code of a contract",
    table: "frame memory",
    capacity: { memoryBytes: 8192 },
    code: code(4000n, 0n, 0n, "CREATE", keep(0n, 1n)),
  },
  {
    name: "the output of a precompiled contract",
    table: "frame memory",
    capacity: { memoryBytes: 4096 },
    transactions: () => [signed({ to: at(4), data: `0x${"01".repeat(5000)}`, nonce: 0 })],
  },
  {
    name: "more transactions than the input holds",
    table: "memory",
    capacity: { workBytes: bytes16 },
    transactions: () => Array.from({ length: 70 }, (_, nonce) => signed({ to: contract, nonce })),
  },
];

/** A chain with this much room, and the same with plenty. */
function chains({ capacity, code: bytes = code("STOP") }: Attempt): [State, State] {
  const world = {
    [contract]: { nonce: 1n, balance: 1000n, code: bytes },
    [at(0x0c)]: { nonce: 1n, code: keep(0n, 1n) },
  };
  return [chainState(world, { capacity: { ...tiny, ...capacity } }), chainState(world)];
}

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
  }).timeout(120_000);
});

/** A random world in random capacities, when genesis fits them. */
function stateWithin(seed: number, random: Random): State | undefined {
  const capacity: RuntimeCapacity = {
    accounts: random.pick([12, 16, 24, 4096]),
    slots: random.pick([16, 20, 24, 32, 4096]),
    codes: random.pick([6, 7, 8, 10, 1024]),
    codeBytes: random.pick([4096, 8192, 1_048_576]),
    memoryBytes: random.pick([4096, 65_536, smallCapacity.memoryBytes]),
    workBytes: random.pick([4096, 6144, 8192, 12_288, 1_048_576]),
  };
  try {
    return randomState(seed, { capacity });
  } catch (error) {
    if (isProtocolError(error) && error.code === "EXECUTION_CAPACITY_EXCEEDED") return undefined;
    throw error;
  }
}

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

/** Accounts and slots by address, whatever the tables' order. */
function fingerprintOfAccounts(state: State): string {
  const { accounts } = state.runtime;
  const addresses = new Map<number, Hex>();
  const all = [...accounts.all()].map(({ entry, state: { address } }) => {
    addresses.set(entry, address);
    const { nonce, balance, codeHash, slots } = account(state, address)!;
    return [address, nonce, balance, codeHash, slots].join(" ");
  });
  const slots = [...accounts.slots()].map(({ account: entry, key, value }) =>
    [addresses.get(entry), key, value].join(" "),
  );
  return [...all.sort(), ...slots.sort()].join("\n");
}
