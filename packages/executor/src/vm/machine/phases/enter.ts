import { CodePages } from "../CodePages.js";
import { limits } from "../limits.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";

type EnterData = Extract<PhaseData, { phase: "enter" }>;

const push = { first: 0x60, last: 0x7f };

/** Phase ENTER: gives the frame its code, analysed; of long init code a part a step. */
export function enter(step: StepContext, data: EnterData): void {
  if (data.codeHash === undefined) {
    enterInitCode(step, data);
    return;
  }
  step.frame.code = new CodePages(step.code(data.codeHash));
  step.goTo({ phase: "run" });
}

function enterInitCode(step: StepContext, data: EnterData): void {
  const { pages, offset, size } = data.initCode;
  const done = step.frame.code?.size ?? 0;
  const end = Math.min(done + limits.code, size);
  step.readPages("memory", pages, offset + done, end - done);
  // A PUSH of the part before may reach into this one: all that the frame has is looked at again.
  const code = pages.read(offset, end);
  step.frame.code = new CodePages(code);
  step.goTo(end === size ? { phase: "run" } : { ...data, hidden: hiddenBehind(code) });
}

/** Bytes behind a code that are data of its last PUSH. */
function hiddenBehind(code: Uint8Array): number {
  let at = 0;
  while (at < code.length) {
    const opcode = code[at] as number;
    at += opcode >= push.first && opcode <= push.last ? opcode - push.first + 2 : 1;
  }
  return at - code.length;
}
