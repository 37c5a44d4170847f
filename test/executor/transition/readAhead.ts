import { preparationTools, prepareTransaction, type Runtime, type State } from "@muniment/executor";
import { type Hex, ProtocolError, toHex } from "@muniment/protocol";
import { expect } from "chai";
import { keccak256, Wallet } from "ethers";
import { Random } from "../fuzz/helpers/Random.js";
import { code } from "./helpers/bytecode.js";
import { block, chainId, chainState, ether, lower, signed } from "./helpers/chain.js";

const token: Hex = "0x00000000000000000000000000000000000070c3";
const wallets = Array.from(
  { length: 6 },
  (_, n) => new Wallet(`0x${(n + 100).toString(16).padStart(64, "0")}`),
);
const selector = "a9059cbb";

/** Puts keccak256(what was pushed ‖ slot) on the stack. */
const hashed = (slot: bigint) => [0n, "MSTORE", slot, 32n, "MSTORE", 64n, 0n, "KECCAK256"] as const;
/** The caller's balance (mapping at 1), the recipient's two words behind it, and owner → spender of a mapping at 2. */
const transfer = code(
  "CALLER",
  ...hashed(1n),
  "SLOAD",
  "POP",
  7n,
  4n,
  "CALLDATALOAD",
  ...hashed(1n),
  1n,
  "ADD",
  "SSTORE",
  9n,
  4n,
  "CALLDATALOAD",
  "CALLER",
  ...hashed(2n),
  32n,
  "MSTORE",
  0n,
  "MSTORE",
  64n,
  0n,
  "KECCAK256",
  "SSTORE",
);

const to = (n: number): string => (n + 1).toString(16).padStart(64, "0");

function state(codeOfToken = transfer, options: Parameters<typeof chainState>[1] = {}): State {
  const funded = wallets.map(({ address }) => [lower(address), { balance: ether }] as const);
  return chainState({ ...Object.fromEntries(funded), [token]: { code: codeOfToken } }, options);
}

/** Keys of the slots of the token in change records, all of one size: codes do not change here (TREE-20). */
function slotsIn(changes: Uint8Array): string[] {
  const view = new DataView(changes.buffer, changes.byteOffset, changes.length);
  const keys: string[] = [];
  for (let at = 0; at < changes.length; at += view.getUint32(at, true) === 1 ? 104 : 96) {
    if (view.getUint32(at, true) === 2) keys.push(toHex(changes.subarray(at + 28, at + 60)));
  }
  return keys;
}

/** What the memory of hashes holds (assembly/runtime/memory.ts): 64 bytes, their hash as a word, u32 whether it is used. */
function rememberedHashes(runtime: Runtime): { preimage: Uint8Array; hash: Hex }[] {
  const { hashMemo } = runtime.wasm as unknown as { hashMemo: WebAssembly.Global };
  const [entries, size] = [16_384, 128];
  return Array.from({ length: entries }, (_, n) => runtime.bytes(Number(hashMemo.value) + n * size, size))
    .filter((entry) => entry.subarray(96, 100).some((byte) => byte !== 0))
    .map((entry) => ({ preimage: entry.slice(0, 64), hash: toHex(entry.slice(64, 96).reverse()) }));
}

/** Executes a call of each wallet, all in one run or each in its own; returns the slots that were read ahead. */
function run(
  { runtime }: State,
  nonce: number,
  { number, together }: { number: bigint; together: boolean },
): number {
  const options = { chainId: Number(chainId), rules: runtime.rules } as const;
  const records = wallets.map((wallet, n) =>
    prepareTransaction(
      signed({ to: token, nonce, data: `0x${selector}${to(n + nonce)}` }, wallet),
      options,
      preparationTools(),
    ),
  );
  const before = runtime.wasm.slotsReadAhead();
  runtime.beginBlock();
  runtime.setEnvironment(block([], number).environment);
  const runs = together ? [Buffer.concat(records)] : records;
  let from = 0;
  for (const some of runs) {
    const count = together ? records.length : 1;
    const { executed } = runtime.execute(some, count, { marks: false, from });
    expect(executed).to.equal(count);
    from += count;
  }
  return runtime.wasm.slotsReadAhead() - before;
}

