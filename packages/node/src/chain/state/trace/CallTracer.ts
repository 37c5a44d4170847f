import type { FrameReader } from "@muniment/executor";
import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { callJson, reverted } from "./callJson.js";
import type { Call } from "./callJson.js";
import { LastSteps } from "./LastSteps.js";
import { statuses } from "./statuses.js";
import type { TracedCall, TracedOutcome } from "./TracedCall.js";
import type { Tracer } from "./Tracer.js";
import type { TraceSettings } from "./TraceSettings.js";

/** By CALL_KIND_*. */
const types = ["CALL", "CALL", "CALLCODE", "DELEGATECALL", "STATICCALL", "CREATE", "CREATE2"] as const;
const kinds = { delegateCall: 3, staticCall: 4, create: 5 } as const;
const opcodes = { firstLog: 0xa0, lastLog: 0xa4, selfDestruct: 0xff } as const;
const depthLimit = 1024;
const codeLimit = 24_576;
/** Bytes of a call without its data, about. */
const callSize = 400;

/** The tree of calls, as geth's callTracer gives it. */
export class CallTracer implements Tracer {
  readonly #frames: FrameReader;
  readonly #settings: TraceSettings & { kind: "calls" };
  readonly #steps: LastSteps;
  readonly #root: Call;
  /** The calls that have begun and are not over; the first is the transaction's. */
  readonly #open: Call[];
  #destroyed: Call | undefined;
  #size = 0;

  constructor(frames: FrameReader, call: TracedCall, settings: TraceSettings & { kind: "calls" }) {
    this.#frames = frames;
    this.#settings = settings;
    this.#steps = new LastSteps(frames);
    const type = call.to === undefined ? "CREATE" : "CALL";
    this.#root = { ...call, type, input: toHex(call.input), gasUsed: 0n, calls: [], logs: [] };
    this.#size = callSize + 2 * call.input.length;
    this.#open = [this.#root];
  }

  get size(): number {
    return this.#size;
  }

  step(frame: number, counter: number, top: number, gas: bigint): void {
    const opcode = this.#frames.opcode(frame, counter);
    this.#steps.note(frame, opcode, top, gas);
    if (opcode >= opcodes.firstLog && opcode <= opcodes.lastLog) this.#log(frame, opcode, top);
    else if (opcode === opcodes.selfDestruct) this.#destroy(frame, top);
  }

  enter(frame: number, kind: number, gas: bigint, to: number): void {
    const frames = this.#frames;
    const { value: paid, input } = frames.operands(frame);
    const value = kind === kinds.delegateCall ? frames.value(frame) : paid;
    const call: Call = {
      type: types[kind] ?? "CALL",
      from: frames.self(frame),
      to: frames.address(to),
      ...(kind === kinds.staticCall ? {} : { value }),
      gas,
      input: toHex(input),
      ...{ calls: [], logs: [], gasUsed: 0n },
    };
    if (!this.#settings.onlyTopCall) {
      this.#size += callSize + 2 * input.length;
      this.#open.at(-1)?.calls.push(call);
    }
    this.#open.push(call);
  }

  end(frame: number, status: number): void {
    const call = this.#open.at(-1);
    if (call === undefined) return;
    call.status = status;
    if (status === statuses.halted) call.halted = this.#steps.reason(frame);
    // Code that init code gives: when it is not taken, its bytes say why.
    if (status === statuses.returned && creates(call)) call.output = this.#frames.output(frame);
    const isDestroyed = status === statuses.returned && this.#steps.opcode(frame) === opcodes.selfDestruct;
    if (isDestroyed && this.#destroyed !== undefined && !this.#settings.onlyTopCall)
      call.calls.push(this.#destroyed);
    this.#destroyed = undefined;
  }

  leave(frame: number, isSuccess: number, gas: bigint): void {
    const call = this.#open.pop();
    if (call === undefined) return;
    call.gasUsed = call.gas - gas;
    if (!creates(call) || call.status !== statuses.returned) call.output = this.#frames.returnData();
    if (isSuccess === 0) call.error = this.#errorOf(frame, call);
    if (!this.#settings.onlyTopCall) this.#size += 2 * (call.output?.length ?? 0);
  }

  result({ outcome, gasUsed, output, created }: TracedOutcome): unknown {
    const root = this.#root;
    root.gasUsed = gasUsed;
    if (outcome === "reverted") root.error = reverted;
    if (outcome === "halted") root.error = root.halted ?? haltOfCreation(root) ?? "out of gas";
    root.output = output;
    return callJson(created === undefined ? root : { ...root, to: created });
  }

  #errorOf(frame: number, call: Call): string {
    const { status, halted, value = 0n } = call;
    if (status === statuses.reverted) return reverted;
    if (halted !== undefined) return halted;
    if (creates(call)) return haltOfCreation(call) ?? "contract address collision";
    if (this.#frames.depth(frame) >= depthLimit) return "max call depth exceeded";
    const pays = call.type === "CALL" || call.type === "CALLCODE";
    return pays && value > this.#frames.balance(frame)
      ? "insufficient balance for transfer"
      : "precompiled contract failed";
  }

  #log(frame: number, opcode: number, top: number): void {
    const frames = this.#frames;
    const { withLog, onlyTopCall } = this.#settings;
    const count = opcode - opcodes.firstLog;
    const call = this.#open.at(-1);
    if (!withLog || call === undefined || (onlyTopCall && this.#open.length > 1)) return;
    if (frames.height(frame, top) < count + 2) return;
    const [offset, size] = [frames.word(top, 0), frames.word(top, 1)];
    // Beyond what memory can be the frame will halt.
    if (size > 1n << 17n || offset > 1n << 17n) return;
    const topics = Array.from(
      { length: count },
      (_, index): Hex =>
        `0x${frames
          .word(top, index + 2)
          .toString(16)
          .padStart(64, "0")}`,
    );
    const data = toHex(frames.memory(frame, Number(offset), Number(size)));
    this.#size += callSize + data.length;
    call.logs.push({
      ...{ address: frames.self(frame), topics, data },
      position: `0x${call.calls.length.toString(16)}`,
    });
  }

  #destroy(frame: number, top: number): void {
    const frames = this.#frames;
    if (frames.height(frame, top) < 1) return;
    this.#destroyed = {
      ...{ type: "SELFDESTRUCT", from: frames.self(frame), value: frames.balance(frame) },
      to: `0x${(frames.word(top, 0) & ((1n << 160n) - 1n)).toString(16).padStart(40, "0")}`,
      ...{ gas: 0n, gasUsed: 0n, input: "0x", calls: [], logs: [] },
    };
  }
}

function creates({ type }: Call): boolean {
  return type.startsWith("CREATE");
}

/** Why a creation failed whose init code returned; undefined when it did not run. */
function haltOfCreation({ status, output = new Uint8Array() }: Call): string | undefined {
  if (status !== statuses.returned) return undefined;
  if (output.length > codeLimit) return "max code size exceeded";
  if (output[0] === 0xef) return "invalid code: must not begin with 0xef";
  return "contract creation code storage out of gas";
}
