// Writes spec/vectors/dispute-run.json: `npx tsx spec/vectors/makeDisputeRun.ts`. A test compares the file with what this
// makes.
import { pathToFileURL } from "node:url";
import { Machine, type MachineSource, PersistentTree } from "@muniment/executor";
import {
  accountKey,
  accountValueHash,
  encodeTransaction,
  fromHex,
  keccak256,
  predeploys,
  slotKey,
  toHex,
  type TraceLeaf,
  traceLeafHash,
  zeroHash,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { SigningKey, Transaction } from "ethers";
import { writeVector } from "./writeVector.js";

const chainId = 777;
const key = new SigningKey(`0x${"11".repeat(32)}`);
const sender: Hex = "0x19e7e376e7c213b7e7e7e46cc70a5dd086daff2a";

/** The callee returns a word; the other one writes and reverts. */
const callee: Hex = "0x000000000000000000000000000000000000c0d2";
const reverting: Hex = "0x000000000000000000000000000000000000c0d3";
const caller: Hex = "0x000000000000000000000000000000000000c0d1";

const program = [
  "60206020602060205f60025afa50", // STATICCALL of SHA-256
  "60205f5f5f600161c0d25af15f55", // CALL with value; its answer into slot 0
  "600760205fa1", // LOG1
  "600560015d60015c50", // TSTORE, TLOAD
  "66600160015533ff5f52600760196001f050", // CREATE of what writes a slot and destroys itself
  "5f5f5f5f5f61c0d35af150", // CALL that reverts
  "5f5f5f5f61c0d3611388fa50", // STATICCALL that halts
  "5f5460015560205ff3", // SLOAD, SSTORE, RETURN
].join("");

interface Account {
  readonly address: Hex;
  readonly nonce: bigint;
  readonly balance: bigint;
  readonly code: Hex;
}

const accounts: readonly Account[] = [
  { address: sender, nonce: 4n, balance: 10n ** 18n, code: "0x" },
  { address: caller, nonce: 1n, balance: 50n, code: `0x${program}` },
  { address: callee, nonce: 1n, balance: 0n, code: "0x602a5f5260205ff3" },
  { address: reverting, nonce: 1n, balance: 0n, code: "0x60015f555f5ffd" },
  { address: predeploys.feeVault, nonce: 1n, balance: 0n, code: "0x" },
];

const slots = [{ address: predeploys.messenger, slot: zeroHash, value: keccak256() }];

function sourceOf(): { source: MachineSource; root: Hex } {
  const fields = accounts.map(({ address, nonce, balance, code }) => ({
    ...{ address, nonce, balance, codeHash: keccak256(fromHex(code)) },
  }));
  const tree = PersistentTree.of([
    ...fields.map((account) => ({ key: accountKey(account.address), valueHash: accountValueHash(account) })),
    ...slots.map(({ address, slot, value }) => ({ key: slotKey(address, slot), valueHash: value })),
  ]);
  const source: MachineSource = {
    prove: (of) => tree.prove(of),
    account: (address) => fields.find((account) => account.address === address) as (typeof fields)[number],
    code: (hash) => fromHex(accounts.find(({ code }) => keccak256(fromHex(code)) === hash)?.code ?? "0x"),
  };
  return { source, root: tree.root() };
}

function rawTransaction(): Uint8Array {
  const transaction = Transaction.from({
    ...{
      type: 2,
      chainId,
      nonce: 4,
      gasLimit: 600_000,
      maxFeePerGas: 2_000_000,
      maxPriorityFeePerGas: 500_000,
    },
    ...{ to: caller, value: 3, data: "0x0001" },
    accessList: [{ address: callee, storageKeys: [zeroHash, `0x${"07".padStart(64, "0")}`] }],
  });
  transaction.signature = key.sign(transaction.unsignedHash);
  return fromHex(transaction.serialized);
}

function depositBytes(): Uint8Array {
  return encodeTransaction({
    ...{ type: 0x7e, sourceHash: keccak256(), from: callee, to: sender, mint: 9n, value: 10n },
    ...{ gasLimit: 100_000n, data: "0x" },
  });
}

function run(raw: Uint8Array, isDeposit: boolean) {
  const { source, root } = sourceOf();
  const leaf: TraceLeaf = {
    ...{ stateRoot: root, messageRoot: keccak256(), messageCount: 0n, queueCursor: 3n, queueHash: zeroHash },
    ...{
      dataOffset: 77,
      blockNumber: 1000n,
      time: 1_800_000_000n,
      baseFee: 1_000_000n,
      lastBlock: keccak256(),
    },
    ...{ gasUsed: 21_000n, precompileCount: 30, transactions: 1, toCome: 2, receipts: keccak256() },
    isInBlock: true,
  };
  const machine = Machine.start({ leaf, chainId, raw, isDeposit, source });
  const states = [{ phase: machine.state.data.phase, hash: machine.commitment() }];
  while (!machine.isDone) {
    machine.step();
    states.push({ phase: machine.state.data.phase, hash: machine.commitment() });
  }
  return { raw: toHex(raw), isDeposit, leaf: textOf(leaf), after: textOf(machine.leaf), states };
}

function textOf(leaf: TraceLeaf) {
  const texts = Object.entries(leaf).map(([name, value]) => [
    name,
    typeof value === "bigint" ? `${value}` : (value as unknown),
  ]);
  return { ...(Object.fromEntries(texts) as object), hash: traceLeafHash(leaf) };
}

/** Everything in spec/vectors/dispute-run.json. */
export function makeDisputeRun() {
  return {
    source: "spec/dispute.md, DISPUTE-30 to DISPUTE-47; made by spec/vectors/makeDisputeRun.ts",
    note: "every state of the machine from START on; integers of 64 bits and more are decimal",
    chainId,
    accounts: accounts.map(({ address, nonce, balance, code }) => ({
      ...{ address, nonce: `${nonce}`, balance: `${balance}`, code },
    })),
    slots,
    runs: [run(rawTransaction(), false), run(depositBytes(), true), run(fromHex("0x02c0"), false)],
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await writeVector("dispute-run.json", makeDisputeRun());
}
