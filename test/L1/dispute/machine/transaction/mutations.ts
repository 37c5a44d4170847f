import { expect } from "chai";
import { fromHex, type Hex, type RlpItem } from "../../../../../packages/protocol/src/index.js";
import { numbersFrom } from "../helpers/programs.js";
import { deployTransactions, startMachine } from "./helpers/deployTransactions.js";
import { authorizationItem, itemsOf, keys, sender, signed, signedItems, target } from "./helpers/signing.js";

const { step } = await deployTransactions();
const seed = 20_261_122;
const accounts = { [sender]: { nonce: 7n, balance: 10n ** 24n } };
const fees = { maxFeePerGas: 2_000_000n, maxPriorityFeePerGas: 3n };
const list: RlpItem = [
  [fromHex(target), [new Uint8Array(32).fill(9)]],
  [new Uint8Array(20).fill(8), []],
];
const authorizations = [0n, 1n].map((nonce) => authorizationItem(keys.authority, { nonce }));
const data: Hex = `0x${"00c0".repeat(40)}`;

const forms: Readonly<Record<string, Uint8Array>> = {
  legacy: signed({ type: 0, gasPrice: 2_000_000n, to: target, value: 5n, data }),
  "access list": signed({
    type: 1,
    gasPrice: 2_000_000n,
    to: target,
    accessList: [{ address: target, storageKeys: [] }],
  }),
  "fee market": signedItems(itemsOf({ accessList: list })),
  "fee market, with data": signed({ type: 2, ...fees, to: target, data }),
  "set code": signedItems(itemsOf({ accessList: list, gasLimit: 200_000n, extra: [authorizations] }), 4),
};

/** Bytes at which RLP says something else. */
const edges = [0, 1, 0x7f, 0x80, 0x81, 0x94, 0xa0, 0xb7, 0xb8, 0xbf, 0xc0, 0xc1, 0xf7, 0xf8, 0xf9, 0xff];

/** Changes a byte, most often where headers are; now and then takes one away or puts one in. */
function mutate(raw: Uint8Array, next: (below: number) => number): Uint8Array {
  const bytes = [...raw];
  for (let count = 1 + next(2); count > 0; count--) {
    const at = next(3) === 0 ? next(8) : next(bytes.length);
    const byte =
      next(2) === 0 ? edges[next(edges.length)]! : (bytes[at]! + [1, 255, 128, 64][next(4)]!) & 0xff;
    const kind = next(8);
    bytes.splice(at, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [byte]));
  }
  return Uint8Array.from(bytes);
}

describe("StartFamily: transactions that were changed", () => {
  for (const [name, raw] of Object.entries(forms)) {
    it(`BLOCK-1 to BLOCK-11, DISPUTE-42: ${name}, changed by chance, is what it is on both machines`, async () => {
      const next = numbersFrom(seed);
      const phases = new Map<string, number>();
      for (let round = 0; round < 250; round++) {
        const changed = round === 0 ? raw : mutate(raw, next);
        const machine = startMachine({ raw: changed, accounts });
        try {
          await step(machine);
        } catch (error) {
          throw new TypeError(`seed ${seed}, round ${round}: ${Buffer.from(changed).toString("hex")}`, {
            cause: error,
          });
        }
        const { phase } = machine.state.data;
        phases.set(phase, (phases.get(phase) ?? 0) + 1);
      }
      expect(phases.get("access")).to.be.greaterThan(0);
      expect(phases.get("done")).to.be.greaterThan(100);
    });
  }
});
