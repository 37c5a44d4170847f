import { expect } from "chai";
import { encodeTransaction, type Hex, keccak256, utf8 } from "../../../../../packages/protocol/src/index.js";
import type { DepositTransaction } from "../../../../../packages/protocol/src/transactions/Transaction.js";
import { deployTransactions } from "./helpers/deployTransactions.js";
import type { GivenAccount } from "./helpers/givenState.js";
import { sender, target } from "./helpers/signing.js";

const { compare, expectPassedOver } = await deployTransactions();

const most = 2n ** 256n - 1n;
const lastNonce = 2n ** 64n - 1n;
const runs = ["start", "access", "authorize", "launch", "settle", "clear", "record"];
const fails = ["start", "clear", "record"];

function depositOf(fields: Partial<DepositTransaction>): Uint8Array {
  return encodeTransaction({
    ...{ type: 0x7e, sourceHash: keccak256(utf8("source")), from: sender, to: target, mint: 100n, value: 7n },
    ...{ gasLimit: 100_000n, data: "0x", ...fields },
  });
}

/** A deposit in a state where its sender is given. @returns The phases of these families, and the status and gas. */
async function run(fields: Partial<DepositTransaction>, account?: GivenAccount) {
  const accounts = account === undefined ? {} : { [sender]: account };
  return compare({ raw: depositOf(fields), isDeposit: true, accounts });
}

const zeros = (size: number): Hex => `0x${"00".repeat(size)}`;

describe("TransactionFamilies: deposits", () => {
  it("EXEC-53, BLOCK-12: deposits that run, of accounts that there are and are not", async () => {
    for (const account of [undefined, { nonce: 5n }, { balance: 3n, code: "0x00" as Hex }]) {
      expect((await run({}, account)).phases).to.deep.equal(runs);
      expect((await run({ mint: 0n, value: 0n }, account)).phases).to.deep.equal(runs);
      expect((await run({ to: undefined, data: "0x00" }, account)).phases).to.deep.equal(runs);
      expect((await run({ gasLimit: 21_000n, to: sender }, account)).phases).to.deep.equal(runs);
    }
  });

  it("EXEC-53: a mint beyond 2^256 stops there, and what is sent then wraps nothing", async () => {
    expect((await run({ mint: most }, { balance: 5n })).phases).to.deep.equal(runs);
    expect((await run({ mint: most, value: most }, { balance: 5n })).phases).to.deep.equal(runs);
    expect((await run({ mint: 1n, value: most }, { balance: most - 1n })).phases).to.deep.equal(runs);
  });

  it("EXEC-53, DISPUTE-47: deposits whose call does not run use their gas, and mint", async () => {
    const cases: [Partial<DepositTransaction>, GivenAccount?][] = [
      [{ gasLimit: 20_999n }],
      [{ gasLimit: 0n }],
      [{ gasLimit: 21_015n, data: "0x01" }],
      [{ gasLimit: 16_777_217n }],
      [{ value: 101n }],
      [{ value: most }, { balance: 3n }],
      [{}, { nonce: lastNonce }],
      [{ data: zeros(65_537), gasLimit: 10_000_000n }],
      [{ to: undefined, data: zeros(49_153), gasLimit: 10_000_000n }],
      [{ to: undefined, gasLimit: 52_999n }],
    ];
    for (const [fields, account] of cases) {
      const { phases, machine } = await run(fields, account);
      expect(phases).to.deep.equal(fails);
      expect(machine.leaf.gasUsed).to.equal(21_000n + (fields.gasLimit ?? 100_000n));
    }
    expect((await run({ data: zeros(65_536), gasLimit: 10_000_000n })).phases).to.deep.equal(runs);
    expect((await run({ gasLimit: 16_777_216n })).phases).to.deep.equal(runs);
  });

  it("DISPUTE-42: a deposit that does not fit the block is passed over", async () => {
    const raw = depositOf({});
    const leaf = { gasUsed: 240_000_000n - 99_999n };
    await expectPassedOver({ raw, isDeposit: true, leaf }, "it does not fit");
    const { phases } = await compare({ raw, isDeposit: true, leaf: { gasUsed: 240_000_000n - 100_000n } });
    expect(phases).to.deep.equal(runs);
  });

  it("BATCH-11: a deposit among the data is passed over", async () => {
    await expectPassedOver({ raw: depositOf({}) }, "it came from the data");
  });
});
