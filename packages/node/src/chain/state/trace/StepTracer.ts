import { operationOf } from "@muniment/executor";
import type { FrameReader } from "@muniment/executor";
import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { LastSteps } from "./LastSteps.js";
import { statuses } from "./statuses.js";
import type { TracedOutcome } from "./TracedCall.js";
import type { Tracer } from "./Tracer.js";
import type { TraceSettings } from "./TraceSettings.js";

interface StepLog {
  readonly pc: number;
  readonly op: string;
  readonly gas: number;
  gasCost: number;
  readonly depth: number;
  error?: string;
  readonly stack?: readonly Hex[];
  readonly memory?: readonly Hex[];
  readonly returnData?: Hex;
  storage?: Readonly<Record<Hex, Hex>>;
  readonly refund?: number;
}

interface Open {
  readonly log: StepLog;
  readonly gas: bigint;
  /** Whether its cost is known. */
  isPriced: boolean;
  /** The slot that it reads. */
  readonly loads?: bigint;
}

const firstCreate = 5;
const opcodes = { load: 0x54, store: 0x55, invalid: 0xfe } as const;
const wordSize = 32;
const stepSize = 110;
const wordText = 69;

/** Every instruction, as geth's default tracer gives it. */
export class StepTracer implements Tracer {
  readonly #frames: FrameReader;
  readonly #settings: TraceSettings & { kind: "steps" };
  readonly #steps: LastSteps;
  readonly #logs: StepLog[] = [];
  /** The last instruction of each frame that is open, by depth. */
  readonly #open: (Open | undefined)[] = [];
  /** The slots that each account's code has touched. */
  readonly #touched = new Map<Hex, Map<Hex, Hex>>();
  #size = 0;

  constructor(frames: FrameReader, settings: TraceSettings & { kind: "steps" }) {
    this.#frames = frames;
    this.#settings = settings;
    this.#steps = new LastSteps(frames);
  }

  get size(): number {
    return this.#size;
  }

  step(frame: number, counter: number, top: number, gas: bigint): void {
    const frames = this.#frames;
    const opcode = frames.opcode(frame, counter);
    const depth = frames.depth(frame);
    this.#steps.note(frame, opcode, top, gas);
    this.#close(frame, top, gas);
    const { limit } = this.#settings;
    if (limit > 0 && this.#logs.length >= limit) return;
    const log: StepLog = {
      ...{ pc: counter, op: nameOf(opcode), gas: Number(gas), gasCost: 0, depth: depth + 1 },
      ...this.#views(frame, top),
    };
    const touches = (opcode === opcodes.load || opcode === opcodes.store) && frames.height(frame, top) > 0;
    if (touches && !this.#settings.disableStorage && opcode === opcodes.store)
      this.#touch(frame, log, { key: frames.word(top, 0), value: frames.word(top, 1) });
    const loads = touches && opcode === opcodes.load ? { loads: frames.word(top, 0) } : {};
    this.#open[depth] = { log, gas, isPriced: false, ...loads };
    this.#logs.push(log);
    this.#size += stepSize;
  }

  enter(frame: number, kind: number, gas: bigint): void {
    const open = this.#open[this.#frames.depth(frame)];
    if (open === undefined) return;
    // What a created frame has is taken when it begins, what a called one has is a part of the price.
    const forwarded = kind >= firstCreate ? gas : 0n;
    open.log.gasCost = Number(open.gas - this.#frames.gas(frame) - forwarded);
    open.isPriced = true;
  }

  end(frame: number, status: number, gas: bigint): void {
    const depth = this.#frames.depth(frame);
    const open = this.#open[depth];
    this.#open[depth] = undefined;
    if (open === undefined) return;
    const error = status === statuses.halted ? this.#steps.reason(frame) : undefined;
    if (error !== undefined) open.log.error = error;
    // What was not carried out for another reason than its price has none.
    const isPriced = gas >= 0n || error === "out of gas";
    if (!open.isPriced) open.log.gasCost = isPriced ? Number(open.gas - gas) : 0;
  }

  // A call that is over shows in its caller's next step.
  leave(): void {
    return;
  }

  result({ outcome, gasUsed, output }: TracedOutcome): unknown {
    return {
      gas: Number(gasUsed),
      failed: outcome !== "returned",
      returnValue: toHex(outcome === "halted" ? new Uint8Array() : output),
      structLogs: this.#logs,
    };
  }

  /** The frame's last instruction is done: what it cost, and what it loaded. */
  #close(frame: number, top: number, gas: bigint): void {
    const depth = this.#frames.depth(frame);
    const open = this.#open[depth];
    this.#open[depth] = undefined;
    if (open === undefined) return;
    if (!open.isPriced) open.log.gasCost = Number(open.gas - gas);
    if (open.loads === undefined || this.#settings.disableStorage) return;
    this.#touch(frame, open.log, { key: open.loads, value: this.#frames.word(top, 0) });
  }

  #touch(frame: number, log: StepLog, { key, value }: { key: bigint; value: bigint }): void {
    const self = this.#frames.self(frame);
    const slots = this.#touched.get(self) ?? new Map<Hex, Hex>();
    this.#touched.set(self, slots.set(wordHex(key), wordHex(value)));
    log.storage = Object.fromEntries(slots);
    this.#size += 2 * wordText * slots.size;
  }

  #views(frame: number, top: number): Pick<StepLog, "stack" | "memory" | "returnData" | "refund"> {
    const { disableStack, enableMemory, enableReturnData } = this.#settings;
    const frames = this.#frames;
    const stack = disableStack ? undefined : frames.stack(frame, top).map(quantity);
    const memory = enableMemory ? wordsOf(frames.memory(frame)) : undefined;
    const returned = enableReturnData ? frames.returnData() : undefined;
    const refund = Number(frames.refund());
    this.#size += (stack?.reduce((sum, word) => sum + word.length + 3, 0) ?? 0) + (returned?.length ?? 0) * 2;
    this.#size += (memory?.length ?? 0) * wordText;
    return {
      ...(stack === undefined ? {} : { stack }),
      ...(memory === undefined ? {} : { memory }),
      ...(returned === undefined || returned.length === 0 ? {} : { returnData: toHex(returned) }),
      ...(refund === 0 ? {} : { refund }),
    };
  }
}

function nameOf(opcode: number): string {
  if (opcode === opcodes.invalid) return "INVALID";
  return operationOf(opcode, "osaka")?.name ?? `opcode 0x${opcode.toString(16)} not defined`;
}

function wordsOf(memory: Uint8Array): Hex[] {
  return Array.from({ length: memory.length / wordSize }, (_, index) =>
    toHex(memory.subarray(index * wordSize, (index + 1) * wordSize)),
  );
}

function quantity(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}

function wordHex(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}
