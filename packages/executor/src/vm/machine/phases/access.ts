import { RlpCursor, toHex } from "@muniment/protocol";
import { wordOfBytes } from "../instructions/wordOfBytes.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

type AccessData = Extract<PhaseData, { phase: "access" }>;

/** Bytes that the headers of an entry and its address take at most. */
const entryHead = 29;
/** A key behind its header. */
const keySize = 33;

/** Phase ACCESS: warms the next address or key of the access list; with none left it goes on to the authorizations. */
export function access(step: StepContext, data: AccessData): void {
  const { at, left, address, end } = data;
  if (left === 0) finish(step, at);
  else if (at === end || address === undefined) readAddress(step, at, left);
  else {
    step.warmSlot(address, wordOfBytes(step.readPages("raw", step.transaction.raw, at + 1, keySize - 1)));
    step.goTo({ phase: "access", at: at + keySize, left: left - 1, address, end });
  }
}

function readAddress(step: StepContext, from: number, left: number): void {
  const { raw } = step.transaction;
  step.readPages("raw", raw, from, entryHead);
  const cursor = new RlpCursor(raw.read(0, raw.size), from, raw.size);
  cursor.enterList();
  cursor.readString();
  const address = toHex(cursor.bytes.subarray(cursor.valueStart, cursor.valueEnd));
  cursor.enterList();
  const { position: at, limit: end } = cursor;
  step.warmAccount(address);
  step.goTo({ phase: "access", at, left: left - 1, address, end });
}

/** The authorizations, if there are any, are the item behind the access list. */
function finish(step: StepContext, at: number): void {
  const { raw, authorizations: left } = step.transaction;
  if (left === 0) {
    step.goTo({ phase: "authorize", at: 0, left });
    return;
  }
  step.readPages("raw", raw, at, 4);
  const cursor = new RlpCursor(raw.read(0, raw.size), at, raw.size);
  cursor.enterList();
  step.goTo({ phase: "authorize", at: cursor.position, left });
}
