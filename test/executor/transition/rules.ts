import { predeploys } from "@muniment/protocol";
import { expect } from "chai";
import { chainState, lower, other, sender, signed, slotOf } from "./helpers/chain.js";
import { at, code, keep } from "./helpers/bytecode.js";
import { account, authorize, delegating, deposit, run, runOne, verdictOn } from "./helpers/world.js";

const contract = at(0xc0de);
const far = at(0xfee1);
const blob = {
  type: 3,
  to: contract,
  nonce: 0,
  maxFeePerBlobGas: 7n,
  blobVersionedHashes: [`0x01${"cc".repeat(31)}`],
};
const setCode = () =>
  delegating([authorize(other, { target: contract, nonce: 0n })], { to: contract, nonce: 0 });
const clz = { nonce: 1n, code: keep(0n, 1n, Uint8Array.of(0x1e)) };

describe("rules", () => {
  describe("ethereum", () => {
    it("EXEC-10: burns the base fee and gives the tip to the block's fee recipient", () => {
      const state = chainState({}, { rules: { kind: "ethereum", fork: "osaka" } });
      const before = account(state, lower(sender.address))!.balance;
      runOne(state, signed({ to: far, nonce: 0 }));
      expect(account(state, predeploys.feeVault)!.balance).to.equal(21_000n * 1_000_000n);
      expect(before - account(state, lower(sender.address))!.balance).to.equal(21_000n * 2_000_000n);
    });

    it("EXEC-10: carries blob transactions, whose hashes the code sees and whose blobs are paid for", () => {
      const state = chainState(
        { [contract]: { nonce: 1n, code: keep(0n, 0n, "BLOBHASH") } },
        { rules: { kind: "ethereum", fork: "cancun" } },
      );
      const before = account(state, lower(sender.address))!.balance;
      const { gasUsed } = runOne(state, signed(blob));
      expect(slotOf(state, contract, 0n)).to.equal(BigInt(blob.blobVersionedHashes[0]!));
      expect(before - account(state, lower(sender.address))!.balance).to.equal(
        gasUsed * 2_000_000n + 131_072n,
      );
    });

    it("EXEC-10: knows each fork's transactions: set-code from Prague on, deposits never", () => {
      const at_ = (fork: "cancun" | "prague" | "osaka") =>
        chainState({}, { rules: { kind: "ethereum", fork } });
      expect(verdictOn(at_("cancun"), [setCode()])).to.equal("TRANSACTION_TYPE_REFUSED");
      expect(runOne(at_("prague"), setCode()).type).to.equal(4);
      for (const fork of ["cancun", "prague", "osaka"] as const)
        expect(verdictOn(at_(fork), [deposit({})])).to.equal("TRANSACTION_TYPE_REFUSED");
    });

    it("EXEC-10: has no bounds beyond Ethereum's own: memory, calldata and regions", () => {
      const wide = code(1n, 200_000n, "MSTORE", 60_000n, 0n, "KECCAK256", 0n, "SSTORE");
      const rules = { kind: "ethereum", fork: "osaka" } as const;
      const state = chainState({ [contract]: { nonce: 1n, code: wide } }, { rules });
      const data = `0x${"00".repeat(70_000)}` as const;
      expect(
        runOne(state, signed({ to: contract, nonce: 0, gasLimit: 2_000_000n, data })).isSuccess,
      ).to.equal(true);
      expect(slotOf(state, contract, 0n)).not.to.equal(0n);
    });

    it("EXEC-10: has each fork's instructions", () => {
      for (const [fork, isKnown] of [
        ["prague", false],
        ["osaka", true],
      ] as const) {
        const state = chainState({ [contract]: clz }, { rules: { kind: "ethereum", fork } });
        expect(runOne(state, signed({ to: contract, nonce: 0 })).isSuccess).to.equal(isKnown);
      }
    });

    it("EXEC-10: carries out no system operations of blocks", () => {
      const state = chainState({}, { rules: { kind: "ethereum", fork: "osaka" } });
      const before = state.root;
      expect(run(state, [], 7n).stateRoot).to.equal(before);
    });
  });

  describe("muniment", () => {
    it("EXEC-11: has Osaka's instructions, set-code transactions and precompiled contracts", () => {
      const state = chainState({ [contract]: clz });
      expect(runOne(state, signed({ to: contract, nonce: 0 })).isSuccess).to.equal(true);
      expect(slotOf(state, contract, 0n)).to.equal(255n);
      const set = delegating([authorize(other, { target: contract, nonce: 0n })], { to: far, nonce: 1 });
      expect(runOne(state, set).isSuccess).to.equal(true);
      // P256VERIFY of EIP-7951 takes 6,900 gas and gives nothing for nothing.
      expect(runOne(state, signed({ to: at(0x100), nonce: 2 })).gasUsed).to.equal(27_900n);
    });

    it("EXEC-11: takes every type of transaction of the chain in one block", () => {
      const state = chainState();
      const legacy = {
        type: 0,
        to: far,
        maxFeePerGas: null,
        maxPriorityFeePerGas: null,
        gasPrice: 3_000_000n,
      };
      const listed = {
        ...legacy,
        type: 1,
        accessList: [{ address: far, storageKeys: [`0x${"00".repeat(32)}`] }],
      };
      const { receipts } = run(state, [
        signed({ ...legacy, nonce: 0 }),
        signed({ ...listed, nonce: 1 }),
        signed({ to: far, nonce: 2 }),
        delegating([authorize(other, { target: contract, nonce: 0n })], { to: far, nonce: 3 }),
        deposit({ mint: 5n }),
      ]);
      expect(receipts.map(({ type }) => type)).to.deep.equal([0, 1, 2, 4, 0x7e]);
      expect(receipts.map(({ gasUsed }) => gasUsed)).to.deep.equal([
        21_000n,
        25_300n,
        21_000n,
        36_800n,
        21_000n,
      ]);
      expect(receipts.map((receipt) => receipt.effectiveGasPrice)).to.deep.equal([
        3_000_000n,
        3_000_000n,
        2_000_000n,
        2_000_000n,
        0n,
      ]);
    });

    it("EXEC-12: gas is paid in ETH: what the sender loses is what the recipient gets and the fee vault keeps", () => {
      const state = chainState();
      const total = () =>
        [...state.runtime.accounts.all()].reduce((sum, { state: { balance } }) => sum + balance, 0n);
      const before = total();
      const { gasUsed } = runOne(state, signed({ to: far, value: 77n, nonce: 0, gasLimit: 500_000n }));
      expect(account(state, far)!.balance).to.equal(77n);
      expect(account(state, predeploys.feeVault)!.balance).to.equal(gasUsed * 2_000_000n);
      expect(total()).to.equal(before);
    });
  });
});
