import { scratchKeys, zeroHash } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { noCodeHash } from "../AccountFields.js";
import type { PhaseData } from "../PhaseData.js";
import type { StepContext } from "../StepContext.js";
import { toAddress } from "../toAddress.js";

type ClearData = Extract<PhaseData, { phase: "clear" }>;

/** The list of slots of an account that got none: it begins with 1. */
const noSlots: Hex = `0x${"1".padStart(64, "0")}`;

/**
 * Phase CLEAR: of the accounts that were created and destroyed, the last one first, takes up the list of slots, then
 * removes one slot a step, then the account; with no account left the transaction is recorded.
 */
export function clear(step: StepContext, data: ClearData): void {
  const { status, gasUsed, accounts, slots } = data;
  if (accounts === zeroHash) {
    step.goTo({ phase: "record", status, gasUsed });
    return;
  }
  const { before, address } = lastAccount(step, accounts);
  if (slots === zeroHash) {
    step.goTo({ ...data, slots: step.scratch(scratchKeys.created(address)) });
  } else if (slots === noSlots) {
    step.setAccount(address, { nonce: 0n, balance: 0n, codeHash: noCodeHash });
    step.goTo({ ...data, accounts: before, slots: zeroHash });
  } else {
    const last = step.store.last(slots);
    step.note({ kind: "list", ...last });
    step.setSlot(address, BigInt(last.word), 0n);
    step.goTo({ ...data, slots: last.before });
  }
}

function lastAccount(step: StepContext, accounts: Hex): { before: Hex; address: Hex } {
  const last = step.store.last(accounts);
  step.note({ kind: "list", ...last });
  return { before: last.before, address: toAddress(BigInt(last.word)) };
}
