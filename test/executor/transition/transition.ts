import { messagesOf, predeploys, ProtocolError, zeroHash } from "@muniment/protocol";
import { transition } from "@muniment/executor";
import { expect } from "chai";
import { prepareBlock } from "../../../packages/executor/src/transition/prepareBlock.js";
import { compileContract } from "../../../packages/executor/src/vm/compiler/compileContract.js";
import { CompiledCodes, compileOptionsOf } from "../../../packages/executor/src/vm/runtime/CompiledCodes.js";
import { caught } from "../../helpers/caught.js";
import { block, chainState, other, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep } from "./helpers/bytecode.js";
import { deposit, fingerprint, refusedBlock, run, verdictOn } from "./helpers/world.js";

const contract = at(0xc0de);
const counter = code(1n, 0n, "SLOAD", "ADD", 0n, "SSTORE");
const logger = code(7n, 0n, "MSTORE", 0xabcn, 32n, 0n, "LOG1");

describe("transition", () => {
  describe("the same input", () => {
    it("EXEC-1: gives the same result on a state with another history and another seed of its tables", () => {
      const world = { [contract]: { nonce: 1n, code: counter } };
      const plain = chainState(world);
      const used = chainState(world, { chance: 0x1234567n });
      for (let i = 0; i < 5; i++) {
        refusedBlock(
          used,
          block([signed({ to: contract, nonce: 0 }), signed({ to: at(0x99 + i), nonce: 5 })]),
        );
      }
      const transactions = [signed({ to: contract, nonce: 0 }), signed({ to: contract, nonce: 1 })];
      expect(run(used, transactions)).to.deep.equal(run(plain, transactions));
      expect(slotOf(plain, contract, 0n)).to.equal(2n);
    });

    it("EXEC-2: needs neither clock nor chance: they may be missing, and the block's own time is what shows", () => {
      const world = { [contract]: { nonce: 1n, code: keep(0n, "TIMESTAMP") } };
      const [first, second] = [chainState(world), chainState(world)];
      const transactions = [signed({ to: contract, nonce: 0 })];
      const before = run(first, transactions);
      expect(withoutClockAndChance(() => run(second, transactions))).to.deep.equal(before);
      expect(slotOf(first, contract, 0n)).to.equal(1_800_000_001n);
    });
  });

  describe("refusals", () => {
    it("EXEC-3: names the index and the reason of a transaction that cannot be in the block", () => {
      const state = chainState();
      const good = signed({ to: at(0x99), value: 1n, nonce: 0 });
      expect(verdictOn(state, [good, signed({ to: at(0x99), nonce: 3 })], 1)).to.equal("NONCE_TOO_HIGH");
      expect(verdictOn(state, [good, good], 1)).to.equal("NONCE_TOO_LOW");
    });

    it("EXEC-3: names the index and the reason of bytes that are no transaction of the chain", () => {
      const state = chainState();
      const good = signed({ to: at(0x99), value: 1n, nonce: 0 });
      expect(verdictOn(state, [good, good.subarray(0, -1)], 1)).to.equal("RLP_MALFORMED");
      expect(verdictOn(state, [Uint8Array.of(0x55)])).to.equal("TRANSACTION_TYPE_UNKNOWN");
      expect(verdictOn(state, [signed({ to: at(1), nonce: 0, chainId: 1n })])).to.equal("CHAIN_ID_WRONG");
    });

    it("EXEC-3: after a refusal every table, the tree and the next block are as if it had not been", () => {
      const world = { [contract]: { nonce: 1n, code: counter } };
      const [touched, plain] = [chainState(world), chainState(world)];
      const creation = signed({ data: `0x60015f5560016001555f5f${"00".repeat(64)}`, nonce: 0, value: 5n });
      const calls = [1, 2, 3].map((nonce) => signed({ to: contract, nonce }));
      for (const withTransactionRoots of [false, true]) {
        const before = fingerprint(touched);
        const bad = block([deposit({ mint: 9n, to: at(0x77), value: 9n }), creation, ...calls, calls[0]!]);
        expect(() => transition(touched, bad, { withTransactionRoots })).to.throw("NONCE_TOO_LOW");
        expect(fingerprint(touched)).to.equal(before);
      }
      expect(run(touched, [creation, ...calls])).to.deep.equal(run(plain, [creation, ...calls]));
      expect(fingerprint(touched)).to.equal(fingerprint(plain));
    });

    it("EXEC-3: a code that a refused block announced is announced again by the block that keeps it", () => {
      const init = `0x6001600c60003960016000f3fe` as const;
      const create = (nonce: number) => signed({ data: init, nonce });
      const reverting = code(
        BigInt(`${init}${"00".repeat(32 - 13)}`),
        0n,
        "MSTORE",
        13n,
        0n,
        0n,
        "CREATE",
        0n,
        0n,
        "REVERT",
      );
      const world = { [contract]: { nonce: 1n, code: reverting } };
      const [state, twin] = [chainState(world), chainState(world)];
      // The code comes into the table with a creation that is undone, so that no account has it yet.
      for (const each of [state, twin]) run(each, [signed({ to: contract, nonce: 0 })]);
      const refused = block([create(1), create(1)], 2n);
      expect(() => transition(state, refused, { withTransactionRoots: true })).to.throw("NONCE_TOO_LOW");
      const options = { withTransactionRoots: true };
      const kept = transition(state, block([create(1)], 2n), options);
      expect(kept.changes).to.deep.equal(transition(twin, block([create(1)], 2n), options).changes);
      expect(kindsOf(kept.changes)).to.include(3);
    });

    it("EXEC-3: an execution that the host breaks off in the middle of a transaction is undone wholly", () => {
      const writing = code(keep(0n, 1n), keep(3n, 1n), keep(1n, 0n), keep(2n, 0n, "BLOCKHASH"));
      const awaitBlockHash = () => {
        throw new ProtocolError("BLOCK_ORDER_WRONG", { problem: "the hash never came" });
      };
      const storage = new Map([[1n, 1n]]);
      const world = { [contract]: { nonce: 1n, code: writing, storage } };
      const [state, twin] = [chainState(world, { awaitBlockHash }), chainState(world)];
      const { runtime, rules } = state;
      const input = block([
        signed({ to: at(0x99), value: 1n, nonce: 0 }),
        signed({ to: contract, nonce: 1 }),
      ]);
      const before = fingerprint(state);
      runtime.beginBlock();
      runtime.setEnvironment(input.environment);
      runtime.deferBlockHash(0n);
      const records = prepareBlock(input, rules);
      expect(caught(() => runtime.execute(records, 2, { marks: false, from: 0 })).code).to.equal(
        "BLOCK_ORDER_WRONG",
      );
      runtime.undoBlock();
      expect(fingerprint(state)).to.equal(before);
      expect(transition(state, input)).to.deep.equal(transition(twin, input));
      expect(fingerprint(state)).to.equal(fingerprint(twin));
    });

    it("EXEC-3: a code that was compiled while its block was undone is not installed for another", () => {
      const state = chainState();
      const codes = new CompiledCodes(state.runtime);
      const id = state.runtime.wasm.codeCount();
      const init = (byte: string) => `0x60${byte}5f5360015ff3`;
      run(state, [signed({ data: init("00"), nonce: 0 })]);
      const [hash, other_] = [codes.hashOf(id), codes.hashOf(0)];
      const { wasm } = compileContract(Uint8Array.of(0), compileOptionsOf(state.rules));
      const module = new WebAssembly.Module(wasm);
      expect(codes.install(id, module, other_)).to.equal(false);
      expect(codes.install(id + 1, module, hash)).to.equal(false);
      expect(codes.install(id, module, hash)).to.equal(true);
      expect(codes.size).to.equal(1);
    });

    it("EXEC-3: a refused block leaves no block hash behind under Ethereum's rules either", () => {
      const rules = { kind: "ethereum", fork: "osaka" } as const;
      const world = { [contract]: { nonce: 1n, code: keep(0n, 4n, "BLOCKHASH") } };
      const state = chainState(world, { rules });
      const bad = block([signed({ to: contract, nonce: 9 })], 5n, `0x${"ab".repeat(32)}`);
      refusedBlock(state, bad);
      run(state, [signed({ to: contract, nonce: 0 })], 6n);
      expect(slotOf(state, contract, 0n)).to.equal(0n);
    });
  });

  describe("messages", () => {
    const init = `0x${Buffer.from(logger).toString("hex")}` as const;
    const messenger = { [predeploys.messenger]: { nonce: 1n, code: logger } };

    it("EXEC-5: are the messenger's logs in the block's order, and nobody else's", () => {
      const caller = code(callTo(predeploys.messenger), "POP", logger, callTo(predeploys.messenger));
      const state = chainState({ ...messenger, [contract]: { nonce: 1n, code: caller } });
      const transactions = [
        signed({ to: contract, nonce: 0 }),
        signed({ data: init, nonce: 1 }),
        signed({ to: predeploys.messenger, nonce: 2 }),
      ];
      const { messages, receipts } = run(state, transactions);
      expect(receipts.map(({ logs }) => logs.length)).to.deep.equal([3, 1, 1]);
      expect(messages).to.have.lengthOf(3);
      expect(messages.every(({ address }) => address === predeploys.messenger)).to.equal(true);
      expect(messages[0]).to.deep.equal(receipts[0]!.logs[0]);
      expect(messages).to.deep.equal(messagesOf(receipts));
    });

    it("EXEC-5: of a transaction that fails, and of the messenger's code run elsewhere, there are none", () => {
      const failing = code(callTo(predeploys.messenger), "POP", 0n, 0n, "REVERT");
      const borrowing = code(0n, 0n, 0n, 0n, BigInt(predeploys.messenger), "GAS", "DELEGATECALL");
      const state = chainState({
        ...messenger,
        [contract]: { nonce: 1n, code: failing },
        [at(0xb0)]: { nonce: 1n, code: borrowing },
      });
      const { messages, receipts } = run(state, [
        signed({ to: contract, nonce: 0 }),
        signed({ to: at(0xb0), nonce: 1 }),
      ]);
      expect(receipts.map(({ isSuccess }) => isSuccess)).to.deep.equal([false, true]);
      expect(receipts[1]!.logs.map(({ address }) => address)).to.deep.equal([at(0xb0)]);
      expect(messages).to.deep.equal([]);
    });
  });

  describe("roots of transactions", () => {
    const world = { [contract]: { nonce: 1n, code: counter } };
    const transactions = [
      signed({ to: contract, nonce: 0 }),
      signed({ to: at(0x99), value: 5n, nonce: 0 }, other),
      signed({ data: "0xfe", nonce: 1 }),
    ];

    it("EXEC-6: are the roots of the blocks that end after each; the last is the block's", () => {
      const state = chainState(world);
      const result = transition(state, block(transactions), { withTransactionRoots: true });
      expect(result.transactionRoots).to.have.lengthOf(3);
      expect(new Set(result.transactionRoots).size).to.equal(3);
      const shorter = [1, 2, 3].map(
        (count) => run(chainState(world), transactions.slice(0, count)).stateRoot,
      );
      expect(result.transactionRoots).to.deep.equal(shorter);
      expect(result.stateRoot).to.equal(shorter[2]);
    });

    it("EXEC-6: change nothing else of the result; an empty block has none", () => {
      const [with_, without] = [chainState(world), chainState(world)];
      const marked = transition(with_, block(transactions), { withTransactionRoots: true });
      const plain = run(without, transactions);
      expect(plain.transactionRoots).to.deep.equal([]);
      const parts = [
        "stateRoot",
        "receipts",
        "receiptsRoot",
        "transactionsRoot",
        "logsBloom",
        "gasUsed",
      ] as const;
      for (const part of parts) expect(marked[part], part).to.deep.equal(plain[part]);
      const empty = transition(with_, block([], 2n), { withTransactionRoots: true });
      expect(empty.transactionRoots).to.deep.equal([]);
      expect(empty.stateRoot).not.to.equal(zeroHash);
    });
  });
});

