import { type Hex, keccak256 } from "@muniment/protocol";
import { expect } from "chai";
import { getCreate2Address, getCreateAddress, zeroPadValue } from "ethers";
import { chainState, lower, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, createWith, deployer, keep } from "./helpers/bytecode.js";
import { account, deposit, run, runOne } from "./helpers/world.js";

const own = lower(sender.address);
const factory = at(0xfac);
const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;
const lastNonce = 2n ** 64n - 1n;
const runtime = code(keep(0n, 1n));
const init = deployer(runtime);
const ownCreation = (nonce: number): Hex => lower(getCreateAddress({ from: own, nonce }));
const factoryCreation = (nonce: number): Hex => lower(getCreateAddress({ from: factory, nonce }));
const create = (nonce: number, more: Parameters<typeof signed>[0] = {}) =>
  signed({ nonce, data: hex(init), ...more });

describe("creation", () => {
  describe("by a transaction", () => {
    it("EXEC-55: makes the account with nonce 1, the code and the value", () => {
      const state = chainState();
      const receipt = runOne(state, create(0, { value: 9n }));
      expect(receipt.createdAddress).to.equal(ownCreation(0));
      expect(account(state, ownCreation(0))).to.include({
        nonce: 1n,
        balance: 9n,
        codeHash: keccak256(runtime),
      });
    });

    it("EXEC-55: over an account with balance alone keeps the balance", () => {
      const state = chainState({ [ownCreation(0)]: { balance: 5n } });
      expect(runOne(state, create(0, { value: 2n })).isSuccess).to.equal(true);
      expect(account(state, ownCreation(0))!.balance).to.equal(7n);
    });

    const occupied = {
      "a nonce": { nonce: 1n },
      code: { nonce: 0n, code: code("STOP") },
      "a nonce and storage": { nonce: 1n, storage: new Map([[0n, 1n]]) },
    };
    for (const [name, there] of Object.entries(occupied)) {
      it(`EXEC-55: over an account with ${name} takes all gas and leaves value and account`, () => {
        const state = chainState({ [ownCreation(0)]: there });
        const before = account(state, ownCreation(0));
        const receipt = runOne(state, create(0, { value: 2n, gasLimit: 300_000n }));
        expect(receipt).to.include({ isSuccess: false, gasUsed: 300_000n, createdAddress: undefined });
        expect(account(state, ownCreation(0))).to.deep.equal(before);
        expect(account(state, own)!.nonce).to.equal(1n);
      });
    }

    it("EXEC-55: over an account with a slot and nothing else fails (EIP-7610), where such an account can be", () => {
      // No chain has one, so the tables are written by hand, and the slot is taken away again.
      const state = chainState();
      const entry = state.runtime.putAccount(ownCreation(0), {
        nonce: 0n,
        balance: 1n,
        code: new Uint8Array(),
      });
      state.runtime.putSlot(entry, 5n, 6n);
      expect(runOne(state, create(0)).isSuccess).to.equal(false);
      state.runtime.putSlot(entry, 5n, 0n);
      expect(runOne(state, create(1), 2n).isSuccess).to.equal(true);
    });

    it("EXEC-55: that fails leaves no account, and the address can be created later by another", () => {
      const state = chainState();
      const failing = create(0, { data: hex(code(keep(0n, 1n), 0n, 0n, "REVERT")), value: 1n });
      expect(runOne(state, failing).isSuccess).to.equal(false);
      expect(account(state, ownCreation(0))).to.equal(undefined);
    });

    const bad: Record<string, Uint8Array> = {
      "begins with 0xef": code(0xefn, 0n, "MSTORE8", 1n, 0n, "RETURN"),
      "has 24,577 bytes": code(24_577n, 0n, "RETURN"),
      "cannot be paid": code(24_000n, 0n, "RETURN"),
    };
    for (const [name, bytes] of Object.entries(bad)) {
      it(`EXEC-55: whose code ${name} fails and takes all gas`, () => {
        const gasLimit = name.startsWith("cannot") ? 4_000_000n : 6_000_000n;
        const receipt = runOne(chainState(), create(0, { data: hex(bytes), gasLimit }));
        expect(receipt).to.include({ isSuccess: false, gasUsed: gasLimit });
      });
    }

    it("EXEC-55: whose code has 24,576 bytes, or none, succeeds", () => {
      const state = chainState();
      const receipt = runOne(
        state,
        create(0, { data: hex(code(24_576n, 0n, "RETURN")), gasLimit: 6_000_000n }),
      );
      expect(receipt.isSuccess).to.equal(true);
      expect(account(state, ownCreation(0))!.code).to.have.lengthOf(24_576);
      expect(runOne(state, create(1, { data: "0x" }), 2n).isSuccess).to.equal(true);
      expect(account(state, ownCreation(1))).to.include({ nonce: 1n });
    });
  });

  describe("by a contract", () => {
    const creating = () => ({
      nonce: 1n,
      balance: 10n,
      code: code(createWith(init, 3n), 0n, "SSTORE"),
    });

    it("EXEC-55: lies at the address of the creator's nonce, and CREATE2's at that of salt and code", () => {
      const both = code(createWith(init, 3n), 0n, "SSTORE", createWith(init, 4n, 77n), 1n, "SSTORE");
      const state = chainState({ [factory]: { nonce: 5n, balance: 10n, code: both } });
      runOne(state, signed({ to: factory, nonce: 0 }));
      const salted = getCreate2Address(factory, zeroPadValue("0x4d", 32), keccak256(init));
      expect(slotOf(state, factory, 0n)).to.equal(BigInt(factoryCreation(5)));
      expect(slotOf(state, factory, 1n)).to.equal(BigInt(salted));
      expect(account(state, factory)).to.include({ nonce: 7n, balance: 3n });
      expect(account(state, lower(salted))!.balance).to.equal(4n);
    });

    it("EXEC-55: over an occupied address gives 0, burns the gas it gave and raises the nonce", () => {
      const taken = factoryCreation(1);
      const state = chainState({ [factory]: creating(), [taken]: { nonce: 1n } });
      const { gasUsed } = runOne(state, signed({ to: factory, nonce: 0 }));
      expect(slotOf(state, factory, 0n)).to.equal(0n);
      expect(account(state, factory)).to.include({ nonce: 2n, balance: 10n });
      expect(gasUsed > 950_000n).to.equal(true);
    });

    it("EXEC-55: at the last nonce gives 0 and costs no gas beyond its own; the one before works", () => {
      const state = chainState({ [factory]: { ...creating(), nonce: lastNonce - 1n } });
      runOne(state, signed({ to: factory, nonce: 0 }));
      expect(slotOf(state, factory, 0n)).not.to.equal(0n);
      expect(account(state, factory)!.nonce).to.equal(lastNonce);
      const { gasUsed } = runOne(state, signed({ to: factory, nonce: 1 }), 2n);
      expect(slotOf(state, factory, 0n)).to.equal(0n);
      expect(account(state, factory)!.nonce).to.equal(lastNonce);
      expect(gasUsed < 100_000n).to.equal(true);
    });

    it("EXEC-55: with more value than there is gives 0 and leaves the nonce", () => {
      const state = chainState({ [factory]: { ...creating(), balance: 2n } });
      runOne(state, signed({ to: factory, nonce: 0 }));
      expect(account(state, factory)).to.include({ nonce: 1n, balance: 2n });
    });

    it("EXEC-55: twice at the same salt in one transaction fails the second time", () => {
      const twice = code(
        createWith(init, 0n, 1n),
        0n,
        "SSTORE",
        createWith(init, 0n, 1n),
        "ISZERO",
        1n,
        "SSTORE",
      );
      const state = chainState({ [factory]: { nonce: 1n, code: twice } });
      runOne(state, signed({ to: factory, nonce: 0, gasLimit: 5_000_000n }));
      expect(slotOf(state, factory, 0n)).not.to.equal(0n);
      expect(slotOf(state, factory, 1n)).to.equal(1n);
    });

    it("EXEC-55: a frame that reverts takes its creations back, address, nonce and number of slots", () => {
      const storing = deployer(runtime);
      const child = factoryCreation(1);
      const reverting = code(createWith(code(keep(0n, 1n), storing)), callTo(child), 0n, 0n, "REVERT");
      const state = chainState({ [factory]: { nonce: 1n, code: reverting } });
      expect(runOne(state, signed({ to: factory, nonce: 0 })).isSuccess).to.equal(false);
      expect(account(state, child)).to.equal(undefined);
      expect(account(state, factory)!.nonce).to.equal(1n);
      // Nothing of it stands in the way of the next.
      run(state, [deposit({ from: factory, to: undefined, data: hex(init), gasLimit: 500_000n })], 2n);
      expect(account(state, child)).to.include({ nonce: 1n, slots: 0 });
    });
  });
});
