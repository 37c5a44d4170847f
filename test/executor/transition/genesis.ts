import { type Allocation, State, transition } from "@muniment/executor";
import {
  fromHex,
  historyContract,
  type Hex,
  predeployAddress,
  predeploys,
  zeroHash,
} from "@muniment/protocol";
import { expect } from "chai";
import { caught } from "../../helpers/caught.js";
import { block, signed } from "./helpers/chain.js";
import { at } from "./helpers/bytecode.js";
import { account } from "./helpers/world.js";

const rules = { kind: "muniment" } as const;
const genesis = (allocations: Record<Hex, Allocation>) =>
  State.genesis({ rules }, new Map(Object.entries(allocations) as [Hex, Allocation][]));

describe("genesis", () => {
  it("EXEC-40: the predeploys lie where their numbers say, gateways from 16 on", () => {
    const base = 0x4d756e694d656e74000000000000000000000000n;
    const named = [
      predeploys.messenger,
      predeploys.feeVault,
      predeploys.l1FeeOracle,
      predeploys.finalityClasses,
    ];
    expect(named.map(BigInt)).to.deep.equal([1n, 2n, 3n, 4n].map((number) => base + number));
    expect(BigInt(predeployAddress(16))).to.equal(base + 16n);
    expect(Buffer.from(fromHex(predeployAddress(0)).subarray(0, 8)).toString()).to.equal("MuniMent");
  });

  it("EXEC-41: holds the history contract with its code, the fee vault, and nothing that was not allocated", () => {
    const state = genesis({ [at(9)]: { balance: 5n } });
    const all = [...state.runtime.accounts.all()].map(({ state: { address } }) => address);
    expect(all.sort()).to.deep.equal([at(9), historyContract.address, predeploys.feeVault].sort());
    expect(account(state, historyContract.address)).to.include({ nonce: 1n, balance: 0n });
    expect(account(state, historyContract.address)!.code).to.deep.equal(fromHex(historyContract.code));
    expect(account(state, predeploys.feeVault)).to.include({ nonce: 1n, balance: 0n });
    expect(state.tree.leaves).to.equal(3);
  });

  it("EXEC-41: an allocation may give the fee vault its code; it keeps nonce 1", () => {
    const state = genesis({ [predeploys.feeVault]: { code: Uint8Array.of(0), balance: 7n } });
    expect(account(state, predeploys.feeVault)).to.include({ nonce: 1n, balance: 7n });
    expect(account(state, predeploys.feeVault)!.code).to.have.lengthOf(1);
  });

  it("EXEC-41: the order of the allocations does not show in the root; their storage does", () => {
    const storage = new Map([
      [1n, 2n],
      [3n, 4n],
    ]);
    const one = { [at(8)]: { nonce: 1n, storage }, [at(9)]: { balance: 5n } } as Record<Hex, Allocation>;
    const two = { [at(9)]: { balance: 5n }, [at(8)]: { nonce: 1n, storage } } as Record<Hex, Allocation>;
    expect(genesis(one).root).to.equal(genesis(two).root);
    expect(genesis({ ...one, [at(8)]: { nonce: 1n } }).root).not.to.equal(genesis(one).root);
    expect(account(genesis(one), at(8))!.slots).to.equal(2);
  });

  it("EXEC-41: takes more accounts and slots than one batch of changes", () => {
    const many = new Map<Hex, Allocation>();
    for (let number = 1; number <= 2500; number++)
      many.set(at(0x10000 + number), { balance: BigInt(number) });
    const storage = new Map(Array.from({ length: 2500 }, (_, key) => [BigInt(key), 1n]));
    many.set(at(0x20000), { nonce: 1n, storage });
    const state = State.genesis({ rules }, many);
    expect(state.tree.leaves).to.equal(5003);
    expect(account(state, at(0x20000))!.slots).to.equal(2500);
    expect(account(state, at(0x10000 + 2500))!.balance).to.equal(2500n);
  });

  it("EXEC-41: under Ethereum's rules there is only what is allocated", () => {
    const state = State.genesis({ rules: { kind: "ethereum", fork: "osaka" } }, new Map());
    expect(state.root).to.equal(zeroHash);
  });

  const bad: Record<string, [Allocation, string]> = {
    "storage but neither nonce nor code": [
      { balance: 1n, storage: new Map([[0n, 1n]]) },
      "it has storage but neither nonce nor code",
    ],
    "nothing at all": [{}, "it is empty"],
    "storage of zeros alone": [{ storage: new Map([[0n, 0n]]) }, "it is empty"],
    "the last nonce": [{ nonce: 2n ** 64n - 1n }, "its nonce is not below 2^64 - 1"],
    "a negative balance": [{ balance: -1n }, "its balance is no word"],
    "too large a balance": [{ balance: 2n ** 256n }, "its balance is no word"],
    "too large a code": [{ code: new Uint8Array(24_577) }, "its code has 24577 bytes"],
    "too large a slot": [
      { nonce: 1n, storage: new Map([[2n ** 256n, 1n]]) },
      "a slot or its value is no word",
    ],
  };
  for (const [name, [allocation, problem]] of Object.entries(bad)) {
    it(`EXEC-42: an allocation with ${name} is refused`, () => {
      const error = caught(() => genesis({ [at(9)]: allocation }));
      expect(error.code).to.equal("GENESIS_INVALID");
      expect(error.context).to.include({ address: at(9), problem });
    });
  }

  it("EXEC-42: an address may be allocated once, and the history contract not at all", () => {
    const twice = new Map<Hex, Allocation>([
      ["0xABcdef0000000000000000000000000000000000", { balance: 1n }],
      ["0xabcdef0000000000000000000000000000000000", { balance: 2n }],
    ]);
    expect(caught(() => State.genesis({ rules }, twice)).code).to.equal("GENESIS_INVALID");
    expect(caught(() => genesis({ [historyContract.address]: { balance: 1n } })).code).to.equal(
      "GENESIS_INVALID",
    );
  });

  it("EXEC-42: a state that fits no table is refused with a capacity error", () => {
    const capacity = {
      accounts: 3,
      slots: 1,
      codes: 2,
      codeBytes: 4096,
      memoryBytes: 4096,
      workBytes: 65_536,
    };
    const three = new Map<Hex, Allocation>([1, 2, 3].map((number) => [at(number + 32), { balance: 1n }]));
    expect(caught(() => State.genesis({ rules, capacity }, three)).code).to.equal(
      "EXECUTION_CAPACITY_EXCEEDED",
    );
    const large = new Map<Hex, Allocation>([[at(99), { code: new Uint8Array(20_000) }]]);
    const small = { ...capacity, workBytes: 16_384 };
    expect(caught(() => State.genesis({ rules, capacity: small }, large)).code).to.equal(
      "EXECUTION_CAPACITY_EXCEEDED",
    );
  });

  it("EXEC-41: blocks can be executed from an empty genesis", () => {
    const state = genesis({});
    expect(transition(state, block([], 1n)).receipts).to.deep.equal([]);
    expect(caught(() => transition(state, block([signed({ to: at(1), nonce: 0 })], 2n))).context).to.include({
      verdict: "FUNDS_TOO_LOW",
    });
  });
});
