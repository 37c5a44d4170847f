import { State, transition } from "@muniment/executor";
import { type CaseAccount, runReferenceBlock } from "@muniment/executor/reference";
import { fromHex, type Hex } from "@muniment/protocol";
import { expect } from "chai";
import { Random } from "../fuzz/helpers/Random.js";
import { randomBlock } from "../fuzz/helpers/randomBlock.js";
import { block, chainState, signed, slotOf } from "./helpers/chain.js";
import { at, code, createWith, deployer, keep, op } from "./helpers/bytecode.js";
import { Compiling } from "./helpers/compileCodes.js";
import { executeValid, randomBlockInput, randomState, randomTransactions } from "./helpers/randomChain.js";
import { account, fingerprint, runOne } from "./helpers/world.js";

const contract = at(0xc0de);
const peer = at(0xbee5);

describe("code", () => {
  describe("interpreted and compiled", () => {
    it("EXEC-60: random blocks of contracts that call, create and destroy give the same results both ways", () => {
      const seen = { compiled: 0, refusals: 0, failed: 0, transactions: 0 };
      for (let seed = 1; seed <= 25; seed++) {
        const random = new Random(seed, 60);
        const [interpreted, compiled, marked] = [randomState(seed), randomState(seed), randomState(seed)];
        const compiling = new Compiling(compiled);
        for (let number = 1n; number <= 4n; number++) {
          const place = `seed ${seed} block ${number}`;
          const wanted = randomBlockInput(randomTransactions(random, marked, 6), number);
          const { input, refusals } = executeValid(marked, wanted);
          compiling.compile(() => random.chance(60));
          const one = transition(interpreted, input);
          const two = transition(compiled, input);
          expect(two, place).to.deep.equal(one);
          expect(fingerprint(compiled), place).to.equal(fingerprint(interpreted));
          expect(marked.root, place).to.equal(one.stateRoot);
          seen.refusals += refusals;
          seen.transactions += one.receipts.length;
          seen.failed += one.receipts.filter(({ isSuccess }) => !isSuccess).length;
        }
        seen.compiled += compiling.codes.size;
      }
      expect(seen.compiled).to.be.greaterThan(60);
      expect(seen.refusals).to.be.greaterThan(5);
      expect(seen.failed).to.be.greaterThan(50);
      expect(seen.transactions - seen.failed).to.be.greaterThan(100);
    });

    it("EXEC-6: roots after every transaction of random blocks are those without them, compiled too", () => {
      for (let seed = 101; seed <= 115; seed++) {
        const random = new Random(seed, 6);
        const [plain, marked] = [randomState(seed), randomState(seed)];
        new Compiling(marked).compile();
        for (let number = 1n; number <= 3n; number++) {
          const place = `seed ${seed} block ${number}`;
          const { input } = executeValid(
            plain,
            randomBlockInput(randomTransactions(random, plain, 6), number),
          );
          const { transactionRoots, stateRoot } = transition(marked, input, { withTransactionRoots: true });
          expect(stateRoot, place).to.equal(plain.root);
          if (input.transactions.length > 0) expect(transactionRoots.at(-1), place).to.equal(stateRoot);
          expect(transactionRoots, place).to.have.lengthOf(input.transactions.length);
        }
      }
    });

    it("EXEC-60: random blocks under Ethereum's rules leave the accounts that the reference leaves", async () => {
      let compared = 0;
      for (let seed = 201; seed <= 225; seed++) {
        const { signed: given } = randomBlock(seed);
        const state = stateOf(given);
        if (seed % 2 === 0) new Compiling(state).compile();
        const { environment, blockHashes } = given;
        const parent = blockHashes.get(environment.number - 1n) ?? 0n;
        const parentHash: Hex = `0x${parent.toString(16).padStart(64, "0")}`;
        const { input } = executeValid(state, { environment, parentHash, transactions: given.transactions });
        const reference = await runReferenceBlock({ ...given, transactions: input.transactions });
        expect(
          reference.results.every(({ valid }) => valid),
          `seed ${seed}`,
        ).to.equal(true);
        expect(accountsOf(state), `seed ${seed}`).to.deep.equal(sorted(reference.postAccounts));
        compared += input.transactions.length;
      }
      expect(compared).to.be.greaterThan(250);
    });

    it("EXEC-60: code is compiled between blocks while others call it, and no block notices", () => {
      const counting = keep(0n, 0n, "SLOAD", 1n, "ADD");
      const world = {
        [peer]: { nonce: 1n, code: counting },
        [contract]: { nonce: 1n, code: code(counting, callIn(peer), "POP") },
      };
      const [state, twin] = [chainState(world), chainState(world)];
      const compiling = new Compiling(state);
      for (let number = 1; number <= 4; number++) {
        if (number > 1) compiling.compile((id) => id === number);
        const input = block([signed({ to: contract, nonce: number - 1 })], BigInt(number));
        expect(transition(state, input)).to.deep.equal(transition(twin, input));
      }
      expect(compiling.codes.size).to.equal(2);
      expect(slotOf(state, peer, 0n)).to.equal(4n);
    });

    it("EXEC-60: heat counts how often code ran interpreted, and stops when it is compiled", () => {
      const state = chainState({ [contract]: { nonce: 1n, code: code("STOP") } });
      const { wasm } = state.runtime;
      const id = wasm.codeCount() - 1;
      for (const nonce of [0, 1]) runOne(state, signed({ to: contract, nonce }), BigInt(nonce + 1));
      expect(wasm.heatOf(id)).to.equal(2);
      new Compiling(state).compile();
      runOne(state, signed({ to: contract, nonce: 2 }), 3n);
      expect(wasm.heatOf(id)).to.equal(2);
    });
  });

  describe("depth", () => {
    /** Counts itself in storage, then calls itself on, and keeps what came back. */
    const recursing = (to: Hex, words: Uint8Array) => {
      const sums = new Uint8Array(words.length).fill(op.ADD);
      return code(
        "CALLVALUE",
        words,
        keep(0n, 0n, "SLOAD", 1n, "ADD"),
        callIn(to),
        "POP",
        sums,
        1n,
        "SSTORE",
      );
    };
    const deep = { rules: { kind: "ethereum", fork: "prague" } } as const;
    const gas = { gasLimit: 2n ** 50n };

    /** What a deep recursion comes to: how many frames ran. */
    function frames(words: Uint8Array, isCompiled: boolean): { gasUsed: bigint; depth: bigint } {
      const world = {
        [contract]: { nonce: 1n, code: recursing(peer, words) },
        [peer]: { nonce: 1n, code: recursing(contract, words) },
      };
      const state = chainState(world, { ...deep, capacity: roomy });
      if (isCompiled) new Compiling(state).compile();
      const { environment, ...rest } = block([
        signed({ to: contract, nonce: 0, ...gas, maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }),
      ]);
      const input = { ...rest, environment: { ...environment, baseFee: 1n, gasLimit: 2n ** 51n } };
      const [receipt] = transition(state, input).receipts;
      expect(receipt!.isSuccess).to.equal(true);
      const depth = slotOf(state, contract, 0n) + slotOf(state, peer, 0n);
      return { gasUsed: receipt!.gasUsed, depth };
    }

    it("EXEC-61: calls nest to 1,024 frames below the first, compiled as interpreted", () => {
      const interpreted = frames(new Uint8Array(), false);
      expect(interpreted.depth).to.equal(1025n);
      expect(frames(new Uint8Array(), true)).to.deep.equal(interpreted);
    });

    it("EXEC-61: frames of compiled code with as many locals as a function can have fit the machine's stack", () => {
      // Each takes four locals that live on while the callee runs; 1,000 are all that the operand stack has room for.
      const words = new Uint8Array(1000).fill(op.CALLVALUE);
      const interpreted = frames(words, false);
      expect(interpreted.depth).to.equal(1025n);
      expect(frames(words, true)).to.deep.equal(interpreted);
    });

    it("EXEC-61: the call beyond the last frame gives 0 and its gas back", () => {
      const last = code(keep(0n, 0n, "SLOAD", 1n, "ADD"), keep(1n, callIn(contract)));
      const state = chainState({ [contract]: { nonce: 1n, code: last } }, { ...deep, capacity: roomy });
      const { environment, ...rest } = block([
        signed({ to: contract, nonce: 0, ...gas, maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }),
      ]);
      transition(state, { ...rest, environment: { ...environment, baseFee: 1n, gasLimit: 2n ** 51n } });
      expect(slotOf(state, contract, 0n)).to.equal(1025n);
      expect(slotOf(state, contract, 1n)).to.equal(1n);
    });

    it("EXEC-61: creations nest like calls, compiled creators too", () => {
      const creating = code(createWith(deployer(code("STOP"))), 0n, "SSTORE", callIn(contract), "POP");
      const results = [false, true].map((isCompiled) => {
        const state = chainState({ [contract]: { nonce: 1n, code: creating } });
        if (isCompiled) new Compiling(state).compile();
        return transition(state, block([signed({ to: contract, nonce: 0, gasLimit: 16_000_000n })]));
      });
      expect(results[1]).to.deep.equal(results[0]);
    });
  });

  describe("declined", () => {
    it("EXEC-62: delegations are never compiled, and run their target, compiled or not", () => {
      const delegated = { balance: 1n, code: fromHex(`0xef0100${peer.slice(2)}`) };
      const world = { [contract]: delegated, [peer]: { nonce: 1n, code: keep(0n, 9n) } };
      const [state, twin] = [chainState(world), chainState(world)];
      const compiling = new Compiling(state);
      compiling.compile();
      expect(compiling.codes.size).to.equal(2);
      const input = block([signed({ to: contract, nonce: 0 })]);
      expect(transition(state, input)).to.deep.equal(transition(twin, input));
      expect(slotOf(state, contract, 0n)).to.equal(9n);
    });

    it("EXEC-62: code beyond the compiler's limits goes on interpreted in the middle of a frame", () => {
      const long = code(
        ...Array.from({ length: 40 }, (_, n) => code(keep(BigInt(n), BigInt(n) + 1n), "JUMPDEST")),
      );
      const world = { [contract]: { nonce: 1n, code: long } };
      const [state, twin] = [chainState(world), chainState(world)];
      const limits = {
        operations: 20,
        operationsPerFunction: 10,
        variants: 1,
        bytes: 300,
        bytesPerFunction: 200,
      };
      new Compiling(state, limits).compile();
      const input = block([signed({ to: contract, nonce: 0, gasLimit: 2_000_000n })]);
      expect(transition(state, input)).to.deep.equal(transition(twin, input));
      expect(account(state, contract)!.slots).to.equal(40);
    });

    it("EXEC-62: init code is always interpreted", () => {
      const state = chainState();
      new Compiling(state).compile();
      const { wasm } = state.runtime;
      const codes = wasm.codeCount();
      const data = `0x${Buffer.from(keep(0n, 1n)).toString("hex")}`;
      expect(runOne(state, signed({ nonce: 0, data })).isSuccess).to.equal(true);
      expect(wasm.codeCount()).to.equal(codes);
    });
  });
});

