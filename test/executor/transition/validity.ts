import type { Allocation } from "@muniment/executor";
import { fromHex } from "@muniment/protocol";
import { expect } from "chai";
import { Wallet } from "ethers";
import { chainState, lower, other, sender, signed } from "./helpers/chain.js";
import { at, code } from "./helpers/bytecode.js";
import { account, authorize, delegating, feeMarket, runOne, signedAsIs, verdictOn } from "./helpers/world.js";

const own = lower(sender.address);
const far = at(0xfa4);
const lastNonce = 2n ** 64n - 1n;
const plain = { to: far, nonce: 0 } as const;

/** The verdict on one transaction in a chain whose sender has this state. */
const verdict = (transaction: Uint8Array, state: Allocation = { balance: 10n ** 18n }) =>
  verdictOn(chainState({ [own]: state }), [transaction]);

/** A raw transaction whose nonce no library would sign. */
const withNonce = (nonce: bigint) => signedAsIs({ ...feeMarket, nonce });

describe("validity of transactions", () => {
  it("EXEC-50: the nonce is the sender's, no less and no more", () => {
    const state = { balance: 10n ** 18n, nonce: 5n };
    expect(verdict(signed({ ...plain, nonce: 4 }), state)).to.equal("NONCE_TOO_LOW");
    expect(verdict(signed({ ...plain, nonce: 6 }), state)).to.equal("NONCE_TOO_HIGH");
    expect(runOne(chainState({ [own]: state }), signed({ ...plain, nonce: 5 })).isSuccess).to.equal(true);
  });

  it("EXEC-50: the last nonce is never used (EIP-2681); the one before it is", () => {
    const state = chainState({ [own]: { balance: 10n ** 18n, nonce: lastNonce - 1n } });
    expect(runOne(state, withNonce(lastNonce - 1n)).isSuccess).to.equal(true);
    expect(account(state, own)!.nonce).to.equal(lastNonce);
    expect(verdictOn(state, [withNonce(lastNonce)])).to.equal("NONCE_EXHAUSTED");
  });

  it("EXEC-50: the gas limit covers 21,000, the data, the access list, the creation and the authorizations", () => {
    const list = [{ address: far, storageKeys: [`0x${"00".repeat(32)}`, `0x${"01".repeat(32)}`] }];
    const grants = [authorize(other, { target: far, nonce: 0n })];
    const cases: [bigint, (gasLimit: bigint) => Uint8Array][] = [
      [21_000n, (gasLimit) => signed({ ...plain, gasLimit })],
      [21_000n + 2400n + 3800n, (gasLimit) => signed({ ...plain, gasLimit, accessList: list })],
      [53_000n + 2n + 4n, (gasLimit) => signed({ nonce: 0, gasLimit, data: "0x00" })],
      [
        53_000n + 2n * 2n + 33n * 4n,
        (gasLimit) => signed({ nonce: 0, gasLimit, data: `0x${"00".repeat(33)}` }),
      ],
      [46_000n, (gasLimit) => delegating(grants, { to: far, gasLimit })],
    ];
    for (const [index, [least, make]] of cases.entries()) {
      // Authorizations are not even recovered.
      const early = index === 4 ? "TRANSACTION_GAS_LIMIT_WRONG" : "GAS_BELOW_INTRINSIC";
      expect(verdict(make(least - 1n))).to.equal(early);
      expect(runOne(chainState(), make(least)).gasUsed <= least).to.equal(true);
    }
  });

  it("EXEC-50: the gas limit covers the floor: 10 for each token of data, a zero byte one and another four", () => {
    const data = `0x${"00".repeat(10)}${"ff".repeat(10)}` as const;
    const floor = 21_000n + 10n * 50n;
    expect(verdict(signed({ ...plain, data, gasLimit: floor - 1n }))).to.equal("GAS_BELOW_INTRINSIC");
    expect(runOne(chainState(), signed({ ...plain, data, gasLimit: floor })).gasUsed).to.equal(floor);
  });

  it("EXEC-50: the fee covers the base fee and is not below the tip", () => {
    const fees = (maxFeePerGas: bigint, maxPriorityFeePerGas: bigint) =>
      signed({ ...plain, maxFeePerGas, maxPriorityFeePerGas });
    expect(verdict(fees(999_999n, 0n))).to.equal("FEE_BELOW_BASE");
    const tip = { maxFeePerGas: 1_000_000n, maxPriorityFeePerGas: 1_000_001n };
    expect(verdict(signedAsIs({ ...feeMarket, ...tip }))).to.equal("TIP_ABOVE_FEE");
    expect(runOne(chainState(), fees(1_000_000n, 0n)).effectiveGasPrice).to.equal(1_000_000n);
    expect(runOne(chainState(), fees(1_500_000n, 1_500_000n)).effectiveGasPrice).to.equal(1_500_000n);
    expect(runOne(chainState(), fees(9_000_000n, 3n)).effectiveGasPrice).to.equal(1_000_003n);
    const legacy = signed({
      ...{ ...plain, type: 0, gasPrice: 999_999n },
      ...{ maxFeePerGas: null, maxPriorityFeePerGas: null },
    });
    expect(verdict(legacy)).to.equal("FEE_BELOW_BASE");
  });

  it("EXEC-50: the sender has no code (EIP-3607) but a delegation (EIP-7702)", () => {
    const balance = 10n ** 18n;
    const withCode = (bytes: Uint8Array) => ({ balance, code: bytes });
    expect(verdict(signed(plain), withCode(code("STOP")))).to.equal("SENDER_HAS_CODE");
    expect(verdict(signed(plain), withCode(fromHex(`0xef0100${"00".repeat(19)}`)))).to.equal(
      "SENDER_HAS_CODE",
    );
    expect(verdict(signed(plain), withCode(fromHex(`0xef0101${"00".repeat(20)}`)))).to.equal(
      "SENDER_HAS_CODE",
    );
    const state = chainState({ [own]: withCode(fromHex(`0xef0100${"aa".repeat(20)}`)) });
    expect(runOne(state, signed(plain)).isSuccess).to.equal(true);
  });

  it("EXEC-50: the balance covers gas limit times fee and the value, to the wei", () => {
    const cost = 1_000_000n * 2_000_000n + 7n;
    const transaction = signed({ ...plain, value: 7n });
    expect(verdict(transaction, { balance: cost - 1n })).to.equal("FUNDS_TOO_LOW");
    const state = chainState({ [own]: { balance: cost } });
    expect(runOne(state, transaction).isSuccess).to.equal(true);
    expect(account(state, far)!.balance).to.equal(7n);
    expect(account(state, own)!.balance).to.equal(cost - 7n - 21_000n * 2_000_000n);
  });

  it("EXEC-50: products and sums beyond 256 bits are never mistaken for small ones", () => {
    const rich = { balance: 2n ** 256n - 1n };
    const most = { maxFeePerGas: 2n ** 255n, maxPriorityFeePerGas: 0n };
    expect(verdict(signed({ ...plain, ...most, gasLimit: 16_777_216n }), rich)).to.equal("FUNDS_TOO_LOW");
    expect(verdict(signed({ ...plain, value: 2n ** 256n - 1n }), rich)).to.equal("FUNDS_TOO_LOW");
  });

  it("EXEC-50: what never was in the state cannot pay, and leaves no trace in the tables", () => {
    const stranger = new Wallet(`0x${"77".repeat(32)}`);
    const state = chainState();
    const count = state.runtime.wasm.accountCount();
    expect(verdictOn(state, [signed(plain, stranger)])).to.equal("FUNDS_TOO_LOW");
    expect(state.runtime.wasm.accountCount()).to.equal(count);
  });

  it("EXEC-50: init code has at most 49,152 bytes (EIP-3860)", () => {
    const creation = (size: number) =>
      signed({ nonce: 0, gasLimit: 5_000_000n, data: `0x${"00".repeat(size)}` });
    expect(verdict(creation(49_153))).to.equal("INIT_CODE_TOO_LARGE");
    expect(runOne(chainState(), creation(49_152)).isSuccess).to.equal(true);
  });

  it("EXEC-50: a transaction that fails is valid: it pays and its nonce is used", () => {
    const state = chainState({ [far]: { nonce: 1n, code: code("INVALID") } });
    const before = account(state, own)!.balance;
    const receipt = runOne(state, signed({ ...plain, value: 5n }));
    expect(receipt).to.include({ isSuccess: false, gasUsed: 1_000_000n });
    expect(account(state, own)).to.include({ nonce: 1n, balance: before - 1_000_000n * 2_000_000n });
    expect(account(state, far)!.balance).to.equal(0n);
  });
});
