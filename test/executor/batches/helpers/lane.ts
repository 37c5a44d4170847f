import {
  type Allocation,
  type BatchExecution,
  buildHeader,
  executeBatch,
  genesisBatch,
  planHeader,
  type RuntimeCapacity,
  sealGenesis,
  smallCapacity,
  State,
} from "@muniment/executor";
import {
  type BatchHeader,
  type BatchInput,
  type BlockContent,
  type BlockHeader,
  emptyMessages,
  encodeBatchData,
  type Hex,
  keccak256,
  messageRoot,
  predeploys,
  type QueueItem,
  utf8,
} from "@muniment/protocol";
import { chainId, ether, lower, other, sender } from "../../transition/helpers/chain.js";
import { code, keep } from "../../transition/helpers/bytecode.js";

/** The lane of the tests; nothing of it is on L1. */
export const queue: Hex = "0x00000000000000000000000000000000000000aa";
export const genesisTime = 1_800_000_000n;
export const rules = keccak256(utf8("rules of the tests"));

/** Where the tests' contracts lie. */
export const contracts = {
  /** Calls SHA-256 with 32 bytes. */
  hasher: "0x00000000000000000000000000000000c0de0001",
  /** Keeps the hash of the block before its own. */
  asker: "0x00000000000000000000000000000000c0de0002",
  /** Reverts. */
  refuser: "0x00000000000000000000000000000000c0de0003",
  /** Runs out of what precompile calls of a transaction may count. */
  pairing: "0x00000000000000000000000000000000c0de0004",
} as const satisfies Record<string, Hex>;

/** In the messenger's place: a root that is the call data's hash, and one message more. */
const messenger = code(
  ...(["CALLDATASIZE", 0n, 0n, "CALLDATACOPY", "CALLDATASIZE", 0n, "KECCAK256", 0n, "SSTORE"] as const),
  keep(1n, 1n, "SLOAD", 1n, "ADD"),
  ...(["CALLDATASIZE", 0n, "LOG0"] as const),
);

/** Calls a precompile as often as `times`, with 32 bytes of zeros unless `input` says how many. */
function caller(address: bigint, { times = 1, input = 32n } = {}): Uint8Array {
  const calls = Array.from({ length: times }, () =>
    code(0n, 0n, input, 0n, 0n, address, "GAS", "CALL", "POP"),
  );
  return code(...calls);
}

export const allocations: ReadonlyMap<Hex, Allocation> = new Map<Hex, Allocation>([
  [lower(sender.address), { balance: 1000n * ether }],
  [lower(other.address), { balance: ether }],
  [
    predeploys.messenger,
    { nonce: 1n, code: messenger, storage: new Map([[0n, BigInt(messageRoot(emptyMessages))]]) },
  ],
  [contracts.hasher, { nonce: 1n, code: caller(2n) }],
  [contracts.asker, { nonce: 1n, code: keep(7n, 1n, "NUMBER", "SUB", "BLOCKHASH") }],
  [contracts.refuser, { nonce: 1n, code: code(0n, 0n, "REVERT") }],
  // A pairing of no points costs 45,000: 26 of them count 1,170,000.
  [contracts.pairing, { nonce: 1n, code: caller(8n, { times: 26, input: 0n }) }],
]);

/** A replica of the lane: its state, and the last batch that it has come to. */
export interface Replica {
  readonly state: State;
  parent: BatchHeader;
  lastBlock: BlockHeader;
}

/** A replica at genesis. */
export function replicaAtGenesis(capacity: RuntimeCapacity = smallCapacity): Replica {
  const state = State.genesis({ rules: { kind: "muniment" }, capacity }, allocations);
  const { header: lastBlock } = sealGenesis(state, genesisTime);
  const place = { l1ChainId: 31337n, rollup: `0x${"0".repeat(38)}bb` as const, lane: 1, rules };
  return { state, lastBlock, parent: genesisBatch(place, state, lastBlock) };
}

/** What a batch of the tests is made of. */
export interface Contents {
  readonly blocks?: readonly BlockContent[];
  readonly items?: readonly QueueItem[];
  /** Instead of what the blocks encode to. */
  readonly data?: Uint8Array;
  /** What the header counts, and its time; of the blocks unless told. */
  readonly count?: number;
  readonly time?: bigint;
}

/** What L1 would say of a batch whose outputs nobody has computed, behind the replica's last one. */
export function draftInput({ parent }: Pick<Replica, "parent">, contents: Contents): BatchInput {
  const { blocks = [], items = [] } = contents;
  const data =
    contents.data ?? encodeBatchData({ parentTime: parent.time, chainId: Number(chainId), blocks });
  const header = planHeader({
    parent,
    epoch: 0n,
    rules,
    blocks: contents.count ?? Math.max(1, blocks.length),
    time: contents.time ?? blocks.at(-1)?.time ?? parent.time + 1n,
    items,
    data: { kind: "calldata", data },
  });
  return { header, parent, data, items, queue, chainId: Number(chainId) };
}

/** Executes a batch on the replica, which goes on from it. */
export function produce(
  replica: Replica,
  contents: Contents,
): { input: BatchInput; execution: BatchExecution } {
  const draft = draftInput(replica, contents);
  const execution = executeBatch(replica.state, replica.lastBlock, draft);
  const header = buildHeader(draft.header, execution.outputs);
  replica.parent = header;
  replica.lastBlock = execution.lastBlock;
  return { input: { ...draft, header }, execution };
}

/** An item of the queue that deposits wei, after `before`. */
export function depositItem(before: bigint, change: Partial<QueueItem> = {}): QueueItem {
  return {
    sender: lower(other.address),
    recipient: lower(other.address),
    isCreation: false,
    mint: 5n * ether,
    value: 5n * ether,
    gasLimit: 100_000n,
    data: "0x",
    time: genesisTime,
    gasBefore: before,
    ...change,
  };
}
