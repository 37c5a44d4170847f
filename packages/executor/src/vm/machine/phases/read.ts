import { bounds, compactForm, DataCursor } from "@muniment/protocol";
import { batchOf } from "../batchOf.js";
import { Pages } from "../Pages.js";
import { endStep } from "../passOver.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";
import { goToSeal } from "./begin.js";

type ReadData = Extract<PhaseData, { phase: "read" }>;

/** Bytes that a step reads at most: four elements of a blob. */
const part = 124;
/** Bytes that a size takes at most. */
const sizeBytes = 8;

/**
 * Phase READ: reads a transaction's size, then its bytes, 124 a step. Where the data cannot be read on the block is over
 * (BATCH-13). Of a transaction that is too large nothing is kept.
 */
export function read(step: StepContext, data: ReadData): void {
  if (data.end === 0) readSize(step, data);
  else readPart(step, data);
}

function readSize(step: StepContext, { at }: ReadData): void {
  const { data, header } = batchOf(step);
  const most = Math.min(sizeBytes, Math.max(0, header.dataSize - at));
  if (most > 0) step.note({ kind: "data", offset: at, size: most });
  const cursor = new DataCursor(data, at);
  const size = cursor.readCount();
  const end = cursor.position + size;
  if (cursor.hasFailed || end > header.dataSize) goToSeal(step);
  else {
    const entry = size > bounds.rawTransaction ? undefined : Pages.none;
    goOn(step, { phase: "read", at: cursor.position, end, entry });
  }
}

function readPart(step: StepContext, { at, end, entry }: ReadData): void {
  const { data } = batchOf(step);
  const next = Math.min(at + part, end);
  step.note({ kind: "data", offset: at, size: next - at });
  if (next > data.length) goToSeal(step);
  else goOn(step, { phase: "read", at: next, end, entry: entry?.append(data.subarray(at, next)) });
}

/** With all bytes read the leaf says so, and what they are is looked at. */
function goOn(step: StepContext, data: ReadData): void {
  const { machine } = step;
  if (data.at < data.end) {
    step.goTo(data);
    return;
  }
  machine.leaf = { ...machine.leaf, dataOffset: data.end, toCome: machine.leaf.toCome - 1 };
  const { entry } = data;
  if (entry === undefined || entry.size === 0) {
    endStep(step);
    return;
  }
  const first = entry.byte(0);
  if (first < compactForm.base || first >= compactForm.end) {
    step.goTo({ phase: "start", raw: entry, isDeposit: false });
  } else step.goTo({ phase: "build", entry, at: 0, head: undefined, content: Pages.none });
}