/** Runs something while asking for the time or for chance throws. */
function withoutClockAndChance<T>(run: () => T): T {
  const asked = (): never => {
    throw new TypeError("a clock or chance was asked");
  };
  const places = [
    [Date, "now"],
    [Math, "random"],
    [performance, "now"],
    [crypto, "getRandomValues"],
  ] as const;
  const kept = places.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  for (const [owner, name] of places)
    Object.defineProperty(owner, name, { value: asked, configurable: true, writable: true });
  try {
    return run();
  } finally {
    for (const [index, [owner, name]] of places.entries()) {
      const descriptor = kept[index];
      if (descriptor === undefined) Reflect.deleteProperty(owner, name);
      else Object.defineProperty(owner, name, descriptor);
    }
  }
}

/** The kinds of the change records, in order. */
function kindsOf(changes: Uint8Array): number[] {
  const view = new DataView(changes.buffer, changes.byteOffset, changes.length);
  const kinds: number[] = [];
  const sizes = [0, 104, 96, 0, 8];
  for (let at = 0; at < changes.length;) {
    const kind = view.getUint32(at, true);
    kinds.push(kind);
    at += kind === 3 ? 48 + ((view.getUint32(at + 8, true) + 7) & ~7) : sizes[kind]!;
  }
  return kinds;
}
