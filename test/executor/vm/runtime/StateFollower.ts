import { expect } from "chai";
import {
  Runtime,
  smallCapacity,
  type State,
  StateFollower,
} from "../../../../packages/executor/src/index.js";
import {
  fromHex,
  type Hex,
  preparedLayout as layout,
  ProtocolError,
  toHex,
} from "../../../../packages/protocol/src/index.js";
import { executeStored, type StoredChain, storedGenesis } from "../../../helpers/storedChain.js";

const chain: StoredChain = { seed: 20261122, size: 25 };
const runtime = { rules: { kind: "muniment" } as const, capacity: smallCapacity };
const store: Hex = "0x7000000000000000000000000000000000000001";
const fresh: Hex = "0x00000000000000000000000000000000000000ab";
const environment = {
  ...{ chainId: 777n, number: 1n, timestamp: 1n, coinbase: fresh, gasLimit: 240_000_000n },
  ...{ baseFee: 0n, prevRandao: 0n, blobBaseFee: 1n },
};

/** Everything that is in a state, by address and key. */
function listing({ accounts }: Runtime): { accounts: unknown[]; slots: unknown[] } {
  const all = [...accounts.all()].map(({ state }) => ({ ...state, code: toHex(state.code) }));
  const slots = [...accounts.slots()].map(({ account, key, value }) => ({
    address: accounts.read(account).address,
    ...{ key, value },
  }));
  return { accounts: sorted(all), slots: sorted(slots) };
}

function sorted(items: readonly unknown[]): string[] {
  return items
    .map((item) =>
      JSON.stringify(item, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value)),
    )
    .sort();
}

/** Two states at genesis: one that executes, one that follows. */
function begin(): { state: State; parent: Uint8Array; follower: StateFollower } {
  const { state, entry } = storedGenesis(runtime);
  const follower = new StateFollower(new Runtime({ ...runtime, chance: 7n }));
  follower.runtime.load(entry.changes);
  return { state, parent: entry.header, follower };
}

/** A record that calls, or creates, without a fee. */
function record(
  from: Hex,
  { to, data = "0x", gas = 1_000_000n }: { to?: Hex; data?: Hex; gas?: bigint },
): Uint8Array {
  const input = fromHex(data);
  const size = layout.tails + input.length + (-input.length & 7);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(layout.size, size, true);
  bytes[layout.type] = 2;
  bytes[layout.flags] = to === undefined ? 1 : 0;
  view.setBigUint64(layout.nonce, from === store ? 1n : 0n, true);
  view.setBigUint64(layout.gasLimit, gas, true);
  view.setUint32(layout.data, layout.tails, true);
  view.setUint32(layout.dataSize, input.length, true);
  bytes.set(input, layout.tails);
  bytes.set(fromHex(from).reverse(), layout.sender);
  if (to !== undefined) bytes.set(fromHex(to).reverse(), layout.to);
  return bytes;
}

const word = (value: number): string => value.toString(16).padStart(64, "0");

