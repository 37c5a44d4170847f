import { transition } from "@muniment/executor";
import { baseFeeRules, blockGasLimit, historyContract, type Hex, predeploys } from "@muniment/protocol";
import { expect } from "chai";
import { block, chainState, lower, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep, type Part, toMemory } from "./helpers/bytecode.js";
import { account, bytes32, deposit, refusedBlock, run, runOne } from "./helpers/world.js";

const contract = at(0xc0de);
const hash = (number: number): Hex => `0x${number.toString(16).padStart(2, "0").repeat(32)}`;

/** What an instruction pushes in block 1. */
function seen(...parts: Part[]): bigint {
  const state = chainState({ [contract]: { nonce: 1n, code: keep(0n, ...parts) } });
  run(state, [signed({ to: contract, nonce: 0 })]);
  return slotOf(state, contract, 0n);
}

describe("block environment of the chain", () => {
  it("EXEC-30: PREVRANDAO is 0 and BLOBBASEFEE is 1", () => {
    expect(seen("PREVRANDAO", "ISZERO")).to.equal(1n);
    expect(seen("BLOBBASEFEE")).to.equal(1n);
  });

  it("EXEC-30: a block that says otherwise is refused", () => {
    const state = chainState();
    for (const [field, value] of [
      ["prevRandao", 1n],
      ["blobBaseFee", 0n],
    ] as const) {
      const { environment, ...rest } = block([]);
      const error = refusedBlock(state, { ...rest, environment: { ...environment, [field]: value } });
      expect(error.code).to.equal("BLOCK_ENVIRONMENT_WRONG");
      expect(error.context).to.include({ field, actual: value });
    }
  });

  describe("hashes of earlier blocks", () => {
    it("EXEC-31: BLOCKHASH gives those of the last 256 blocks, and 0 for any other", () => {
      const ask = (number: bigint, slot: bigint) => keep(slot, number, "BLOCKHASH");
      const asking = code(ask(299n, 0n), ask(44n, 1n), ask(43n, 2n), ask(300n, 3n), ask(1n << 64n, 4n));
      const state = chainState({ [contract]: { nonce: 1n, code: asking } });
      for (let number = 1; number <= 299; number++)
        transition(state, block([], BigInt(number), hash((number - 1) & 0xff)));
      transition(state, block([signed({ to: contract, nonce: 0 })], 300n, hash(299 & 0xff)));
      expect(slotOf(state, contract, 0n)).to.equal(BigInt(hash(299 & 0xff)));
      expect(slotOf(state, contract, 1n)).to.equal(BigInt(hash(44)));
      for (const slot of [2n, 3n, 4n]) expect(slotOf(state, contract, slot)).to.equal(0n);
    });

    it("EXEC-31: BLOCKHASH costs 20 gas and leaves the history's slot cold", () => {
      const plain = code(1n, "POP");
      const state = chainState({
        [contract]: { nonce: 1n, code: code(plain, 0n, "BLOCKHASH", "POP") },
        [at(0xb0)]: { nonce: 1n, code: code(plain, 0n, "POP") },
      });
      const used = [contract, at(0xb0)].map((to, nonce) =>
        runOne(state, signed({ to, nonce }), BigInt(nonce + 1)),
      );
      expect(used[0]!.gasUsed - used[1]!.gasUsed).to.equal(20n);
    });

    it("EXEC-32: the parent's hash is in its slot of the history contract before the first transaction", () => {
      const asking = code(
        toMemory(bytes32(8190n)),
        callTo(historyContract.address, { input: 32n }),
        "POP",
        code(32n, 0n, 0n, "RETURNDATACOPY"),
        keep(0n, 0n, "MLOAD"),
      );
      const state = chainState({ [contract]: { nonce: 1n, code: asking } });
      transition(state, block([signed({ to: contract, nonce: 0 })], 8191n, hash(7)));
      expect(slotOf(state, contract, 0n)).to.equal(BigInt(hash(7)));
      expect(slotOf(state, historyContract.address, 8190n)).to.equal(BigInt(hash(7)));
      transition(state, block([], 8192n, hash(8)));
      expect(slotOf(state, historyContract.address, 0n)).to.equal(BigInt(hash(8)));
    });

    it("EXEC-32: it is part of the state root, of empty blocks too; block 0 has no parent", () => {
      const [state, other] = [chainState(), chainState()];
      const genesis = state.root;
      const zero = transition(state, block([], 0n, hash(1)));
      expect(zero.stateRoot).to.equal(genesis);
      const first = transition(state, block([], 1n, hash(1)));
      expect(first.stateRoot).not.to.equal(genesis);
      expect(transition(other, block([], 1n, hash(2))).stateRoot).not.to.equal(first.stateRoot);
    });

    it("EXEC-32: nobody else can write there", () => {
      const state = chainState();
      const data = hash(9);
      expect(runOne(state, signed({ to: historyContract.address, nonce: 0, data })).isSuccess).to.equal(
        false,
      );
      expect(slotOf(state, historyContract.address, 0n)).to.equal(0n);
    });
  });

  it("EXEC-33: the fee vault is COINBASE, warm, and receives base fee and tip; from deposits nothing", () => {
    expect(seen("COINBASE")).to.equal(BigInt(predeploys.feeVault));
    const state = chainState({ [contract]: { nonce: 1n, code: code("COINBASE", "BALANCE", "POP") } });
    const { receipts, gasUsed } = run(state, [
      signed({ to: contract, nonce: 0 }),
      signed({ to: contract, nonce: 1 }),
    ]);
    expect(receipts[0]!.gasUsed).to.equal(21_000n + 2n + 100n + 2n);
    expect(account(state, predeploys.feeVault)!.balance).to.equal(gasUsed * 2_000_000n);
    run(state, [deposit({ mint: 5n, gasLimit: 1_000_000n })], 2n);
    expect(account(state, predeploys.feeVault)!.balance).to.equal(gasUsed * 2_000_000n);
  });

  it("EXEC-33: a block with another recipient is refused", () => {
    const { environment, ...rest } = block([]);
    const coinbase = lower(sender.address);
    const error = refusedBlock(chainState(), { ...rest, environment: { ...environment, coinbase } });
    expect(error.code).to.equal("BLOCK_ENVIRONMENT_WRONG");
    expect(error.context).to.include({ field: "coinbase", expected: predeploys.feeVault, actual: coinbase });
  });

  it("EXEC-34: a block without transactions changes the history's slot and nothing else", () => {
    const systems: Hex[] = [
      "0x000f3df6d732807ef1319fb7b8bb8522d0beac02",
      "0x00000961ef480eb55e80d19ad83579a64c007002",
      "0x0000bbddc7ce488642fb579f8b00f3a590007251",
      "0x00000000219ab540356cbb839cbe05303d7705fa",
    ];
    // Contracts that would keep what a system call brings.
    const keeper = { nonce: 1n, code: keep(0n, 1n) };
    const state = chainState(Object.fromEntries(systems.map((address) => [address, keeper])));
    const { changes, receipts } = transition(state, block([], 1n, hash(3)));
    expect(changes.length).to.equal(96);
    expect(receipts).to.deep.equal([]);
    for (const address of systems) expect(slotOf(state, address, 0n)).to.equal(0n);
  });

  it("EXEC-35: GASLIMIT is 240,000,000; another limit, or a base fee below the floor, is refused", () => {
    expect(seen("GASLIMIT")).to.equal(240_000_000n);
    expect(seen("BASEFEE")).to.equal(1_000_000n);
    const { floor } = baseFeeRules.muniment;
    for (const [field, value] of [
      ["gasLimit", blockGasLimit + 1n],
      ["baseFee", floor - 1n],
    ] as const) {
      const { environment, ...rest } = block([]);
      const error = refusedBlock(chainState(), { ...rest, environment: { ...environment, [field]: value } });
      expect(error.code).to.equal("BLOCK_ENVIRONMENT_WRONG");
      expect(error.context).to.include({ field, actual: value });
    }
  });

  it("EXEC-35: gas that transactions did not use is free for those behind them; what is missing refuses the block", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: code("INVALID") } });
    const burning = (nonce: number) => signed({ to: contract, nonce, gasLimit: 16_777_216n });
    const fifteen = Array.from({ length: 14 }, (_, nonce) => burning(nonce));
    // 14 · 16,777,216 of 240,000,000 are gone: 5,118,976 are left.
    const last = (gasLimit: bigint) => signed({ to: at(0x99), nonce: 14, gasLimit });
    const error = refusedBlock(state, block([...fifteen, last(5_118_977n)]));
    expect(error.context).to.include({ index: 14, verdict: "BLOCK_GAS_EXCEEDED" });
    const late = refusedBlock(state, block([...fifteen, deposit({ gasLimit: 5_118_977n })]));
    expect(late.context).to.include({ index: 14, verdict: "BLOCK_GAS_EXCEEDED" });
    const next = signed({ to: at(0x99), nonce: 15, gasLimit: 5_118_976n - 21_000n });
    const { gasUsed, receipts } = run(state, [...fifteen, last(5_118_976n), next]);
    expect(gasUsed).to.equal(14n * 16_777_216n + 42_000n);
    expect(receipts.at(-1)!.cumulativeGasUsed).to.equal(gasUsed);
  });

  it("EXEC-36: a sender pays gas and value and nothing else, whatever data it sends", () => {
    const state = chainState();
    const before = account(state, lower(sender.address))!.balance;
    const { gasUsed } = runOne(
      state,
      signed({ to: at(0x99), value: 3n, nonce: 0, data: `0x${"5a".repeat(3000)}` }),
    );
    expect(before - account(state, lower(sender.address))!.balance).to.equal(gasUsed * 2_000_000n + 3n);
    expect(account(state, predeploys.l1FeeOracle)).to.equal(undefined);
  });
});
