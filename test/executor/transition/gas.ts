import { predeploys } from "@muniment/protocol";
import { expect } from "chai";
import { chainState, lower, other, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, keep } from "./helpers/bytecode.js";
import { account, authorize, delegating, runOne } from "./helpers/world.js";

const contract = at(0xc0de);
const own = lower(sender.address);
const twenty = new Map(Array.from({ length: 20 }, (_, key) => [BigInt(key), 1n]));
const clearing = (count: number) =>
  code(...Array.from({ length: count }, (_, key) => code(0n, BigInt(key), "SSTORE")));

/** Execution gas of clearing slots: each 5,000 and two pushes. */
const clearingGas = (count: number) => BigInt(count) * 5006n;

describe("gas", () => {
  it("EXEC-51: clearing a slot gives 4,800 back", () => {
    const state = chainState({
      [contract]: { nonce: 1n, code: code(clearing(1), "GAS", "POP"), storage: twenty },
    });
    expect(runOne(state, signed({ to: contract, nonce: 0 })).gasUsed).to.equal(
      21_000n + clearingGas(1) + 4n - 4800n,
    );
  });

  it("EXEC-51: at most a fifth of the gas used comes back", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: clearing(20), storage: twenty } });
    const used = 21_000n + clearingGas(20);
    const before = account(state, own)!.balance;
    expect(runOne(state, signed({ to: contract, nonce: 0 })).gasUsed).to.equal(used - used / 5n);
    expect(before - account(state, own)!.balance).to.equal((used - used / 5n) * 2_000_000n);
    expect(account(state, predeploys.feeVault)!.balance).to.equal((used - used / 5n) * 2_000_000n);
    expect(account(state, contract)!.slots).to.equal(0);
  });

  it("EXEC-51: what is set and reset within the transaction is refunded, and taken back when it is set again", () => {
    const flip = code(...[1n, 0n, 1n, 0n].map((value) => code(value, 0n, "SSTORE")));
    const state = chainState({ [contract]: { nonce: 1n, code: flip } });
    // Setting costs 22,100 cold and 20,000 warm, resetting 100; of the 19,900 each reset gives, a fifth of all comes back.
    const used = 21_000n + 22_100n + 100n + 20_000n + 100n + 8n * 3n;
    expect(runOne(state, signed({ to: contract, nonce: 0 })).gasUsed).to.equal(used - used / 5n);
  });

  it("EXEC-51: a frame that reverts keeps no refund", () => {
    const inner = { nonce: 1n, code: code(clearing(20), 0n, 0n, "REVERT"), storage: twenty };
    const state = chainState({
      [at(0x1e)]: inner,
      [contract]: { nonce: 1n, code: code(callTo(at(0x1e)), "POP") },
    });
    const { gasUsed } = runOne(state, signed({ to: contract, nonce: 0 }));
    expect(gasUsed > 21_000n + clearingGas(20) + 2600n).to.equal(true);
    expect(account(state, at(0x1e))!.slots).to.equal(20);
    const direct = runOne(state, signed({ to: at(0x1e), nonce: 1 }), 2n);
    expect(direct).to.include({ isSuccess: false, gasUsed: 21_000n + clearingGas(20) + 6n });
  });

  it("EXEC-51: the gas used is at least the floor, and the floor is not refunded", () => {
    const data = `0x${"ff".repeat(1000)}` as const;
    const floor = 21_000n + 40_000n;
    const state = chainState({ [contract]: { nonce: 1n, code: clearing(2), storage: twenty } });
    expect(runOne(state, signed({ to: at(0x99), nonce: 0, data })).gasUsed).to.equal(floor);
    expect(runOne(state, signed({ to: contract, nonce: 1, data }), 2n).gasUsed).to.equal(floor);
  });

  it("EXEC-51: beyond the floor, execution is what counts", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: keep(0n, 1n) } });
    const data = `0x${"ff".repeat(100)}` as const;
    const used = 21_000n + 1600n + 22_100n + 6n;
    expect(runOne(state, signed({ to: contract, nonce: 0, data })).gasUsed).to.equal(used);
    expect(used > 21_000n + 4000n).to.equal(true);
  });

  it("EXEC-51: an authorization of an account that exists gives 12,500 back, to a transaction that fails too", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: code(0n, 0n, "REVERT") } });
    const grants = [authorize(other, { target: at(0x99), nonce: 0n })];
    const used = 46_000n + 6n;
    const { gasUsed, isSuccess } = runOne(state, delegating(grants, { to: contract }));
    expect(isSuccess).to.equal(false);
    expect(gasUsed).to.equal(used - used / 5n);
  });

  it("EXEC-51: GAS in the first frame sees the limit less the intrinsic gas", () => {
    const state = chainState({ [contract]: { nonce: 1n, code: keep(0n, "GAS") } });
    runOne(state, signed({ to: contract, nonce: 0, gasLimit: 500_000n, data: "0x00ff" }));
    expect(slotOf(state, contract, 0n)).to.equal(500_000n - 21_000n - 20n - 2n);
  });
});
