import type { MachineState } from "../../../../../packages/executor/src/index.js";
import { PersistentTree } from "../../../../../packages/executor/src/index.js";
import { Bloom } from "../../../../../packages/executor/src/vm/machine/Bloom.js";
import { CodePages } from "../../../../../packages/executor/src/vm/machine/CodePages.js";
import type { MachineTransaction } from "../../../../../packages/executor/src/vm/machine/MachineTransaction.js";
import { Pages } from "../../../../../packages/executor/src/vm/machine/Pages.js";
import { push, type Stack } from "../../../../../packages/executor/src/vm/machine/Stack.js";
import { noView, type View } from "../../../../../packages/executor/src/vm/machine/View.js";
import { keccak256, utf8 } from "../../../../../packages/protocol/src/index.js";
import type { Hex, TraceLeaf } from "../../../../../packages/protocol/src/index.js";

/** What a test says of a state; the rest is something, and not zero. */
export interface StateChoices {
  readonly code: Uint8Array;
  /** The topmost last. */
  readonly stack?: readonly bigint[];
  readonly memory?: Uint8Array;
  readonly gas?: bigint;
  readonly at?: number;
  readonly callData?: View;
  readonly returnData?: View;
  readonly isStatic?: boolean;
  readonly isCreation?: boolean;
  readonly logs?: Uint8Array;
}

const hashOf = (name: string): Hex => keccak256(utf8(name));
const addressOf = (name: string): Hex => `0x${hashOf(name).slice(26)}`;

/** The lane's chain id on L2. */
export const chainId = 424_242;

const transaction: MachineTransaction = {
  ...{ type: 2, hash: hashOf("raw"), raw: Pages.of(utf8("raw bytes")), sender: addressOf("sender") },
  ...{
    gasPrice: 12_345_678_901n,
    gasLimit: 10_000_000n,
    recipient: addressOf("self"),
    value: 77n,
    nonce: 5n,
  },
  ...{ dataOffset: 2, dataSize: 5, accesses: 0, authorizations: 0, blockNumber: 987_654n },
  ...{ time: 1_790_000_000n, baseFee: 1_234_567n, intrinsicGas: 21_000n, floorGas: 21_000n },
};

const leaf: TraceLeaf = {
  ...{ stateRoot: hashOf("root"), messageRoot: hashOf("messages"), messageCount: 3n, queueCursor: 9n },
  ...{ queueHash: hashOf("queue"), dataOffset: 1234, blockNumber: 987_654n, time: 1_790_000_000n },
  ...{
    baseFee: 1_234_567n,
    lastBlock: hashOf("block"),
    gasUsed: 21_000n,
    precompileCount: 5,
    transactions: 2,
  },
  ...{ toCome: 7, receipts: hashOf("receipts"), isInBlock: true },
};

/** A view of pages of bytes. */
export const viewOf = (bytes: Uint8Array, offset = 0, size = bytes.length - offset): View => ({
  pages: Pages.of(bytes),
  offset,
  size,
});

/** A state in phase RUN. */
export function makeState(choices: StateChoices): MachineState {
  const tree = PersistentTree.of([{ key: hashOf("key"), valueHash: hashOf("value") }]);
  const { stack = [], memory = new Uint8Array(0), gas = 1_000_000n, logs = new Uint8Array(0) } = choices;
  return {
    data: { phase: "run" },
    leaf,
    ...{ state: tree, origin: tree, scratch: PersistentTree.empty, transaction, refund: -4800n },
    ...{ logs: Pages.of(logs), bloom: Bloom.empty, precompiles: 11 },
    frame: {
      caller: undefined,
      ...{ isCreation: choices.isCreation ?? false, isStatic: choices.isStatic ?? false, depth: 3 },
      ...{ programCounter: choices.at ?? 0, gas },
      stack: stack.reduce<Stack>((below, word) => push(below, word), undefined),
      ...{ memory: Pages.of(memory), code: new CodePages(choices.code) },
      ...{ callData: choices.callData ?? noView, returnData: choices.returnData ?? noView },
      ...{ self: addressOf("self"), sender: addressOf("caller"), value: 3n * 10n ** 18n },
      ...{ outputOffset: 64, outputSize: 32 },
      undo: { state: tree, scratch: tree, refund: 0n, logs: Pages.none, bloom: Bloom.empty },
    },
  };
}
