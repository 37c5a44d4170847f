import { FrameReader, preparationTools, prepareTransaction } from "@muniment/executor";
import type { CallOutcome, PreparationTools, RawBatch, StateFollower } from "@muniment/executor";
import {
  preparedLayout as layout,
  ProtocolError,
  readReceiptRecords,
  RecordReader,
} from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { BoundedTracer } from "./BoundedTracer.js";
import { CallTracer } from "./CallTracer.js";
import { StepTracer } from "./StepTracer.js";
import type { TracedCall, TracedOutcome } from "./TracedCall.js";
import type { TraceQuestion } from "./TraceQuestion.js";
import type { Tracer } from "./Tracer.js";
import type { TraceSettings } from "./TraceSettings.js";

let tools: PreparationTools | undefined;

/**
 * Traces a block's transaction; the state is that before the block. JSON, so that no other thread has to write it.
 * @throws RPC_LIMIT_EXCEEDED, RPC_FAILED when what is executed is not what the receipt says
 */
export function traceTransaction(follower: StateFollower, question: TraceQuestion): string {
  const { environment, receipt, settings, limit } = question;
  const records = recordsOf(question.transactions, Number(environment.chainId));
  const last = records.at(-1) as Uint8Array;
  const before = records.slice(0, -1);
  const begun = follower.begin(before, environment, BigInt(question.parentHash));
  const call = tracedCall(last);
  const tracer = makeTracer(follower, { call, settings, limit });
  const result = begun === before.length ? follower.call(last, environment, tracer) : undefined;
  const isSame =
    result?.verdict === undefined &&
    (result?.outcome === "returned") === receipt.isSuccess &&
    result?.gasUsed === receipt.gasUsed;
  if (result === undefined || !isSame)
    throw new ProtocolError("RPC_FAILED", { problem: "the trace differs from the receipt" });
  return JSON.stringify(tracer.result(outcomeOf(result)));
}

/** The tracer that is wanted, which gives up beyond the limit. */
export function makeTracer(
  follower: StateFollower,
  { call, settings, limit }: { call: TracedCall; settings: TraceSettings; limit: number },
): Tracer {
  const frames = new FrameReader(follower.runtime);
  const tracer =
    settings.kind === "calls" ? new CallTracer(frames, call, settings) : new StepTracer(frames, settings);
  return new BoundedTracer(tracer, limit);
}

/** How what was executed last ended, with what it created. */
export function outcomeOf({ outcome, gasUsed, output, receipt }: CallOutcome): TracedOutcome {
  const created = readReceiptRecords(receipt).at(-1)?.createdAddress;
  return { outcome, gasUsed, output, ...(created === undefined ? {} : { created }) };
}

function recordsOf({ bytes, offsets }: RawBatch, chainId: number): Uint8Array[] {
  const kept = (tools ??= preparationTools());
  const options = { chainId, rules: { kind: "muniment" }, allowDeposits: true } as const;
  return Array.from({ length: offsets.length - 1 }, (_, index) =>
    prepareTransaction(bytes.slice(offsets[index], offsets[index + 1]), options, kept),
  );
}

/** The call that a prepared record makes. */
function tracedCall(bytes: Uint8Array): TracedCall {
  const record = new RecordReader("prepared transaction", bytes, 0);
  const data = record.readNumber(layout.data);
  const isCreation = (record.readByte(layout.flags) & 1) !== 0;
  const to: { to?: Hex } = isCreation ? {} : { to: record.readAddress(layout.to) };
  return {
    ...{ from: record.readAddress(layout.sender), ...to },
    gas: record.readBigint(layout.gasLimit),
    value: record.readWord(layout.value),
    input: bytes.slice(data, data + record.readNumber(layout.dataSize)),
  };
}
