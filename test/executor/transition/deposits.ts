import { fromHex, type Hex, predeploys } from "@muniment/protocol";
import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { block, chainState, lower, other, sender, signed, slotOf } from "./helpers/chain.js";
import { at, callTo, code, deployer, keep } from "./helpers/bytecode.js";
import { account, deposit, refusedBlock, run, runOne } from "./helpers/world.js";

const stranger = at(0x57a9);
const far = at(0xfa4);
const contract = at(0xc0de);
const own = lower(sender.address);
const hex = (bytes: Uint8Array): Hex => `0x${Buffer.from(bytes).toString("hex")}`;
const lastNonce = 2n ** 64n - 1n;

describe("deposits", () => {
  describe("that succeed", () => {
    it("EXEC-53: mint to the sender first, so that it can pass the value on; no fee is paid", () => {
      const state = chainState();
      const receipt = runOne(state, deposit({ from: stranger, to: far, mint: 100n, value: 60n }));
      expect(receipt).to.include({ type: 0x7e, isSuccess: true, gasUsed: 21_000n, effectiveGasPrice: 0n });
      expect(account(state, stranger)).to.include({ nonce: 1n, balance: 40n });
      expect(account(state, far)!.balance).to.equal(60n);
      expect(account(state, predeploys.feeVault)!.balance).to.equal(0n);
    });

    it("EXEC-53: raise the sender's nonce each time, and its later transactions count from there", () => {
      const state = chainState();
      run(state, [deposit({}), deposit({}), signed({ to: far, nonce: 2 })]);
      expect(account(state, own)!.nonce).to.equal(3n);
    });

    it("EXEC-53: run the recipient's code with the sender as CALLER and ORIGIN, at gas price 0", () => {
      const asking = code(
        keep(0n, "CALLER"),
        keep(1n, Uint8Array.of(0x32)),
        keep(2n, 1n, "GASPRICE", "ADD"),
        keep(3n, "CALLVALUE"),
      );
      const state = chainState({ [contract]: { nonce: 1n, code: asking } });
      runOne(state, deposit({ from: stranger, to: contract, mint: 9n, value: 9n, gasLimit: 500_000n }));
      expect([0n, 1n, 2n, 3n].map((slot) => slotOf(state, contract, slot))).to.deep.equal([
        BigInt(stranger),
        BigInt(stranger),
        1n,
        9n,
      ]);
    });

    it("EXEC-53: create a contract at the address of the nonce before", () => {
      const state = chainState({ [stranger]: { nonce: 7n } });
      const data = hex(deployer(code(1n)));
      const receipt = runOne(
        state,
        deposit({ from: stranger, to: undefined, mint: 5n, value: 5n, data, gasLimit: 200_000n }),
      );
      const created = lower(getCreateAddress({ from: stranger, nonce: 7 }));
      expect(receipt.createdAddress).to.equal(created);
      expect(account(state, created)).to.include({ nonce: 1n, balance: 5n });
      expect(account(state, stranger)!.nonce).to.equal(8n);
    });

    it("EXEC-53: may come from a contract, whose code is left alone", () => {
      const state = chainState({ [contract]: { nonce: 1n, code: keep(0n, 1n), balance: 4n } });
      expect(runOne(state, deposit({ from: contract, to: far, value: 4n })).isSuccess).to.equal(true);
      expect(account(state, contract)).to.include({ nonce: 2n, balance: 0n });
      expect(account(state, far)!.balance).to.equal(4n);
    });

    it("EXEC-53: run a delegated recipient's target", () => {
      const delegated = { balance: 1n, code: fromHex(`0xef0100${contract.slice(2)}`) };
      const state = chainState({
        [contract]: { nonce: 1n, code: keep(0n, 5n) },
        [lower(other.address)]: delegated,
      });
      runOne(state, deposit({ to: lower(other.address) }));
      expect(slotOf(state, lower(other.address), 0n)).to.equal(5n);
    });

    it("EXEC-53: are given refunds in gas, at most a fifth", () => {
      const storage = new Map([[0n, 1n]]);
      const state = chainState({ [contract]: { nonce: 1n, code: code(0n, 0n, "SSTORE"), storage } });
      expect(runOne(state, deposit({ to: contract })).gasUsed).to.equal(21_000n + 5006n - 4800n);
    });

    it("EXEC-53: know no floor: their data was paid for on L1", () => {
      const data = `0x${"ff".repeat(100)}` as const;
      expect(runOne(chainState(), deposit({ to: far, data })).gasUsed).to.equal(21_000n + 1600n);
    });
  });

  describe("that fail", () => {
    /** A deposit whose call fails: the mint and the nonce stay, nothing else. */
    function failing(given: Parameters<typeof deposit>[0], gasUsed: bigint): void {
      const world = { [contract]: { nonce: 1n, code: code(keep(0n, 1n), 0n, 0n, "REVERT") } };
      const state = chainState({ ...world, [at(0xbad)]: { nonce: 1n, code: code(keep(0n, 1n), "INVALID") } });
      const receipt = runOne(state, deposit({ from: stranger, mint: 100n, ...given }));
      expect(receipt).to.include({ isSuccess: false, gasUsed, createdAddress: undefined });
      expect(receipt.logs).to.deep.equal([]);
      expect(account(state, stranger)).to.include({ nonce: 1n, balance: 100n });
      expect([...state.runtime.accounts.slots()]).to.deep.equal([]);
      expect(account(state, far)).to.equal(undefined);
    }

    it("EXEC-53: keep mint and nonce when the call reverts or halts", () => {
      failing({ to: contract, value: 60n }, 21_000n + 22_106n + 6n);
      failing({ to: at(0xbad), value: 60n }, 100_000n);
    });

    it("EXEC-53: do not run when the gas limit is below the intrinsic gas", () => {
      failing({ to: contract, gasLimit: 20_999n }, 20_999n);
      failing({ to: contract, gasLimit: 0n }, 0n);
      failing({ to: undefined, gasLimit: 52_999n }, 52_999n);
      failing({ to: far, data: "0xff", gasLimit: 21_015n }, 21_015n);
    });

    it("EXEC-53: do not run when the balance with the mint is below the value", () => {
      failing({ to: far, value: 101n }, 100_000n);
      failing({ to: undefined, value: 2n ** 256n - 1n }, 100_000n);
    });

    it("EXEC-53: do not run beyond the chain's bounds, which nobody checked on L1", () => {
      failing({ to: far, gasLimit: 16_777_217n }, 16_777_217n);
      failing({ to: far, data: `0x${"00".repeat(65_537)}`, gasLimit: 2_000_000n }, 2_000_000n);
      failing({ to: undefined, data: `0x${"00".repeat(49_153)}`, gasLimit: 2_000_000n }, 2_000_000n);
    });

    it("EXEC-53: fail as a creation over a contract, and keep the nonce", () => {
      const taken = lower(getCreateAddress({ from: stranger, nonce: 0 }));
      const state = chainState({ [taken]: { nonce: 1n } });
      const receipt = runOne(state, deposit({ from: stranger, to: undefined, mint: 3n, value: 3n }));
      expect(receipt).to.include({ isSuccess: false, gasUsed: 100_000n });
      expect(account(state, stranger)).to.include({ nonce: 1n, balance: 3n });
      expect(account(state, taken)!.balance).to.equal(0n);
    });

    it("EXEC-53: at the last nonce do not run and leave it; a creation there would repeat an address", () => {
      const state = chainState({ [stranger]: { nonce: lastNonce - 1n } });
      expect(runOne(state, deposit({ from: stranger, to: far, mint: 1n })).isSuccess).to.equal(true);
      expect(account(state, stranger)!.nonce).to.equal(lastNonce);
      const receipt = runOne(state, deposit({ from: stranger, to: undefined, mint: 1n }), 2n);
      expect(receipt.isSuccess).to.equal(false);
      expect(account(state, stranger)).to.include({ nonce: lastNonce, balance: 2n });
    });

    it("EXEC-53: a mint beyond the greatest balance leaves the greatest balance", () => {
      const state = chainState({ [stranger]: { balance: 10n } });
      runOne(state, deposit({ from: stranger, to: far, mint: 2n ** 256n - 1n }));
      expect(account(state, stranger)!.balance).to.equal(2n ** 256n - 1n);
    });
  });

  describe("that do not fit", () => {
    it("EXEC-53: refuse the block when their gas limit is more than the block has left", () => {
      const state = chainState();
      for (const gasLimit of [240_000_001n, 2n ** 64n - 1n]) {
        const { context } = refusedBlock(state, block([deposit({ gasLimit })]));
        expect(context).to.include({ index: 0, verdict: "BLOCK_GAS_EXCEEDED" });
      }
    });

    it("EXEC-53: a gas limit that overflows the sum with what was used does not slip through", () => {
      const state = chainState();
      const { context } = refusedBlock(
        state,
        block([deposit({}), deposit({ gasLimit: 2n ** 64n - 21_000n })]),
      );
      expect(context).to.include({ index: 1, verdict: "BLOCK_GAS_EXCEEDED" });
    });

    it("EXEC-53: one that fits the block but not the bound of a transaction fails and uses it up", () => {
      const state = chainState();
      const { gasUsed } = run(state, [deposit({ gasLimit: 240_000_000n })]);
      expect(gasUsed).to.equal(240_000_000n);
    });
  });

  it("EXEC-53: a call's messages and transient slots work as in any transaction", () => {
    const remembering = code(5n, 1n, "TSTORE", keep(0n, 1n, "TLOAD"), callTo(predeploys.messenger), "POP");
    const state = chainState({
      [predeploys.messenger]: { nonce: 1n, code: code(0n, 0n, "LOG0") },
      [contract]: { nonce: 1n, code: remembering },
    });
    const { messages } = run(state, [deposit({ to: contract })]);
    expect(messages).to.have.lengthOf(1);
    expect(slotOf(state, contract, 0n)).to.equal(5n);
  });
});
