import { expect } from "chai";
import { fromHex, type Hex } from "../../../../../packages/protocol/src/index.js";
import { deployTransactions } from "./helpers/deployTransactions.js";
import { wordOf } from "./helpers/givenState.js";
import {
  authority,
  authorizationItem,
  itemsOf,
  keys,
  sender,
  signed,
  signedItems,
  target,
} from "./helpers/signing.js";

const { compare } = await deployTransactions();

const rich = { [sender]: { nonce: 7n, balance: 10n ** 24n } };
const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 3n };
const accessList = [
  { address: target, storageKeys: [wordOf(1n), wordOf(2n), wordOf(1n)] },
  { address: `0x${"31".repeat(20)}`, storageKeys: [] },
  { address: `0x${"00".repeat(19)}05`, storageKeys: [wordOf(9n)] },
];
const whole = ["start", "access", "authorize", "launch", "settle", "clear", "record"];

describe("TransactionFamilies: transactions that are valid", () => {
  const forms = {
    legacy: { type: 0, gasPrice: 1_000_007n, to: target, value: 5n },
    "access list": { type: 1, gasPrice: 1_000_007n, to: target, value: 5n },
    "fee market": { type: 2, ...fees, to: target, value: 5n, data: "0x00112200" },
  } as const;
  for (const [name, form] of Object.entries(forms)) {
    it(`DISPUTE-37, EXEC-50: type ${form.type}, ${name}, to an account without code`, async () => {
      const { phases, machine } = await compare({ raw: signed(form), accounts: rich });
      expect(phases).to.deep.equal(whole);
      expect(machine.leaf.transactions).to.equal(3);
    });
  }

  it("DISPUTE-36, DISPUTE-39: each entry of the access list is a step", async () => {
    for (const type of [1, 2]) {
      const price = type === 1 ? { gasPrice: 1_000_001n } : fees;
      const raw = signed({ type, ...price, to: target, gasLimit: 60_000, accessList });
      const { phases } = await compare({ raw, accounts: rich });
      expect(phases.filter((phase) => phase === "access")).to.have.length(3 + 4 + 1);
    }
  });

  it("DISPUTE-36: entries across pages, behind data that are large", async () => {
    const data = `0x${"17".repeat(950)}`;
    for (let size = 900; size < 1000; size += 7) {
      const raw = signed({ type: 2, ...fees, to: target, data: data.slice(0, 2 + 2 * size), accessList });
      await compare({ raw, accounts: rich });
    }
  });

  it("EXEC-52: authorizations, good and bad", async () => {
    const good = authorizationItem(keys.authority);
    const spoilt = (index: number, value: bigint) => good.map((item, at) => (at === index ? value : item));
    const list = [
      authorizationItem(keys.authority, { chainId: 5n }),
      spoilt(3, 2n),
      spoilt(4, 0n),
      spoilt(5, 2n ** 255n),
      spoilt(2, 2n ** 64n - 1n),
      spoilt(2, 1n),
      good,
      authorizationItem(keys.authority, { chainId: 0n, nonce: 1n }),
      authorizationItem(keys.authority, { to: `0x${"00".repeat(20)}`, nonce: 2n }),
      authorizationItem(keys.sender, { nonce: 8n }),
    ];
    const raw = signedItems(itemsOf({ gasLimit: 400_000n, to: fromHex(authority), extra: [list] }), 4);
    for (const account of [undefined, { nonce: 0n, balance: 1n }, { nonce: 0n, code: "0x6000" as Hex }]) {
      const accounts = { ...rich, ...(account && { [authority]: account }) };
      const { phases } = await compare({ raw, accounts });
      expect(phases.filter((phase) => phase === "authorize")).to.have.length(11);
    }
  });

  it("EXEC-52, DISPUTE-33: a recipient that delegates, to code, to none and to a precompiled contract", async () => {
    for (const delegate of [
      `0x${"07".repeat(20)}`,
      `0x${"00".repeat(19)}02`,
      `0x${"ab".repeat(20)}`,
    ] as Hex[]) {
      const accounts = {
        ...rich,
        [target]: { nonce: 1n, code: `0xef0100${delegate.slice(2)}` as Hex },
        [`0x${"ab".repeat(20)}`]: { nonce: 1n, code: "0x6001600055" as Hex },
      };
      await compare({ raw: signed({ type: 2, ...fees, to: target, value: 9n }), accounts });
    }
  });

  it("DISPUTE-47: a creation, with value and without, and over an account that is occupied", async () => {
    for (const [nonce, value] of [
      [0, 0n],
      [7, 5n],
      [127, 1n],
      [128, 1n],
      [70_000, 0n],
    ] as const) {
      const accounts = { [sender]: { nonce: BigInt(nonce), balance: 10n ** 24n } };
      const raw = signed({ type: 2, ...fees, nonce, value, data: "0x6001600055" });
      const { phases } = await compare({ raw, accounts });
      expect(phases).to.deep.equal(whole);
    }
  });
});
