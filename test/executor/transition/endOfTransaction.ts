import type { Hex } from "@muniment/protocol";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { chainState, lower, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callBy, callTo, code, createWith, deployer, keep } from "./helpers/bytecode.js";
import { account, run, runOne } from "./helpers/world.js";

const own = lower(sender.address);
const heir = at(0x4e14);
const contract = at(0xc0de);
const factory = at(0xfac);
const child = lower(getCreateAddress({ from: factory, nonce: 1 }));
const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;
const destroying = (to: Hex) => code(BigInt(to), "SELFDESTRUCT");

describe("the end of a transaction", () => {
  describe("SELFDESTRUCT", () => {
    it("EXEC-54: of an older account moves its balance and keeps the account", () => {
      const storage = new Map([[1n, 2n]]);
      const state = chainState({ [contract]: { nonce: 1n, balance: 5n, code: destroying(heir), storage } });
      runOne(state, signed({ to: contract, nonce: 0 }));
      expect(account(state, contract)).to.include({ nonce: 1n, balance: 0n, slots: 1 });
      expect(slotOf(state, contract, 1n)).to.equal(2n);
      expect(account(state, heir)!.balance).to.equal(5n);
    });

    it("EXEC-54: of an older account to itself changes nothing", () => {
      const state = chainState({ [contract]: { nonce: 1n, balance: 5n, code: destroying(contract) } });
      runOne(state, signed({ to: contract, nonce: 0 }));
      expect(account(state, contract)).to.include({ nonce: 1n, balance: 5n });
    });

    it("EXEC-54: in the creating transaction takes balance, nonce, code and slots", () => {
      const init = code(keep(3n, 9n), keep(4n, 8n), destroying(heir));
      const state = chainState();
      const created = lower(getCreateAddress({ from: own, nonce: 0 }));
      const before = state.tree.leaves;
      expect(runOne(state, signed({ nonce: 0, data: hex(init), value: 6n })).isSuccess).to.equal(true);
      expect(account(state, created)).to.equal(undefined);
      expect(account(state, heir)!.balance).to.equal(6n);
      expect([...state.runtime.accounts.slots()]).to.have.lengthOf(0);
      expect(state.tree.leaves).to.equal(before + 1);
    });

    it("EXEC-54: to itself in the creating transaction burns the balance", () => {
      const state = chainState();
      const total = () =>
        [...state.runtime.accounts.all()].reduce((sum, { state: { balance } }) => sum + balance, 0n);
      const before = total();
      runOne(state, signed({ nonce: 0, data: hex(code("ADDRESS", "SELFDESTRUCT")), value: 6n }));
      expect(total()).to.equal(before - 6n);
    });

    it("EXEC-54: what reaches a destroyed account later in the transaction is lost, and its code still runs", () => {
      const runtime = code(keep(0n, 5n), destroying(heir));
      const acting = code(
        createWith(deployer(runtime), 2n),
        "POP",
        ...[callTo(child), callTo(child, { value: 3n }), keep(0n, BigInt(child), "EXTCODESIZE")],
        ...[callTo(child, { value: 1n, gas: 0n }), keep(1n, BigInt(child), "BALANCE")],
      );
      const state = chainState({ [factory]: { nonce: 1n, balance: 10n, code: acting } });
      runOne(state, signed({ to: factory, nonce: 0 }));
      expect(account(state, child)).to.equal(undefined);
      expect(slotOf(state, factory, 0n)).to.equal(BigInt(runtime.length));
      expect(account(state, heir)!.balance).to.equal(5n);
      expect(slotOf(state, child, 0n)).to.equal(0n);
    });

    it("EXEC-54: that is reverted destroys nothing", () => {
      const runtime = code(keep(0n, 5n), destroying(heir));
      const calling = code(callTo(child), 0n, 0n, "REVERT");
      const acting = code(createWith(deployer(runtime), 2n), "POP", callTo(at(0x11)), "POP");
      const state = chainState({
        [factory]: { nonce: 1n, balance: 10n, code: acting },
        [at(0x11)]: { nonce: 1n, code: calling },
      });
      runOne(state, signed({ to: factory, nonce: 0 }));
      expect(account(state, child)).to.include({ nonce: 1n, balance: 2n, slots: 0 });
      expect(account(state, heir)).to.equal(undefined);
    });

    it("EXEC-54: in a later transaction of the same block counts as an older account's", () => {
      const deploy = code(createWith(deployer(destroying(heir)), 2n), "POP");
      const state = chainState({ [factory]: { nonce: 1n, balance: 10n, code: deploy } });
      run(state, [signed({ to: factory, nonce: 0 }), signed({ to: child, nonce: 1 })]);
      expect(account(state, child)).to.include({ nonce: 1n, balance: 0n });
      expect(account(state, heir)!.balance).to.equal(2n);
    });

    it("EXEC-54: an address that was destroyed can be created again in the next transaction", () => {
      const salted = code(createWith(code(keep(0n, 1n), destroying(heir)), 1n, 7n), 0n, "SSTORE");
      const state = chainState({ [factory]: { nonce: 1n, balance: 10n, code: salted } });
      run(state, [signed({ to: factory, nonce: 0 })]);
      const first = slotOf(state, factory, 0n);
      run(state, [signed({ to: factory, nonce: 1 })], 2n);
      expect(slotOf(state, factory, 0n)).to.equal(first);
      expect(account(state, heir)!.balance).to.equal(2n);
      expect(first).not.to.equal(0n);
    });
  });

  describe("empty accounts", () => {
    it("EXEC-54: a call without value leaves no account behind", () => {
      const state = chainState({
        [contract]: { nonce: 1n, code: code(callTo(heir), "POP", callBy("STATICCALL", heir)) },
      });
      const before = state.tree.leaves;
      run(state, [signed({ to: contract, nonce: 0 }), signed({ to: heir, nonce: 1 })]);
      expect(account(state, heir)).to.equal(undefined);
      expect(state.tree.leaves).to.equal(before);
    });

    it("EXEC-54: an existing empty account that is touched goes (EIP-161), as Ethereum's vectors have them", () => {
      const state = chainState({}, { rules: { kind: "ethereum", fork: "osaka" } });
      state.runtime.putAccount(heir, { nonce: 0n, balance: 0n, code: new Uint8Array() });
      state.tree.apply(state.runtime.changes());
      state.runtime.beginBlock();
      const before = state.tree.leaves;
      runOne(state, signed({ to: heir, nonce: 0 }));
      expect(account(state, heir)).to.equal(undefined);
      // The fee recipient came, the empty account went.
      expect(state.tree.leaves).to.equal(before);
    });
  });

  describe("transient slots", () => {
    const load = (slot: bigint) => keep(slot, 1n, "TLOAD");

    it("EXEC-54: last for the transaction, are each account's own, and are gone in the next", () => {
      const setting = code(load(9n), 5n, 1n, "TSTORE", callTo(heir), "POP", load(0n));
      const reading = code(keep(0n, 1n, "TLOAD", 100n, "ADD"), 6n, 1n, "TSTORE");
      const state = chainState({
        [contract]: { nonce: 1n, code: setting },
        [heir]: { nonce: 1n, code: reading },
      });
      run(state, [signed({ to: contract, nonce: 0 }), signed({ to: contract, nonce: 1 })]);
      expect(slotOf(state, contract, 0n)).to.equal(5n);
      expect(slotOf(state, heir, 0n)).to.equal(100n);
      expect(slotOf(state, contract, 9n)).to.equal(0n);
    });

    it("EXEC-54: go back when their frame reverts, to what they were before it", () => {
      const inner = code(7n, 1n, "TSTORE", 8n, 2n, "TSTORE", 0n, 0n, "REVERT");
      const outer = code(
        ...([5n, 1n, "TSTORE", callBy("DELEGATECALL", heir), "POP"] as const),
        ...[load(0n), keep(1n, 2n, "TLOAD", 1n, "ADD")],
      );
      const state = chainState({
        [contract]: { nonce: 1n, code: outer },
        [heir]: { nonce: 1n, code: inner },
      });
      runOne(state, signed({ to: contract, nonce: 0 }));
      expect(slotOf(state, contract, 0n)).to.equal(5n);
      expect(slotOf(state, contract, 1n)).to.equal(1n);
    });

    it("EXEC-54: cannot be set in a static frame", () => {
      const asking = code(0n, 0n, 0n, 0n, BigInt(heir), 10_000n, "STATICCALL");
      const outer = keep(0n, asking, 1n, "ADD");
      const state = chainState({
        [contract]: { nonce: 1n, code: outer },
        [heir]: { nonce: 1n, code: code(7n, 1n, "TSTORE") },
      });
      runOne(state, signed({ to: contract, nonce: 0 }));
      expect(slotOf(state, contract, 0n)).to.equal(1n);
    });
  });

  describe("value to precompiled contracts", () => {
    it("EXEC-54: stays there when the call succeeds and comes back when it fails", () => {
      const state = chainState({
        [contract]: { nonce: 1n, balance: 9n, code: keep(0n, callTo(at(2), { value: 4n })) },
      });
      run(state, [signed({ to: contract, nonce: 0 }), signed({ to: at(4), nonce: 1, value: 2n })]);
      expect(account(state, at(2))!.balance).to.equal(4n);
      expect(account(state, at(4))!.balance).to.equal(2n);
      // Pairing takes multiples of 192 bytes only.
      const bad = runOne(state, signed({ to: at(8), nonce: 2, value: 1n, data: "0x00" }), 2n);
      expect(bad).to.include({ isSuccess: false, gasUsed: 1_000_000n });
      expect(account(state, at(8))).to.equal(undefined);
    });
  });
});
