import { type Allocation, smallCapacity, State, transition } from "@muniment/executor";
import { type Hex, keccak256, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { Random } from "../fuzz/helpers/Random.js";
import { block, ether, lower, sender, signed } from "./helpers/chain.js";
import { at, callTo, code, deployer, keep, toMemory } from "./helpers/bytecode.js";
import { executeRefusing } from "./helpers/executeRefusing.js";
import { fingerprintOfAccounts } from "./helpers/fullTables.js";
import {
  executeValid,
  randomBlockInput,
  randomState,
  randomTransactions,
  randomWorld,
} from "./helpers/randomChain.js";
import { account, authorize, delegating, fingerprint, refusedBlock } from "./helpers/world.js";

const rules = { kind: "muniment" } as const;
const awaitBlockHash = (number: bigint) => number * 77n;
const wallets = [1, 2, 3].map((number) => new Wallet(`0x${number.toString(16).padStart(64, "0")}`));
const contract = at(0xc0de);
/** As wide as an entry of the table of codes, and where its number of users is (assembly/runtime/codes.ts). */
const entrySize = 64;
const usersOffset = 60;
const freeEntry = 0xffffffff;

/** Every account's code is whole, every code has as many users as there are accounts with it, and no other is there. */
function expectCounted(state: State): void {
  const { runtime } = state;
  runtime.beginBlock();
  const users = new Map<Hex, number>();
  for (const { state: found } of runtime.accounts.all()) {
    expect(keccak256(found.code), found.address).to.equal(found.codeHash);
    if (found.code.length > 0) users.set(found.codeHash, (users.get(found.codeHash) ?? 0) + 1);
  }
  const counted = new Map<Hex, number>();
  for (let id = 1; id < runtime.wasm.codeCount(); id++) {
    const entry = runtime.wasm.codeEntry(id) >>> 0;
    const count = new DataView(runtime.memory.buffer, entry, entrySize).getUint32(usersOffset, true);
    if (count !== freeEntry) counted.set(toHex(runtime.bytes(entry, 32)), count);
  }
  expect([...counted].sort()).to.deep.equal([...users].sort());
}

/** The state that change records alone make, in parts. */
function loaded(parts: readonly Uint8Array[], codes: number): State {
  const state = new State({ rules, capacity: { ...smallCapacity, codes } });
  for (const part of parts) {
    state.runtime.load(part);
    state.tree.apply(part);
  }
  return state;
}

/** A chain whose codes are few, its twin with room, and the records of genesis. */
function pair(world: Record<Hex, Allocation>, codes: number, codeBytes = smallCapacity.codeBytes) {
  const options = { rules, awaitBlockHash, capacity: { ...smallCapacity, codes, codeBytes } };
  const accounts = new Map<Hex, Allocation>([
    [lower(sender.address), { balance: 1000n * ether }],
    ...(Object.entries(world) as [Hex, Allocation][]),
  ]);
  const { state, changes } = State.genesisWithChanges(options, accounts);
  return { state, changes, roomy: State.genesis({ rules, awaitBlockHash }, accounts) };
}

/** Creates a contract whose code has the block's number in it and destroys itself when it is called; its address is pushed. */
const child = deployer(code(2n ** 255n, "POP", "CALLER", "SELFDESTRUCT"));
const create = code(toMemory(child), "NUMBER", 13n, "MSTORE", BigInt(child.length), 0n, 0n, "CREATE");
const dup6 = Uint8Array.of(0x85);
const destroyer = code(create, 0n, 0n, 0n, 0n, 0n, dup6, "GAS", "CALL", "POP", "POP", keep(0n, 1n));

describe("transition/reclaimCodes", () => {
  it("EXEC-83: a delegation that is replaced leaves the table, however many come, also when they are loaded again", () => {
    const { state, roomy, changes } = pair({}, 8);
    const parts = [changes];
    for (let number = 1; number <= 60; number++) {
      // Each wallet delegates to another target in every block; now and then two share one, or one ends it.
      const grants = wallets.map((wallet, index) => {
        const target = number % 7 === index ? at(0) : at(number % 5 === 0 ? 77 : 1000 + number * 3 + index);
        return authorize(wallet, { target, nonce: BigInt(number - 1) });
      });
      const input = block(
        [delegating(grants, { to: at(0xbeef), nonce: number - 1, gasLimit: 1_000_000n })],
        BigInt(number),
      );
      const result = transition(state, input);
      expect(result).to.deep.equal(transition(roomy, input));
      parts.push(result.changes);
      if (number % 10 === 0) {
        const copy = loaded(parts, 8);
        expect(copy.root).to.equal(state.root);
        expect(fingerprintOfAccounts(copy)).to.equal(fingerprintOfAccounts(state));
        expectCounted(copy);
      }
    }
    expectCounted(state);
  });

  it("EXEC-83: a delegation is in its account's change record and in no record of codes", () => {
    const { state } = pair({}, 8);
    const grant = authorize(wallets[0] as Wallet, { target: at(1234), nonce: 0n });
    const { changes } = transition(
      state,
      block([delegating([grant], { to: at(0xbeef), gasLimit: 1_000_000n })]),
    );
    expect(toHex(changes)).to.include(`ef0100${at(1234).slice(2)}`);
    const view = new DataView(changes.buffer, changes.byteOffset, changes.length);
    for (let offset = 0; offset < changes.length;) {
      const kind = view.getUint32(offset, true);
      expect(kind).to.be.oneOf([1, 2]);
      offset += kind === 1 ? 104 : 96;
    }
  });

  it("EXEC-83: codes of creations that were reverted take no room", () => {
    const reverts = code(create, "POP", 0n, 0n, "REVERT");
    const world = {
      [contract]: { nonce: 1n, code: code(callTo(at(0xabc)), "POP", keep(0n, 1n)) },
      [at(0xabc)]: { nonce: 1n, code: reverts },
    };
    const { state, roomy } = pair(world, 5, 4096);
    const { wasm } = state.runtime;
    const codes = wasm.codeCount();
    for (let number = 1; number <= 60; number++) {
      const input = block([signed({ to: contract, nonce: number - 1 })], BigInt(number));
      const result = transition(state, input);
      expect(result.receipts[0]?.isSuccess).to.equal(true);
      expect(result).to.deep.equal(transition(roomy, input));
      expectCounted(state);
    }
    expect(wasm.codeCount()).to.equal(codes);
  });

  it("EXEC-83: a contract that destroys itself in the transaction that made it leaves no code", () => {
    const { state, roomy } = pair({ [contract]: { nonce: 1n, code: destroyer } }, 5, 4096);
    for (let number = 1; number <= 40; number++) {
      const input = block([signed({ to: contract, nonce: number - 1 })], BigInt(number));
      const result = transition(state, input);
      expect(result.receipts[0]?.isSuccess).to.equal(true);
      expect(result).to.deep.equal(transition(roomy, input));
      expectCounted(state);
    }
  });

  it("EXEC-83: a refused block brings back the codes it took from accounts", () => {
    const { state } = pair({}, 8);
    const grant = (nonce: bigint, target: number) =>
      authorize(wallets[0] as Wallet, { target: at(target), nonce });
    transition(state, block([delegating([grant(0n, 500)], { to: at(0xbeef), gasLimit: 1_000_000n })]));
    expectCounted(state);
    const before = fingerprint(state);
    for (const withTransactionRoots of [false, true]) {
      const apply = state.tree.apply.bind(state.tree);
      state.tree.apply = () => {
        throw new TypeError("full");
      };
      const two = [1n, 2n].map((nonce) =>
        delegating([grant(nonce, 600 + Number(nonce))], {
          to: at(0xbeef),
          nonce: Number(nonce),
          gasLimit: 1_000_000n,
        }),
      );
      expect(() => transition(state, block(two, 2n), { withTransactionRoots })).to.throw("full");
      state.tree.apply = apply;
      expect(fingerprint(state)).to.equal(before);
      expectCounted(state);
    }
    refusedBlock(
      state,
      block([
        delegating([grant(1n, 700)], { to: at(0xbeef), nonce: 1, gasLimit: 1_000_000n }),
        signed({ to: at(1), nonce: 9 }),
      ]),
    );
    expectCounted(state);
  });

  it("EXEC-83: random blocks leave the codes that accounts have, and no others", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const random = new Random(seed, 83);
      const state = randomState(seed, { awaitBlockHash });
      const { changes } = State.genesisWithChanges({ rules }, randomWorld(seed));
      const parts = [changes];
      for (let number = 1n; number <= 5n; number++) {
        const input = randomBlockInput(randomTransactions(random, state, 10), number);
        if (random.chance(50)) parts.push(executeRefusing(state, input, random.chance(50)).changes);
        else {
          const twin = loaded(parts, smallCapacity.codes);
          const valid = executeValid(twin, input).input;
          parts.push(transition(state, valid, { withTransactionRoots: random.chance(50) }).changes);
        }
        expectCounted(state);
      }
      const copy = loaded(parts, smallCapacity.codes);
      expect(copy.root, `seed ${seed}`).to.equal(state.root);
      expectCounted(copy);
    }
  });

  it("EXEC-83: a code that comes again after it went is told again", () => {
    const { state, changes } = pair({}, 8);
    const parts = [changes];
    const grant = (nonce: number, target: number) =>
      authorize(wallets[0] as Wallet, { target: at(target), nonce: BigInt(nonce) });
    [500, 501, 500, 0, 500].forEach((target, nonce) => {
      const raw = delegating([grant(nonce, target)], { to: at(0xbeef), nonce, gasLimit: 1_000_000n });
      parts.push(transition(state, block([raw], BigInt(nonce + 1))).changes);
    });
    const copy = loaded(parts, 8);
    expect(toHex(account(copy, lower((wallets[0] as Wallet).address))?.code ?? new Uint8Array())).to.equal(
      `0xef0100${at(500).slice(2)}`,
    );
    expect(copy.root).to.equal(state.root);
  });
});
