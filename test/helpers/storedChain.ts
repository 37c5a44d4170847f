import {
  blockHash,
  type BlockHeader,
  chainBlockFields,
  decodeHeader,
  encodeHeader,
  encodeTransaction,
  fromHex,
  type Hex,
  predeploys,
  toHex,
  zeroHash,
} from "../../packages/protocol/src/index.js";
import {
  type Allocation,
  type BlockInput,
  type LogEntry,
  packTransactions,
  type RuntimeOptions,
  State,
  transition,
  transactionsRoot,
} from "../../packages/executor/src/index.js";

/** A chain for tests of storage, whose blocks depend on a seed and their number alone; no signatures, so they are fast. */
export interface StoredChain {
  readonly seed: number;
  /** Transactions of a block. */
  readonly size: number;
}

/** Stores the second word of its calldata in the slot that the first names. */
const store: Hex = "0x7000000000000000000000000000000000000001";
const storeCode = fromHex("0x6020356000355500");
const genesisRoots = { receiptsRoot: transactionsRoot([]), transactionsRoot: transactionsRoot([]) };
const fields = { ...chainBlockFields, beneficiary: predeploys.feeVault, gasLimit: 240_000_000n };
const noBloom: Hex = `0x${"00".repeat(256)}`;

/** The state of block 0, and its entry. */
export function storedGenesis(
  runtime: RuntimeOptions,
  more: ReadonlyMap<Hex, Allocation> = new Map(),
): { state: State; entry: LogEntry } {
  const allocations = new Map<Hex, Allocation>([[store, { nonce: 1n, code: storeCode }], ...more]);
  const { state, changes } = State.genesisWithChanges(runtime, allocations);
  const header: BlockHeader = {
    ...{ ...fields, ...genesisRoots, parentHash: zeroHash, stateRoot: state.root, number: 0n },
    ...{ logsBloom: noBloom, gasUsed: 0n, timestamp: 1_800_000_000n, baseFeePerGas: 1_000_000n },
  };
  const entry = {
    ...{ number: 0n, stateRoot: state.root, header: encodeHeader(header), changes },
    ...{ transactions: packTransactions([]), receipts: new Uint8Array() },
  };
  return { state, entry };
}

/** Executes the chain's next block. @param parent RLP of the header before. */
export function executeStored(chain: StoredChain, state: State, parent: Uint8Array): LogEntry {
  const number = decodeHeader(parent).number + 1n;
  return executeBlock(state, parent, storedTransactions(chain, Number(number)));
}

/** Executes these transactions as the block after the one with this header. */
export function executeBlock(
  state: State,
  parent: Uint8Array,
  transactions: readonly Uint8Array[],
): LogEntry {
  const before = decodeHeader(parent);
  const number = before.number + 1n;
  const block: BlockInput = {
    environment: {
      ...{ chainId: 777n, number, timestamp: before.timestamp + 1n, coinbase: fields.beneficiary },
      ...{ gasLimit: fields.gasLimit, baseFee: before.baseFeePerGas, prevRandao: 0n, blobBaseFee: 1n },
    },
    parentHash: blockHash(before),
    transactions,
  };
  const result = transition(state, block);
  const header: BlockHeader = {
    ...{ ...fields, parentHash: block.parentHash, stateRoot: result.stateRoot, number },
    ...{ transactionsRoot: result.transactionsRoot, receiptsRoot: result.receiptsRoot },
    ...{ logsBloom: toHex(result.logsBloom), gasUsed: result.gasUsed },
    ...{ timestamp: block.environment.timestamp, baseFeePerGas: before.baseFeePerGas },
  };
  return {
    ...{ number, stateRoot: result.stateRoot, header: encodeHeader(header) },
    transactions: packTransactions(transactions),
    changes: result.changes,
    receipts: state.runtime.receipts().slice(),
  };
}

/** Deposits that mint, move ether, write and clear slots, and make contracts, some of which destroy themselves. */
export function storedTransactions({ seed, size }: StoredChain, number: number): Uint8Array[] {
  const random = generator(seed * 1_000_003 + number);
  return Array.from({ length: size }, (_, index) => {
    const word = (value: number): string => value.toString(16).padStart(64, "0");
    const common = {
      type: 0x7e as const,
      sourceHash: `0x${word(number)}` as const,
      from: `0x${(0x5000 + (random() % 40)).toString(16).padStart(40, "0")}` as const,
      ...{ mint: BigInt(random() % 1000), value: 0n, gasLimit: 200_000n, data: "0x" as Hex },
    };
    const kind = random() % 8;
    if (kind < 4) {
      const to: Hex = `0x${(0x9000 + (random() % 5000)).toString(16).padStart(40, "0")}`;
      return encodeTransaction({ ...common, to, value: common.mint });
    }
    if (kind < 7) {
      const data: Hex = `0x${word(random() % 400)}${word(random() % 5 === 0 ? 0 : index + number)}`;
      return encodeTransaction({ ...common, to: store, data });
    }
    const byte = (random() % 0xe0).toString(16).padStart(2, "0");
    const code: Hex = random() % 3 === 0 ? "0x30ff" : `0x60${byte}6000536100216000f3`;
    return encodeTransaction({ ...common, to: undefined, data: code });
  });
}

/** Numbers below 2^31 that a seed decides (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) >>> 1;
  };
}