describe("StateFollower", function () {
  this.timeout(60_000);

  it("EXEC-84: follows a chain by its change records, and has the state of each earlier block for the time of a question", () => {
    const { state, follower, ...genesis } = begin();
    let parent = genesis.parent;
    const listings = [listing(state.runtime)];
    const back: Uint8Array[] = [];
    for (let block = 1; block <= 30; block++) {
      const entry = executeStored(chain, state, parent);
      parent = entry.header;
      back.unshift(follower.follow(entry.changes));
      listings.push(listing(state.runtime));
      expect(listing(follower.runtime), `block ${block}`).to.deep.equal(listings[block]);
      // Every earlier state now and then, the nearest always.
      for (let earlier = block - 1; earlier >= 0; earlier -= block % 7 === 0 ? 1 : block) {
        const way = back.slice(0, block - earlier);
        const found = follower.within(way, () => listing(follower.runtime));
        expect(found, `block ${earlier} from ${block}`).to.deep.equal(listings[earlier]);
      }
      expect(listing(follower.runtime)).to.deep.equal(listings[block]);
    }
  });

  it("EXEC-85: a call leaves nothing behind, whatever it did, and the next block can be followed", () => {
    const { state, follower, parent } = begin();
    const before = listing(follower.runtime);
    const { wasm } = follower.runtime;
    const counts = (): number[] => [wasm.accountCount(), wasm.slotCount(), wasm.codeCount()];
    const tables = counts();
    const calls = [
      record(fresh, { to: store, data: `0x${word(900)}${word(5)}` }),
      record(fresh, { data: "0x30ff" }),
      record(fresh, { data: "0x6001600053600160" }),
      record(store, { to: fresh }),
    ];
    for (const call of calls) {
      const result = follower.within([], () => follower.call(call, environment));
      expect(result.verdict).to.equal(undefined);
      expect(listing(follower.runtime)).to.deep.equal(before);
      expect(counts()).to.deep.equal(tables);
    }
    const entry = executeStored(chain, state, parent);
    follower.follow(entry.changes);
    expect(listing(follower.runtime)).to.deep.equal(listing(state.runtime));
  });

  it("EXEC-85: tells how a call ended, what it used and what it returned", () => {
    const { follower } = begin();
    const run = (data: Hex, gas?: bigint) =>
      follower.within([], () =>
        follower.call(record(fresh, { data, ...(gas === undefined ? {} : { gas }) }), environment),
      );
    const reverted = run("0x61beef5f526002601efd");
    expect(reverted.outcome).to.equal("reverted");
    expect(toHex(reverted.output)).to.equal("0xbeef");
    const halted = run("0xfe", 100_000n);
    expect([halted.outcome, halted.gasUsed]).to.deep.equal(["halted", 100_000n]);
    expect(run("0x00", 20_000n).verdict).to.equal("GAS_BELOW_INTRINSIC");
    const returned = run("0x00");
    expect([returned.outcome, returned.gasUsed]).to.deep.equal(["returned", 53_000n + 4n + 2n]);
  });

  it("EXEC-85: records laid over the state are seen by calls and by reads, the later ones first", () => {
    const { state, follower, parent } = begin();
    const reverse = follower.follow(executeStored(chain, state, parent).changes);
    const now = listing(follower.runtime);
    const forward = follower.reverse(reverse);
    expect(follower.within([reverse, forward], () => listing(follower.runtime))).to.deep.equal(now);
    expect(follower.account(fresh)).to.equal(undefined);
    expect(follower.slot(fresh, 1n)).to.equal(0n);
    expect(follower.runtime.accounts.standing(fresh)).to.deep.equal({
      nonce: 0n,
      balance: 0n,
      isContract: false,
    });
    expect(follower.runtime.accounts.standing(store).isContract).to.equal(true);
  });

  it("EXEC-85: more than can be laid over the state is refused, and leaves nothing behind", () => {
    const { follower } = begin();
    const before = listing(follower.runtime);
    const slot = (key: number): Uint8Array => {
      const bytes = new Uint8Array(96);
      bytes[0] = 2;
      bytes.set(fromHex(fresh), 8);
      bytes.set(fromHex(`0x${word(key)}`), 28);
      bytes[91] = 1;
      return bytes;
    };
    const many = Buffer.concat(Array.from({ length: 30_000 }, (_, key) => slot(key)));
    const work = (): unknown => follower.within([many], () => undefined);
    expect(work).to.throw(ProtocolError).with.property("code", "EXECUTION_CAPACITY_EXCEEDED");
    expect(listing(follower.runtime)).to.deep.equal(before);
    expect(follower.within([slot(3)], () => follower.slot(fresh, 3n))).to.equal(1n);
    expect(follower.slot(fresh, 3n)).to.equal(0n);
  });

  it("EXEC-84: records that are none are refused", () => {
    const { follower } = begin();
    const before = listing(follower.runtime);
    for (const bytes of [Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0), new Uint8Array(5)]) {
      for (const work of [() => follower.follow(bytes), () => follower.within([bytes], () => undefined)])
        expect(work).to.throw(ProtocolError).with.property("code", "STATE_CHANGES_INVALID");
    }
    expect(listing(follower.runtime)).to.deep.equal(before);
  });
});
