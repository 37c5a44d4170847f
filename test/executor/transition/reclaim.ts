import { type Allocation, genesisChanges, Runtime, State, transition } from "@muniment/executor";
import { type Hex, ProtocolError } from "@muniment/protocol";
import { expect } from "chai";
import { Random } from "../fuzz/helpers/Random.js";
import { block, chainState, ether, lower, sender, signed } from "./helpers/chain.js";
import { at, callTo, code } from "./helpers/bytecode.js";
import { executeValid, randomBlockInput, randomTransactions, randomWorld } from "./helpers/randomChain.js";
import { fingerprint } from "./helpers/world.js";

const contract = at(0xc0de);
const rules = { kind: "muniment" } as const;

const sizes = ({ runtime: { wasm } }: State) => [wasm.accountCount(), wasm.slotCount()];

/** Reads 20 slots and looks at 20 accounts, the first of each at the number in the calldata; then writes one slot. */
const reader = code(
  ...Array.from({ length: 20 }, (_, n) => code(0n, "CALLDATALOAD", BigInt(n), "ADD", "SLOAD", "POP")),
  ...Array.from({ length: 20 }, (_, n) => code(0n, "CALLDATALOAD", BigInt(n + 99), "ADD", "BALANCE", "POP")),
  ...([0n, "CALLDATALOAD", 10n, 0n, "CALLDATALOAD", "ADD", "SSTORE"] as const),
);
const from = (value: number): `0x${string}` => `0x${value.toString(16).padStart(64, "0")}`;
const read = (nonce: number, start: number) =>
  signed({ to: contract, nonce, gasLimit: 1_000_000n, data: from(start) });

/** Genesis as change records. */
const genesis = (allocations: ReadonlyMap<Hex, Allocation>) =>
  Array.from(genesisChanges(new Runtime({ rules }), allocations), (part) => part.slice());

/** Another state, loaded from change records alone. */
function loaded(parts: readonly Uint8Array[]): State {
  const state = new State({ rules });
  for (const part of parts) {
    state.runtime.load(part);
    state.tree.apply(part);
  }
  return state;
}

/** Accounts, slots and their ids. */
function content({ runtime: { accounts } }: State): string[] {
  const all = [...accounts.all()].map(({ entry, state }) => [
    entry,
    state.address,
    state.nonce,
    state.balance,
  ]);
  const slots = [...accounts.slots()].map(({ account, key, value }) => [account, key, value]);
  return [...all, ...slots].map((line) => line.join(" ")).sort();
}

describe("transition/reclaim", () => {
  it("EXEC-81: what a block only read is in no table after it, and what it wrote is", () => {
    for (const withTransactionRoots of [false, true]) {
      const state = chainState({ [contract]: { nonce: 1n, code: reader } });
      // The first block brings what every block needs: a slot for the parent's hash.
      transition(state, block([]));
      const [accounts, slots] = sizes(state) as [number, number];
      const transactions = [read(0, 1000), read(1, 2000), read(2, 1000)];
      transition(state, block(transactions, 2n), { withTransactionRoots });
      // The parent's hash, and one slot for each place that was written.
      expect(sizes(state)).to.deep.equal([accounts, slots + 3]);
    }
  });

  it("EXEC-81: a block that is given up after its changes were written leaves nothing", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: reader } });
    const before = fingerprint(state);
    const { runtime } = state;
    for (const marks of [false, true]) {
      const apply = state.tree.apply.bind(state.tree);
      state.tree.apply = () => {
        throw new ProtocolError("STATE_CAPACITY_EXCEEDED", { leaves: 0, maximum: 0 });
      };
      const input = block([read(0, 1000), read(1, 5000)]);
      expect(() => transition(state, input, { withTransactionRoots: marks }))
        .to.throw()
        .with.property("code", "STATE_CAPACITY_EXCEEDED");
      state.tree.apply = apply;
      expect(fingerprint(state)).to.equal(before);
    }
    const twin = chainState({ [contract]: { nonce: 1n, code: reader } });
    const input = block([read(0, 1000), read(1, 5000)]);
    expect(transition(state, input)).to.deep.equal(transition(twin, input));
    expect(runtime.wasm.fault()).to.equal(0);
  });

  it("EXEC-81: creations, payments and reads between each other keep their ids in every record", () => {
    const mixed = code(
      ...Array.from({ length: 12 }, (_, n) =>
        code(
          ...([0n, "CALLDATALOAD", BigInt(3 * n), "ADD", "BALANCE", "POP"] as const),
          ...([0n, "CALLDATALOAD", BigInt(3 * n), "ADD", "SLOAD", "POP"] as const),
          ...([callTo(at(9_000 + n), { value: BigInt(n % 2) }), "POP"] as const),
          ...([BigInt(n + 1), 0n, "CALLDATALOAD", BigInt(3 * n + 1), "ADD", "SSTORE"] as const),
        ),
      ),
    );
    const allocations = new Map<Hex, Allocation>([
      [lower(sender.address), { balance: ether }],
      [contract, { nonce: 1n, balance: 100n, code: mixed }],
    ]);
    const state = State.genesis({ rules }, allocations);
    const parts: Uint8Array[] = genesis(allocations);
    for (const number of [1, 2, 3]) {
      const data = { to: contract, nonce: number - 1, gasLimit: 2_000_000n, data: from(number * 100) };
      parts.push(transition(state, block([signed(data)], BigInt(number))).changes);
    }
    const copy = loaded(parts);
    expect(content(copy)).to.deep.equal(content(state));
    expect(copy.root).to.equal(state.root);
  });

  it("EXEC-81: random blocks come to the same whether each is told by transaction, undone first, or loaded", () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = new Random(seed, 81);
      const world = randomWorld(seed);
      const [state, twin] = [State.genesis({ rules }, world), State.genesis({ rules, chance: 77n }, world)];
      const parts: Uint8Array[] = genesis(world);
      for (let number = 1n; number <= 4n; number++) {
        const input = randomBlockInput(randomTransactions(random, twin, 12), number);
        const valid = executeValid(twin, input).input;
        const result = transition(state, valid, { withTransactionRoots: true });
        expect(result.stateRoot, `seed ${seed}, block ${number}`).to.equal(twin.root);
        parts.push(result.changes);
      }
      const copy = loaded(parts);
      expect(content(copy), `seed ${seed}`).to.deep.equal(content(state));
      expect(copy.root, `seed ${seed}`).to.equal(state.root);
    }
  });
});
