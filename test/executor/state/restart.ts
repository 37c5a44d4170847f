import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { changesKinds } from "../../helpers/changesKinds.js";
import { expect } from "chai";
import { Wallet } from "ethers";
import { type Allocation, openState, readLog, takeSnapshot } from "../../../packages/executor/src/index.js";
import { encodeHeader, fromHex, type Hex, toHex } from "../../../packages/protocol/src/index.js";
import { executeBlock, generator, storedGenesis, storedTransactions } from "../../helpers/storedChain.js";
import { lower, signed } from "../transition/helpers/chain.js";

const seed = 20261121;
const runtime = { rules: { kind: "muniment" } as const };
const wallets = [1, 2, 3, 4, 5].map((index) => new Wallet(`0x${String(index).padStart(64, "7")}`));
/** counter[caller] += calldata word; then it logs the sum. */
const counter: Hex = "0x7000000000000000000000000000000000000002";
const counterCode = fromHex("0x33546000350180335560005260206000a0");
const allocations = new Map<Hex, Allocation>([
  ...wallets.map(({ address }) => [lower(address), { balance: 10n ** 20n }] as const),
  [counter, { nonce: 1n, code: counterCode }] as const,
]);
const blocks = 24;

/** Signed transfers, calls of the counter and creations between deposits of all kinds. */
function transactionsOf(): Uint8Array[][] {
  const random = generator(seed);
  const nonces = wallets.map(() => 0);
  return Array.from({ length: blocks }, (_, block) => {
    const own = Array.from({ length: random() % 12 }, () => {
      const by = random() % wallets.length;
      const nonce = nonces[by]!++;
      const gas = { nonce, gasLimit: 100_000n };
      const to = `0x${(0xa000 + (random() % 300)).toString(16).padStart(40, "0")}`;
      const data = `0x${(random() % 100).toString(16).padStart(64, "0")}`;
      const kinds = [
        { to, value: random() },
        { to: counter, data },
        { data: "0x6001600c60003960016000f300" },
      ];
      return signed({ ...gas, ...kinds[random() % 3] }, wallets[by]);
    });
    return [...own, ...storedTransactions({ seed, size: 10 }, block)];
  });
}

describe("a chain that is restarted", () => {
  it(`STORE-22: has the blocks, receipts and change records of one that is not (seed ${seed})`, () => {
    const all = transactionsOf();
    const genesis = () => storedGenesis(runtime, allocations);
    const { state, entry } = genesis();
    const expected = [entry];
    for (const transactions of all) {
      expected.push(executeBlock(state, expected.at(-1)!.header, transactions));
    }
    // What the comparison is worth: every kind of record, absent accounts and cleared slots are among them.
    const kinds = new Set(expected.flatMap(({ changes }) => changesKinds(changes)));
    expect([...kinds].sort()).to.deep.equal(["absent account", "account", "cleared slot", "code", "slot"]);

    for (const restartAt of [1, 7, 8, 15, 23]) {
      const directory = mkdtempSync(join(tmpdir(), "muniment-restart-"));
      const open = () => openState({ directory, runtime, log: { segmentBytes: 30_000 }, genesis });
      let opened = open();
      for (const [index, transactions] of all.entries()) {
        if (index === restartAt || index === restartAt + 5) {
          opened.log.close();
          // Once from the log alone, then from a snapshot and the log.
          opened = open();
          takeSnapshot(directory, BigInt(index), { keepLog: true });
        }
        const parent = index === 0 ? encodeHeader(opened.header) : expected[index]!.header;
        opened.log.append(executeBlock(opened.state, parent, transactions));
      }
      opened.log.sync();
      opened.log.close();
      const logged = [...readLog(directory, 0n, BigInt(blocks))].map((block) => block.entry);
      for (const [number, block] of logged.entries()) {
        const { header, receipts, changes } = expected[number]!;
        expect(toHex(block.header), `block ${number}, restart at ${restartAt}`).to.equal(toHex(header));
        expect(toHex(block.receipts)).to.equal(toHex(receipts));
        expect(leaves(block.changes)).to.deep.equal(leaves(changes));
      }
      rmSync(directory, { recursive: true });
    }
  });
});

/** The records without their indexes, which need not be the same: entries that were only read get none again. */
function leaves(changes: Uint8Array): string[] {
  return changesKinds(changes, (kind, bytes) => `${kind} ${toHex(bytes.subarray(8))}`);
}