describe("transition > reading ahead", () => {
  it("EXEC-64: the slots of a mapping are read ahead once some transactions have shown how they are found", () => {
    const one = state();
    expect(run(one, 0, { number: 1n, together: true }), "nothing is known yet").to.equal(0);
    // The caller's, the recipient's and the pair's slot of each.
    expect(run(one, 1, { number: 2n, together: true })).to.equal(3 * wallets.length);
  });

  it("EXEC-64: nothing of it shows in changes and receipts", () => {
    const [ahead, alone] = [state(), state()];
    for (let nonce = 0; nonce < 4; nonce++) {
      const number = BigInt(nonce + 1);
      run(ahead, nonce, { number, together: true });
      run(alone, nonce, { number, together: false });
      expect(toHex(ahead.runtime.changes())).to.equal(toHex(alone.runtime.changes()));
      expect(toHex(ahead.runtime.receipts())).to.equal(toHex(alone.runtime.receipts()));
    }
  });

  it("EXEC-64: another selector, code or calldata that is too short is not taken for a known one", () => {
    const one = state();
    run(one, 0, { number: 1n, together: true });
    const options = { chainId: Number(chainId), rules: one.runtime.rules } as const;
    const calls = [`0x${selector.slice(2)}00${to(1)}`, `0x${selector}`, "0x", `0x${selector}00`] as const;
    const records = calls.map((data, n) =>
      prepareTransaction(signed({ to: token, nonce: 1, data }, wallets[n]), options, preparationTools()),
    );
    const before = one.runtime.wasm.slotsReadAhead();
    one.runtime.beginBlock();
    one.runtime.setEnvironment(block([], 2n).environment);
    const { executed } = one.runtime.execute(Buffer.concat(records), 4, { marks: false, from: 0 });
    expect(executed).to.equal(4);
    // Of the two that are of the kind but have no argument, the caller's slot alone is known.
    expect(one.runtime.wasm.slotsReadAhead() - before).to.equal(2);
  });

  it("EXEC-64: learning ends with a transaction that the host breaks off", () => {
    const awaitBlockHash = () => {
      throw new ProtocolError("BLOCK_ORDER_WRONG", { problem: "the hash never came" });
    };
    // The hash of the parent is asked for when there is calldata; the caller's slot of a mapping is read in any case.
    const asking = code("CALLDATASIZE", 7n, "JUMPI", 11n, "JUMP", "JUMPDEST", 0n, "BLOCKHASH");
    const one = state(Uint8Array.from([...asking, ...code("JUMPDEST", "CALLER", ...hashed(1n), "SLOAD")]), {
      awaitBlockHash,
    });
    const { runtime } = one;
    const options = { chainId: Number(chainId), rules: runtime.rules } as const;
    const call = (data: string) =>
      prepareTransaction(signed({ to: token, nonce: 0, data }, wallets[0]), options, preparationTools());
    const execute = (data: string) => runtime.execute(call(data), 1, { marks: false, from: 0 });
    const lowest = (): Hex => toHex(runtime.bytes(0, 4096));

    const before = lowest();
    runtime.beginBlock();
    runtime.setEnvironment(block([], 1n).environment);
    runtime.deferBlockHash(0n);
    expect(() => execute(`0x${selector}`)).to.throw("never came");
    runtime.undoBlock();
    // A call without a selector is of no kind: what it shows must be kept nowhere.
    expect(execute("0x").executed).to.equal(1);
    expect(lowest()).to.equal(before);
  });

  it("EXEC-64: a hash that is made again and again leaves room for what is learned of others", () => {
    const again = Array.from({ length: 40 }, () => ["CALLER", ...hashed(1n), "POP"] as const).flat();
    const one = state(code(...again, 4n, "CALLDATALOAD", ...hashed(2n), "SLOAD"));
    run(one, 0, { number: 1n, together: true });
    expect(run(one, 1, { number: 2n, together: true })).to.equal(wallets.length);
  });

  it("EXEC-64: a mapping that lies under a constant is as any other: two hashes may follow it", () => {
    const under = [32n, "MSTORE", 0n, "MSTORE", 64n, 0n, "KECCAK256"] as const;
    const constant = [7n, ...hashed(5n)] as const;
    const two = ["CALLER", ...constant, ...under] as const;
    // What lies under the caller, by a constant again and by a word of the calldata; and what is the same for all.
    const three = [
      "DUP1",
      9n,
      "SWAP1",
      ...under,
      "SLOAD",
      "POP",
      4n,
      "CALLDATALOAD",
      "SWAP1",
      ...under,
      "SLOAD",
    ] as const;
    const one = state(code(...two, ...three, 11n, ...constant, ...under, "SLOAD"));
    run(one, 0, { number: 1n, together: true });
    expect(run(one, 1, { number: 2n, together: true })).to.equal(2 * wallets.length);
  });

  it("EXEC-64: a formula that one transaction alone has shown is not used", () => {
    // A mapping nested under the caller, by a key that is neither in the calldata nor the same in two of the first calls.
    const computed = [4n, "CALLDATALOAD", 1n, "ADD", 0n, "MSTORE"] as const;
    const nested = code("CALLER", ...hashed(1n), 32n, "MSTORE", ...computed, 64n, 0n, "KECCAK256", "SLOAD");
    const one = state(nested);
    for (let nonce = 0; nonce < 3; nonce++) {
      expect(run(one, nonce, { number: BigInt(nonce + 1), together: true }), `block ${nonce + 1}`).to.equal(
        0,
      );
    }
  });

  it("EXEC-64: many kinds leave every hash what it is", () => {
    const keeps = code(4n, "CALLDATALOAD", ...hashed(1n), 36n, "CALLDATALOAD", "SWAP1", "SSTORE");
    const { runtime } = chainState({ [token]: { code: keeps } });
    const options = { chainId: Number(chainId), rules: runtime.rules } as const;
    const tools = preparationTools();
    const random = new Random(64);
    const count = 1500;
    const selectors = Array.from({ length: count }, () =>
      random
        .between(0, 2 ** 32 - 1)
        .toString(16)
        .padStart(8, "0"),
    );
    for (let round = 0; round < 2; round++) {
      const records = selectors.map((kind, n) => {
        const data = `0x${kind}${to(n)}${to(round)}` as const;
        return prepareTransaction(
          signed({ to: token, nonce: round * count + n, data, gasLimit: 60_000n }),
          options,
          tools,
        );
      });
      runtime.beginBlock();
      runtime.setEnvironment(block([], BigInt(round + 1)).environment);
      for (let from = 0; from < count; from += 500)
        expect(
          runtime.execute(Buffer.concat(records.slice(from, from + 500)), 500, { marks: false, from })
            .executed,
        ).to.equal(500);
      const slots = slotsIn(runtime.changes());
      const expected = selectors.map((_, n) => keccak256(`0x${to(n)}${to(0)}`));
      expect(slots.sort()).to.deep.equal(expected.sort());
    }
    const remembered = rememberedHashes(runtime);
    expect(remembered.length).to.be.greaterThan(count / 2);
    for (const { preimage, hash } of remembered) expect(hash).to.equal(keccak256(preimage));
  });
});
