import { expect } from "chai";
import {
  encodeTransaction,
  fromHex,
  keccak256,
  type RlpItem,
  toHex,
} from "../../../../../packages/protocol/src/index.js";
import { copyData, log, program } from "./helpers/code.js";
import { deployTransactions, type Given, startMachine } from "./helpers/deployTransactions.js";
import { authorizationItem, itemsOf, keys, sender, signed, signedItems, target } from "./helpers/signing.js";

const { compare, step, gasOf } = await deployTransactions();

/** What one step may cost on L1. */
const most = 8_000_000n;
const gasLimit = 16_777_216n;
const accounts = { [sender]: { nonce: 7n, balance: 10n ** 24n } };
const filled = (size: number): Uint8Array => new Uint8Array(size).fill(0x5a);

/** An access list of so many entries with so many keys each. */
const listOf = (entries: number, keysOfEach: number): RlpItem[] =>
  Array.from({ length: entries }, () => [filled(20), Array.from({ length: keysOfEach }, () => filled(32))]);

async function measureStart(name: string, given: Given): Promise<bigint> {
  const made = await step(startMachine(given));
  const gas = await gasOf(made!);
  console.log(`        START, ${name}: ${given.raw.length} raw bytes, ${gas} gas`);
  expect(gas < most, name).to.equal(true);
  return gas;
}

describe("gas of what begins and ends a transaction", () => {
  it("EXEC-22, EXEC-29: the largest transactions start for 8,000,000 gas at most", async () => {
    const good = authorizationItem(keys.authority);
    const raws = {
      "65,536 bytes of data": signedItems(itemsOf({ data: filled(65_536), gasLimit })),
      "65,536 bytes of data, and keys": signedItems(
        itemsOf({ data: filled(65_536), accessList: listOf(1, 1979), gasLimit }),
      ),
      "keys alone": signedItems(itemsOf({ accessList: listOf(1, 3960), gasLimit })),
      "addresses with a key each": signedItems(itemsOf({ accessList: listOf(2330, 1), gasLimit })),
      "addresses alone": signedItems(itemsOf({ accessList: listOf(5690, 0), gasLimit })),
      authorizations: signedItems(itemsOf({ gasLimit, extra: [Array.from({ length: 670 }, () => good)] }), 4),
      "authorizations and addresses": signedItems(
        itemsOf({ gasLimit, accessList: listOf(2800, 0), extra: [Array.from({ length: 670 }, () => good)] }),
        4,
      ),
      "authorizations and data": signedItems(
        itemsOf({ data: filled(65_536), gasLimit, extra: [Array.from({ length: 628 }, () => good)] }),
        4,
      ),
      "bytes that are none": Uint8Array.from({ length: 131_072 }, () => 0xc1),
    };
    for (const [name, raw] of Object.entries(raws)) {
      expect(raw.length, name).to.be.at.most(131_072);
      await measureStart(name, { raw, accounts });
    }
    const code = `0x${"5b".repeat(24_576)}` as const;
    const coded = { [sender]: { nonce: 7n, balance: 10n ** 24n, code } };
    await measureStart("of a sender with code", { raw: raws["addresses alone"], accounts: coded });
  });

  it("EXEC-53: a deposit of 131,000 bytes starts for 8,000,000 gas at most", async () => {
    const raw = encodeTransaction({
      ...{ type: 0x7e, sourceHash: keccak256(), from: sender, to: target, mint: 1n, value: 1n },
      ...{ gasLimit, data: toHex(filled(131_000 - 20)) },
    });
    await measureStart("a deposit", { raw, isDeposit: true });
  });

  it("EXEC-28: 131,072 bytes of logs are recorded for 8,000,000 gas at most", async () => {
    const code = program(copyData(49_152), log(49_152), log(49_152), log(32_678));
    const data = "0x5a".padEnd(2 + 2 * 49_152, "5a");
    const raw = signed({ type: 2, maxFeePerGas: 2_000_000n, to: target, data, gasLimit });
    const { steps } = await compare({ raw, accounts: { ...accounts, [target]: { nonce: 1n, code } } });
    const last = steps.at(-1)!;
    const gas = await gasOf(last);
    console.log(`        RECORD: witness of ${last.witness.length} bytes, ${gas} gas`);
    expect(last.phase).to.equal("record");
    expect(last.witness.length).to.be.greaterThan(131_072);
    expect(gas < most).to.equal(true);
  });

  it("DISPUTE-33: what the other steps cost for the largest transaction", async () => {
    const raw = signedItems(
      itemsOf({
        ...{ data: filled(65_536), accessList: listOf(1, 300), gasLimit, to: fromHex(target) },
        extra: [
          Array.from({ length: 5 }, (_, nonce) =>
            authorizationItem(keys.authority, { nonce: BigInt(nonce) }),
          ),
        ],
      }),
      4,
    );
    const code = `0x${"5b".repeat(24_576)}` as const;
    const { steps } = await compare({ raw, accounts: { ...accounts, [target]: { nonce: 1n, code } } });
    const worst = new Map<string, bigint>();
    for (const made of steps.filter(({ phase }, at) => phase !== "access" || at % 29 === 1)) {
      const gas = await gasOf(made);
      if (gas > (worst.get(made.phase) ?? 0n)) worst.set(made.phase, gas);
    }
    for (const [phase, gas] of worst) console.log(`        ${phase.toUpperCase()}: ${gas} gas`);
    for (const phase of ["access", "authorize", "launch", "settle", "clear"]) {
      expect(worst.get(phase)! < 2_000_000n, phase).to.equal(true);
    }
  });
});
