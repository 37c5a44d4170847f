import { operationOf, wordsOfFrame, wordsOfTransaction } from "@muniment/executor";
import type { MachineState, StepEvent, StepRecorder } from "@muniment/executor";
import {
  codePagesOf,
  encodeStateProof,
  listFrameWords,
  listMachineWords,
  listTransactionWords,
  type MachineWords,
  pageSize,
  type RunWitness,
  zeroHash,
} from "@muniment/protocol";

type Frame = NonNullable<MachineState["frame"]>;
type Pages = Frame["memory"];
type Opened = "memory" | "callData" | "returnData";

const opcodes = { jump: 0x56, jumpIf: 0x57, firstPush: 0x60, lastPush: 0x7f, firstLog: 0xa0, lastLog: 0xa4 };
/** ORIGIN, GASPRICE, TIMESTAMP, NUMBER, BASEFEE. */
const ofTransaction = new Set([0x32, 0x3a, 0x42, 0x43, 0x48]);
/** Instructions that may make the memory grow. */
const ofMemory = new Set([
  ...[0x20, 0x37, 0x39, 0x3e, 0x51, 0x52, 0x53, 0x5e],
  ...[0xa0, 0xa1, 0xa2, 0xa3, 0xa4, 0xf3, 0xfd],
]);

/** Collects what RunFamily's witness must show, while a machine makes the steps. */
export class RunCollector implements StepRecorder {
  readonly #state: MachineState;
  readonly #words: MachineWords;
  readonly #frame: Frame;
  readonly #shown: Record<Opened | "code", Set<number>>;
  /** Pages of memory that the steps have written whole. */
  readonly #made = new Set<number>();
  readonly #proofs: Uint8Array[] = [];
  readonly #opened = new Set<Opened | "logs" | "transaction">();
  /** Words of the stack that no step reads or takes. */
  #untouched: number;

  /** @param state The state before the first step, in phase RUN, and its words. */
  constructor(state: Readonly<MachineState>, words: MachineWords) {
    this.#state = { ...state };
    this.#words = words;
    this.#frame = { ...(state.frame as Frame) };
    this.#untouched = this.#frame.stack?.height ?? 0;
    this.#shown = { memory: new Set(), callData: new Set(), returnData: new Set(), code: new Set() };
  }

  /** Looks at a state before its step is made. */
  begin({ frame }: Readonly<MachineState>): void {
    if (frame === undefined) return;
    const { programCounter: at, stack } = frame;
    const opcode = frame.code?.bytes[at] ?? 0;
    const height = stack?.height ?? 0;
    this.#untouched = Math.min(
      this.#untouched,
      height - Math.min(height, operationOf(opcode, "osaka")?.pops ?? 0),
    );
    this.#showCode(at, 1);
    if (opcode >= opcodes.firstPush && opcode <= opcodes.lastPush) {
      this.#showCode(at, opcode - opcodes.firstPush + 2);
    }
    if ((opcode === opcodes.jump || opcode === opcodes.jumpIf) && stack !== undefined) {
      if (stack.word < BigInt(this.#codeSize)) this.#showCode(Number(stack.word), 1);
    }
    if (ofTransaction.has(opcode)) this.#opened.add("transaction");
    if (opcode >= opcodes.firstLog && opcode <= opcodes.lastLog) this.#opened.add("logs");
    if (ofMemory.has(opcode) && this.#frame.memory.size > 0) this.#opened.add("memory");
  }

  /** Told by the machine what a step reads or writes. */
  note(event: StepEvent): void {
    if (event.kind === "instruction") this.#showCode(event.offset, event.size);
    if (event.kind === "read" || event.kind === "write") {
      // Only a removal needs to know what stands beside the leaf.
      const isRemoval = event.kind === "write" && event.valueHash === zeroHash;
      this.#proofs.push(encodeStateProof(event.tree.prove(event.key, isRemoval)));
    }
    if (event.kind !== "pages" || event.size === 0) return;
    const { name, offset, size } = event;
    if (name === "memory") this.#touchMemory(event);
    if (name !== "callData" && name !== "returnData") return;
    this.#opened.add(name);
    show(this.#shown[name], this.#frame[name].pages, offset, size);
  }

  /** What was collected. */
  witness(): RunWitness {
    const { memory, callData, returnData, code } = this.#frame;
    const { transaction, logs, bloom } = this.#state;
    const lastLogs = new Set(logs.size % pageSize === 0 ? [] : [Math.floor(logs.size / pageSize)]);
    const of = (name: Opened, pages: Pages) =>
      this.#opened.has(name) ? { pages: listPages(pages), shown: this.#shown[name] } : undefined;
    return {
      machine: listMachineWords(this.#words),
      frame: listFrameWords(wordsOfFrame(this.#frame)),
      transaction:
        this.#opened.has("transaction") && transaction !== undefined
          ? listTransactionWords(wordsOfTransaction(transaction))
          : undefined,
      stack: this.#topOfStack(),
      code: { pages: codePagesOf(code?.bytes ?? new Uint8Array(0)), shown: this.#shown.code },
      callData: of("callData", callData.pages),
      returnData: of("returnData", returnData.pages),
      logs: this.#opened.has("logs")
        ? { pages: listPages(logs), shown: lastLogs, bloom: bloom.bytes }
        : undefined,
      memory: of("memory", memory),
      proofs: this.#proofs,
    };
  }

  /** A page that was written whole before anything else of it was needed is not shown. */
  #touchMemory({ offset, size, isWrite }: Extract<StepEvent, { readonly kind: "pages" }>): void {
    const end = offset + size;
    const { memory } = this.#frame;
    for (let page = Math.floor(offset / pageSize); page * pageSize < end; page++) {
      const from = page * pageSize;
      if (isWrite && from >= offset && from + pageSize <= end) this.#made.add(page);
      else if (from < memory.size && !this.#made.has(page)) this.#shown.memory.add(page);
    }
  }

  get #codeSize(): number {
    return this.#frame.code?.size ?? 0;
  }

  #showCode(offset: number, size: number): void {
    const end = Math.min(offset + size, this.#codeSize);
    for (let page = Math.floor(offset / pageSize); page * pageSize < end; page++) this.#shown.code.add(page);
  }

  #topOfStack(): RunWitness["stack"] {
    const words: bigint[] = [];
    let rest = this.#frame.stack;
    for (; rest !== undefined && rest.height > this.#untouched; rest = rest.below) words.push(rest.word);
    return { below: wordsOfFrame({ ...this.#frame, stack: rest }).stack, words: words.reverse() };
  }
}

function show(shown: Set<number>, pages: Pages, offset: number, size: number): void {
  const end = Math.min(offset + size, Math.ceil(pages.size / pageSize) * pageSize);
  for (let page = Math.floor(offset / pageSize); page * pageSize < end; page++) shown.add(page);
}

function listPages(pages: Pages): Uint8Array[] {
  return Array.from({ length: Math.ceil(pages.size / pageSize) }, (_, index) => pages.page(index));
}