const mebi = 1024 * 1024;
const roomy = {
  accounts: 4096,
  slots: 16_384,
  codes: 1024,
  codeBytes: 8 * mebi,
  memoryBytes: 96 * mebi,
  workBytes: 8 * mebi,
};

/** Calls with all gas and pushes the result. */
function callIn(to: Hex): Uint8Array {
  return code(0n, 0n, 0n, 0n, 0n, BigInt(to), "GAS", "CALL");
}

type Given = ReturnType<typeof randomBlock>["signed"];

/** A state of Ethereum's rules with these accounts and block hashes. */
function stateOf({ rules, accounts, blockHashes }: Given): State {
  const state = new State({ rules, capacity: roomy });
  for (const [address, { storage, ...rest }] of accounts) {
    const entry = state.runtime.putAccount(address, rest);
    for (const [key, value] of storage) state.runtime.putSlot(entry, key, value);
  }
  for (const [number, hash] of blockHashes) state.runtime.setBlockHash(number, hash);
  state.tree.apply(state.runtime.changes());
  state.runtime.beginBlock();
  return state;
}

function accountsOf({ runtime }: State): unknown {
  const storages = new Map<number, Map<bigint, bigint>>();
  for (const { account: entry, key, value } of runtime.accounts.slots())
    storages.set(entry, (storages.get(entry) ?? new Map<bigint, bigint>()).set(key, value));
  const accounts = new Map<Hex, CaseAccount>();
  for (const { entry, state } of runtime.accounts.all()) {
    const { nonce, balance, code: bytes } = state;
    accounts.set(state.address, { nonce, balance, code: bytes, storage: storages.get(entry) ?? new Map() });
  }
  return sorted(accounts);
}

function sorted(accounts: ReadonlyMap<Hex, CaseAccount>): unknown {
  return [...accounts]
    .map(([address, { nonce, balance, code: bytes, storage }]) => ({
      address,
      nonce,
      balance,
      code: Buffer.from(bytes).toString("hex"),
      storage: [...storage].map(([key, value]) => `${key.toString(16)}=${value.toString(16)}`).sort(),
    }))
    .sort((one, two) => (one.address < two.address ? -1 : 1));
}
