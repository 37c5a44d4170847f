import { type State, transition } from "@muniment/executor";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { Random } from "../fuzz/helpers/Random.js";
import { block, chainState, lower, sender, signed, slotOf } from "./helpers/chain.js";
import { at, code, deployer, keep } from "./helpers/bytecode.js";
import { executeValid, randomBlockInput, randomState, randomTransactions } from "./helpers/randomChain.js";
import { account, fingerprint, refusedBlock, run, runOne } from "./helpers/world.js";

// The runtime tells what happened in this transaction, and in this flush of changes, by numbers of 32 bits that begin
// again. WebAssembly takes the last of them as -1.
const contract = at(0xc0de);
const heir = at(0x4e14);

describe("numbers of transactions and flushes", () => {
  it("EXEC-1: a warm account or slot of 2^32 transactions ago is cold", () => {
    const looking = code(BigInt(heir), "BALANCE", "POP", 0n, "SLOAD", "POP");
    const state = chainState({ [contract]: { nonce: 1n, code: looking } });
    const { gasUsed } = runOne(state, signed({ to: contract, nonce: 0 }));
    const first = state.runtime.wasm.transactionNumber.value;
    state.runtime.wasm.transactionNumber.value = -1;
    for (let nonce = 1; nonce <= first + 1; nonce++)
      expect(runOne(state, signed({ to: contract, nonce }), BigInt(nonce + 1)).gasUsed).to.equal(gasUsed);
    expect(state.runtime.wasm.transactionNumber.value).to.be.greaterThan(first);
  });

  it("EXEC-1: a transient slot of 2^32 transactions ago is zero", () => {
    const state = chainState({
      [contract]: { nonce: 1n, code: code(keep(0n, 1n, "TLOAD"), 5n, 1n, "TSTORE") },
    });
    runOne(state, signed({ to: contract, nonce: 0 }));
    state.runtime.wasm.transactionNumber.value = -1;
    for (let nonce = 1; nonce <= 3; nonce++)
      runOne(state, signed({ to: contract, nonce }), BigInt(nonce + 1));
    expect(slotOf(state, contract, 0n)).to.equal(0n);
  });

  const created = lower(getCreateAddress({ from: sender.address, nonce: 0 }));
  const destroying = deployer(code(BigInt(heir), "SELFDESTRUCT"));
  const creation = signed({ data: `0x${Buffer.from(destroying).toString("hex")}`, value: 5n, nonce: 0 });

  it("EXEC-54: an account created 2^32 transactions ago is not of this transaction", () => {
    const state = chainState();
    runOne(state, creation);
    const number = state.runtime.wasm.transactionNumber.value;
    state.runtime.wasm.transactionNumber.value = -1;
    const fillers = Array.from({ length: number - 1 }, (_, n) => signed({ to: at(0x99), nonce: n + 1 }));
    run(state, [...fillers, signed({ to: created, nonce: number })], 2n);
    expect(state.runtime.wasm.transactionNumber.value).to.equal(number);
    expect(account(state, created)).to.include({ nonce: 1n, balance: 0n });
  });

  it("EXEC-54: nor when a refused block, in which the numbers began again, is undone", () => {
    const state = chainState();
    runOne(state, creation);
    const number = state.runtime.wasm.transactionNumber.value;
    state.runtime.wasm.transactionNumber.value = -2;
    const paying = signed({ to: created, value: 0n, nonce: 1 });
    refusedBlock(state, block([paying, signed({ to: at(0x99), nonce: 2 }), paying], 2n));
    expect(state.runtime.wasm.transactionNumber.value).to.equal(1);
    const fillers = Array.from({ length: number - 2 }, (_, n) => signed({ to: at(0x99), nonce: n + 1 }));
    run(state, [...fillers, signed({ to: created, nonce: number - 1 })], 2n);
    expect(state.runtime.wasm.transactionNumber.value).to.equal(number);
    expect(account(state, created)).to.include({ nonce: 1n, balance: 0n });
  });

  it("EXEC-1: random blocks do not notice that the numbers begin again, refused and undone ones neither", () => {
    for (let seed = 301; seed <= 312; seed++) {
      const random = new Random(seed, 32);
      const [plain, wrapped] = [randomState(seed), randomState(seed)];
      for (let number = 1n; number <= 5n; number++) {
        const { transactionNumber, flushNumber } = wrapped.runtime.wasm;
        if (number > 1n) {
          transactionNumber.value = -random.between(1, 5);
          flushNumber.value = -random.between(1, 4);
        }
        const wanted = randomBlockInput(randomTransactions(random, plain, 5), number);
        const withTransactionRoots = random.chance(50);
        const bad = { ...wanted, transactions: [...wanted.transactions, ...wanted.transactions] };
        const before = fingerprint(wrapped);
        if (wanted.transactions.length > 0)
          expect(() => transition(wrapped, bad, { withTransactionRoots })).to.throw();
        expect(fingerprint(wrapped), `seed ${seed} block ${number}`).to.equal(before);
        const { input } = executeValid(plain, wanted);
        transition(wrapped, input, { withTransactionRoots });
        // Not the fingerprint: an entry that was only read leaves the tables earlier when roots are told by transaction,
        // so ids may differ.
        expect(contentOf(wrapped), `seed ${seed} block ${number}`).to.deep.equal(contentOf(plain));
        expect(wrapped.root, `seed ${seed} block ${number}`).to.equal(plain.root);
      }
    }
  });
});

/** Accounts and slots by address, wherever they lie in the tables. */
function contentOf({ runtime: { accounts } }: State): string[] {
  const all = [...accounts.all()].map(({ state: { address, nonce, balance, codeHash } }) => [
    address,
    nonce,
    balance,
    codeHash,
  ]);
  const slots = [...accounts.slots()].map(({ account, key, value }) => [
    accounts.read(account).address,
    key,
    value,
  ]);
  return [...all, ...slots].map((line) => line.join(" ")).sort();
}
