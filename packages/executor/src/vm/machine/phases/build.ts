import {
  bounds,
  composeCompact,
  DataCursor,
  pageSize,
  readCompactHead,
  readCompactPiece,
  readDictionary,
} from "@muniment/protocol";
import type { BatchDictionary } from "@muniment/protocol";
import { batchOf } from "../batchOf.js";
import { headPage } from "../headPage.js";
import { Pages } from "../Pages.js";
import { endStep } from "../passOver.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

type BuildData = Extract<PhaseData, { phase: "build" }>;

/**
 * Phase BUILD: reads a compact transaction's head, then its data, a piece a step, and puts the raw transaction together;
 * what cannot be decoded is passed over (BATCH-6 to BATCH-10).
 */
export function build(step: StepContext, data: BuildData): void {
  if (data.head !== undefined && data.at >= data.entry.size) {
    const bytes = step.readPages("data", data.content, 0, data.content.size).subarray(pageSize);
    const raw = Pages.of(composeCompact(data.head, bytes, step.environment.chainId));
    step.goTo({ phase: "start", raw, isDeposit: false });
    return;
  }
  const read = readDictionary(batchOf(step).data);
  if (read === undefined) {
    endStep(step);
    return;
  }
  const look = (offset: number, size: number): void => {
    step.note({ kind: "data", offset, size });
  };
  const dictionary = { ...read, look };
  if (data.head === undefined) readHead(step, data, dictionary);
  else readPiece(step, data, dictionary);
}

function readHead(step: StepContext, data: BuildData, dictionary: BatchDictionary): void {
  const { entry } = data;
  const cursor = new DataCursor(step.readPages("entry", entry, 0, entry.size));
  const head = readCompactHead(cursor, dictionary);
  if (head === undefined) endStep(step);
  else step.goTo({ ...data, at: cursor.position, head, content: Pages.of(headPage(head)) });
}

function readPiece(step: StepContext, data: BuildData, dictionary: BatchDictionary): void {
  const { entry, at, content } = data;
  const cursor = new DataCursor(entry.read(0, entry.size), at);
  const piece = readCompactPiece(cursor, dictionary);
  step.readPages("entry", entry, at, cursor.position - at);
  const size = content.size - pageSize + piece.length;
  if (cursor.hasFailed || size > bounds.calldata) endStep(step);
  else step.goTo({ ...data, at: cursor.position, content: content.append(piece) });
}
