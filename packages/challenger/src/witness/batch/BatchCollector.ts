import type { MachineState, StepEvent, StepRecorder } from "@muniment/executor";
import {
  type DataRange,
  encodeShownData,
  encodeStateProof,
  fromHex,
  joinWords,
  keccak256,
  orderedTrieSiblings,
  pageSize,
  type QueueItem,
  sizedBytes,
} from "@muniment/protocol";
import { showPages } from "./showPages.js";
import type { ShownBatch } from "./collectBatch.js";

type Data<Phase> = Extract<MachineState["data"], { readonly phase: Phase }>;
type Event<Kind> = Extract<StepEvent, { readonly kind: Kind }>;

/** Bytes of a compact transaction that a piece of its data is at most. */
const pieceSize = 129;

/** Collects what DataFamily, ItemFamily and SealFamily read in one step, behind header and leaf. */
export class BatchCollector implements StepRecorder {
  readonly #batch: ShownBatch;
  readonly #ranges: DataRange[] = [];
  readonly #proofs: Uint8Array[] = [];
  #item: QueueItem | undefined;
  #receipt: Event<"receipt"> | undefined;

  constructor(batch: ShownBatch) {
    this.#batch = batch;
  }

  note(event: StepEvent): void {
    if (event.kind === "data") this.#ranges.push(event);
    if (event.kind === "write")
      this.#proofs.push(...sizedBytes(encodeStateProof(event.tree.prove(event.key)), 2));
    if (event.kind === "item") this.#item = this.#batch.items[event.index];
    if (event.kind === "receipt") this.#receipt = event;
  }

  /** What was collected of the step between two states. */
  collected(before: Readonly<MachineState>, after: Readonly<MachineState>): Uint8Array[] {
    const { data, bloom } = before;
    if (data.phase === "open") return [...this.#data(), ...this.#proofs];
    if (data.phase === "read") return [...this.#data(), ...readEntry(data, after)];
    if (data.phase === "build" && after.data.phase === "start")
      return [data.content.read(0, data.content.size)];
    if (data.phase === "build") return [...this.#data(), ...buildParts(data, after)];
    if (data.phase === "item") return this.#item === undefined ? [] : itemParts(this.#item);
    if (data.phase === "close") return [bloom.bytes];
    if (data.phase !== "seal" || this.#receipt === undefined) return [];
    return data.left % 2 === 0 ? transactionParts(this.#receipt) : receiptParts(this.#receipt, bloom.bytes);
  }

  #data(): Uint8Array[] {
    const { source, header } = this.#batch;
    return encodeShownData(source, this.#ranges, header.dataSize);
  }
}

/** A part that is there and kept is put behind those before. */
function readEntry({ end, entry }: Data<"read">, after: Readonly<MachineState>): Uint8Array[] {
  if (entry === undefined || end === 0 || after.data.phase === "seal") return [];
  const isWhole = after.data.phase !== "read" && entry.size > 0;
  return showPages(entry, [...tailOf(entry.size), ...(isWhole ? [0] : [])]);
}

function buildParts({ entry, at, content }: Data<"build">, after: Readonly<MachineState>): Uint8Array[] {
  if (at === 0) return showPages(entry, [0]);
  const last = Math.floor((Math.min(at + pieceSize, entry.size) - 1) / pageSize);
  const piece = showPages(entry, [Math.floor(at / pageSize), last]);
  return after.data.phase === "done" ? piece : [...piece, ...showPages(content, tailOf(content.size))];
}

/** The page that bytes are put behind, when it is not full. */
function tailOf(size: number): number[] {
  return size % pageSize === 0 ? [] : [Math.floor(size / pageSize)];
}

function itemParts(item: QueueItem): Uint8Array[] {
  const content = fromHex(item.data);
  const { sender, recipient, isCreation, mint, value, gasLimit, time, gasBefore } = item;
  const amounts = [isCreation ? 1 : 0, mint, value, gasLimit];
  const words = joinWords([sender, recipient, ...amounts, keccak256(content), time, gasBefore]);
  return [words, ...sizedBytes(content, 3)];
}

function transactionParts({ recorded, index, block }: Event<"receipt">): Uint8Array[] {
  const { before, raw, receipt } = recorded;
  const siblings = orderedTrieSiblings(
    block().map((taken) => taken.raw),
    index,
  );
  return [fromHex(before, 32), fromHex(keccak256(receipt), 32), ...sizedBytes(raw, 3), ...siblings];
}

function receiptParts({ recorded, index, block }: Event<"receipt">, bloom: Uint8Array): Uint8Array[] {
  const { before, raw, receipt } = recorded;
  const siblings = orderedTrieSiblings(
    block().map((taken) => taken.receipt),
    index,
  );
  return [fromHex(before, 32), fromHex(keccak256(raw), 32), ...sizedBytes(receipt, 3), bloom, ...siblings];
}
