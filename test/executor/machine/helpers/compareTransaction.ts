import { Machine, prepareTransaction, smallCapacity, State, stateSource } from "@muniment/executor";
import type { CaseAccount } from "@muniment/executor/reference";
import { toHex32 } from "@muniment/executor/reference";
import {
  encodeReceipt,
  type Hex,
  isProtocolError,
  predeploys,
  readReceiptRecords,
  receiptAccumulator,
  type TraceLeaf,
  zeroHash,
} from "@muniment/protocol";

/** A transaction, and the block and state that it is in, under the chain's rules. */
export interface GivenTransaction {
  readonly chainId: number;
  readonly number: bigint;
  readonly time: bigint;
  readonly baseFee: bigint;
  readonly accounts: ReadonlyMap<Hex, CaseAccount>;
  readonly blockHashes: ReadonlyMap<bigint, bigint>;
  readonly raw: Uint8Array;
  readonly isDeposit?: boolean;
}

/** What a comparison found. */
export interface Comparison {
  /** Fields of the leaf that differ. */
  readonly differences: readonly string[];
  readonly isInBlock: boolean;
  /** Of the machine. */
  readonly steps: number;
  readonly gasUsed: bigint;
}

/** Runs one transaction on the machine and on the compiled executor. @returns Undefined where the executor has no room for it. */
export function compareTransaction(given: GivenTransaction): Comparison | undefined {
  const { machine, state, before } = startTransaction(given);
  const actual = machine.finish();
  const expected = executed(state, given, before);
  if (expected === undefined) return undefined;
  const differences = (Object.keys(expected) as (keyof TraceLeaf)[])
    .filter((field) => actual[field] !== expected[field])
    .map((field) => `${field} ${actual[field]}, not ${expected[field]}`);
  const isInBlock = expected.transactions > 0;
  // DISPUTE-34: each step is paid for.
  if (isInBlock && BigInt(machine.steps) > expected.gasUsed) differences.push(`${machine.steps} steps`);
  return { differences, isInBlock, steps: machine.steps, gasUsed: expected.gasUsed };
}

/** The machine at phase START, and the state and the leaf before it. */
export function startTransaction(given: GivenTransaction): {
  machine: Machine;
  state: State;
  before: TraceLeaf;
} {
  const state = stateOf(given);
  const leaf = leafOf(given, state);
  const { chainId, raw, isDeposit = false } = given;
  const machine = Machine.start({ leaf, chainId, raw, isDeposit, source: stateSource(state) });
  return { machine, state, before: leaf };
}

function stateOf({ chainId, number, time, baseFee, accounts, blockHashes }: GivenTransaction): State {
  const state = new State({
    rules: { kind: "muniment" },
    capacity: { ...smallCapacity, workBytes: 4_194_304 },
  });
  const { runtime, tree } = state;
  for (const [address, account] of accounts) {
    const { nonce, balance, code, storage } = account;
    if (nonce === 0n && balance === 0n && code.length === 0) continue;
    const entry = runtime.putAccount(address, account);
    for (const [key, value] of storage) runtime.putSlot(entry, key, value);
  }
  const rest = { gasLimit: 240_000_000n, prevRandao: 0n, blobBaseFee: 1n, coinbase: predeploys.feeVault };
  runtime.setEnvironment({ chainId: BigInt(chainId), number, timestamp: time, baseFee, ...rest });
  for (const [block, hash] of blockHashes) runtime.setBlockHash(block, hash);
  tree.apply(runtime.changes());
  runtime.beginBlock();
  return state;
}

function messagesIn({ runtime }: State): Pick<TraceLeaf, "messageRoot" | "messageCount"> {
  const slot = (key: bigint): bigint => runtime.accounts.slot(predeploys.messenger, key);
  return { messageRoot: toHex32(slot(0n)), messageCount: slot(1n) };
}

function leafOf({ number, time, baseFee }: GivenTransaction, state: State): TraceLeaf {
  return {
    ...{ stateRoot: state.root, ...messagesIn(state), queueCursor: 3n, queueHash: zeroHash, dataOffset: 77 },
    ...{ blockNumber: number, time, baseFee, lastBlock: zeroHash, gasUsed: 0n, precompileCount: 0 },
    ...{ transactions: 0, toCome: 2, receipts: zeroHash, isInBlock: true },
  };
}

function executed(state: State, given: GivenTransaction, before: TraceLeaf): TraceLeaf | undefined {
  const { runtime, tree } = state;
  let record: Uint8Array;
  try {
    record = prepareTransaction(given.raw, { chainId: given.chainId, rules: { kind: "muniment" } });
  } catch (error) {
    if (isProtocolError(error)) return before;
    throw error;
  }
  const { verdict, full } = runtime.execute(record, 1, { marks: true, from: 0 });
  if (full !== undefined) return undefined;
  if (verdict !== undefined) return before;
  const precompileCount = runtime.precompileCount();
  const [receipt] = readReceiptRecords(runtime.receipts());
  const encoded = encodeReceipt(receipt!);
  tree.apply(runtime.changes());
  return {
    ...before,
    stateRoot: state.root,
    ...messagesIn(state),
    gasUsed: receipt!.cumulativeGasUsed,
    precompileCount,
    transactions: 1,
    receipts: receiptAccumulator(zeroHash, given.raw, encoded),
  };
}
