import { expect } from "chai";
import { getCreateAddress } from "ethers";
import { accountKey, type Hex, slotKey, zeroHash } from "../../../../../packages/protocol/src/index.js";
import { copyData, create, destroy, log, program, revert, store } from "./helpers/code.js";
import { deployTransactions, type Given } from "./helpers/deployTransactions.js";
import { wordOf } from "./helpers/givenState.js";
import { sender, signed, target } from "./helpers/signing.js";

const { compare } = await deployTransactions();

const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 3n };
const rich = { nonce: 7n, balance: 10n ** 24n };

/** A call to code, or a creation with it. */
function given(code: Hex, { isCreation = false, data = "0x", gasLimit = 3_000_000, slots = {} } = {}): Given {
  if (isCreation) {
    return { raw: signed({ type: 2, ...fees, data: code, gasLimit }), accounts: { [sender]: rich } };
  }
  const accounts = { [sender]: rich, [target]: { nonce: 1n, balance: 9n, code, slots } };
  return { raw: signed({ type: 2, ...fees, to: target, data, gasLimit }), accounts };
}

const clears = (phases: readonly string[]): number => phases.filter((phase) => phase === "clear").length;

describe("SettleFamily", () => {
  it("EXEC-51, EXEC-33: refunds below, at and above a fifth, and the floor of large data", async () => {
    const slots = Object.fromEntries([1, 2, 3, 4].map((slot) => [wordOf(BigInt(slot)), wordOf(5n)]));
    const cleared = [1, 2, 3, 4].map((slot) => store(slot, 0));
    for (let count = 0; count <= 4; count++) {
      const code = program(
        ...cleared.slice(0, count),
        ...(count === 1 ? Array<Hex>(60).fill(store(9, 1)) : []),
      );
      await compare(given(code, { slots }));
    }
    await compare(given("0x00", { data: `0x${"11".repeat(20_000)}` }));
    await compare(given(program(...cleared), { slots, data: `0x${"11".repeat(3000)}` }));
  });

  it("EXEC-51: gas price of the base fee alone, a transaction that gives all its gas, and one that reverts", async () => {
    await compare(given("0xfe"));
    await compare(given(program(store(1, 2), revert)));
    const raw = signed({
      type: 2,
      maxFeePerGas: 1_000_000n,
      maxPriorityFeePerGas: 0n,
      to: target,
      gasLimit: 21_000,
    });
    await compare({ raw, accounts: { [sender]: rich } });
  });

  it("EXEC-33: a sender that spends its last wei, and a fee vault that was not there", async () => {
    const raw = signed({ type: 2, ...fees, to: target, gasLimit: 21_000, value: 10n ** 12n });
    const accounts = { [sender]: { nonce: 7n, balance: 10n ** 12n + 2_000_000n * 21_000n } };
    await compare({ raw, accounts, leaf: { baseFee: 2_000_000n } });
  });

  it("DISPUTE-38, DISPUTE-46, EXEC-54: a created account that is destroyed loses its slots, one a step, and itself", async () => {
    const slots = [1, 2, 3, 900].map((slot) => store(slot, slot));
    const again = [store(2, 0), store(2, 5), store(3, 0)];
    const code = program(...slots, ...again, destroy);
    const { phases, machine } = await compare(given(code, { isCreation: true }));
    const made = getCreateAddress({ from: sender, nonce: 7 }).toLowerCase() as Hex;
    expect(machine.state.state.get(accountKey(made))).to.equal(zeroHash);
    expect(machine.state.state.get(slotKey(made, wordOf(1n)))).to.equal(zeroHash);
    // Taking up the list, five entries of it, the account, and the end.
    expect(clears(phases)).to.equal(1 + 5 + 1 + 1);
    const { phases: none } = await compare(given(destroy, { isCreation: true }));
    expect(clears(none)).to.equal(1 + 1 + 1);
  });

  it("DISPUTE-36, DISPUTE-46: many accounts are taken from the last one on", async () => {
    const child = program(store(7, 1), destroy);
    const code = program(create(child), create(destroy), create(child), create("0x00"));
    const { phases } = await compare(given(code));
    expect(clears(phases)).to.equal(3 + 2 + 3 + 1);
  });
});

describe("RecordFamily", () => {
  it("BLOCK-14, BATCH-19: receipts of no log, of logs of all forms and of all results", async () => {
    const forms = [
      log(0),
      log(1),
      log(1, [1]),
      log(31, [1, 2]),
      log(55, [1, 2, 3]),
      log(56, [1, 2, 3, 4]),
      log(300),
    ];
    for (let count = 0; count <= forms.length; count++) {
      await compare(given(program(copyData(1), ...forms.slice(0, count)), { data: "0x7f" }));
    }
    await compare(given(program(copyData(1), ...forms), { data: "0x80" }));
    await compare(given(program(...forms, revert)));
  });

  it("BLOCK-14: headers of every width, gas of every width, and types of every kind", async () => {
    for (const size of [2, 24, 25, 26, 27, 200, 225, 226, 227, 960, 993, 1024, 2018, 65_000]) {
      const code = program(size > 49_152 ? log(40_000) : log(0), log(Math.min(size, 49_152)));
      await compare(given(code));
    }
    for (const gasUsed of [0n, 100n, 44_000n, 65_535n - 21_000n, 16_700_000n, 200_000_000n]) {
      await compare({ ...given("0x00"), leaf: { gasUsed } });
    }
    for (const type of [0, 1]) {
      const raw = signed({ type, gasPrice: 2_000_000n, to: target });
      await compare({ raw, accounts: { [sender]: rich } });
    }
  });

  it("EXEC-28, DISPUTE-20: logs in pages that are full and not, up to 131,072 bytes", async () => {
    const data: Hex = `0x${"5a".repeat(2000)}`;
    for (const size of [993, 994, 995]) {
      await compare(given(program(copyData(2000), log(size), log(size, [5])), { data }));
    }
    const whole = program(log(49_152), log(49_152), log(32_678));
    const { machine, steps } = await compare(given(whole, { gasLimit: 16_000_000 }));
    expect(machine.leaf.transactions).to.equal(3);
    expect(steps.at(-1)?.witness.length).to.be.greaterThan(131_072);
  });
});
