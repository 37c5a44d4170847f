import type { MachineState } from "../../../../../../packages/executor/src/index.js";
import { collectBatch } from "../../../../../../packages/challenger/src/index.js";
import { PersistentTree } from "../../../../../../packages/executor/src/index.js";
import { Bloom } from "../../../../../../packages/executor/src/vm/machine/Bloom.js";
import { wordsOfMachine } from "../../../../../../packages/executor/src/vm/machine/machineCommitment.js";
import { MachineStore } from "../../../../../../packages/executor/src/vm/machine/MachineStore.js";
import { nextState } from "../../../../../../packages/executor/src/vm/machine/nextState.js";
import { Pages } from "../../../../../../packages/executor/src/vm/machine/Pages.js";
import { StepContext } from "../../../../../../packages/executor/src/vm/machine/StepContext.js";
import {
  batchDigest,
  encodeRlp,
  joinBytes,
  machineHash,
  type TraceLeaf,
  zeroHash,
} from "../../../../../../packages/protocol/src/index.js";
import { chainId } from "../../../../../executor/transition/helpers/chain.js";
import type { ShownStep } from "./deployBatch.js";
import type { MadeBatch } from "./makeBatch.js";

/** A transaction and its receipt. */
export interface Sealed {
  readonly raw: Uint8Array;
  readonly receipt: Uint8Array;
}

/** A receipt whose logs are so many bytes, after its type. */
export function receiptOf(index: number, logBytes = 0, type?: number): Uint8Array {
  const bloom = new Uint8Array(256);
  bloom[index % 256] = 1 + (index % 255);
  const logs = logBytes === 0 ? [] : [new Uint8Array(logBytes).fill(0xee)];
  const list = encodeRlp([1n, BigInt(21_000 * (index + 1)), bloom, logs]);
  return type === undefined ? list : joinBytes([Uint8Array.of(type), list]);
}

const unknown = (): never => {
  throw new RangeError("no state is asked for");
};

/** A block whose transactions and receipts are being taken, whatever they are. */
export function sealState({ first, input, dataSource }: MadeBatch, sealed: readonly Sealed[]) {
  const store = new MachineStore({ account: unknown, code: unknown });
  const accumulators = [zeroHash];
  for (const one of sealed) accumulators.push(store.addReceipt({ ...one, before: accumulators.at(-1)! }));
  const leaf: TraceLeaf = {
    ...{ ...first, isInBlock: true, toCome: 0, blockNumber: input.header.firstBlock, gasUsed: 21_000n },
    ...{ transactions: sealed.length, receipts: accumulators.at(-1)! },
  };
  const digest = batchDigest(input.header);

  /** The step that follows with so many left. */
  return (left: number): ShownStep => {
    const accumulator = accumulators[Math.ceil(left / 2)]!;
    const machine: MachineState = {
      ...{ data: { phase: "seal", accumulator, left }, leaf, state: PersistentTree.empty },
      ...{ origin: PersistentTree.empty, scratch: PersistentTree.empty, transaction: undefined, refund: 0n },
      ...{ logs: Pages.none, bloom: Bloom.empty, precompiles: 0, frame: undefined },
    };
    const words = () => wordsOfMachine(machine, store);
    const stepped = {
      state: machine,
      words,
      step: (recorder: ConstructorParameters<typeof StepContext>[2]) => {
        nextState(new StepContext(machine, { store, chainId: Number(chainId), batch: input }, recorder));
      },
    };
    const before = machineHash(words());
    const collected = collectBatch(stepped, { ...input, source: dataSource })!;
    return { ...collected, phase: "seal", digest, before, after: machineHash(words()) };
  };
}
