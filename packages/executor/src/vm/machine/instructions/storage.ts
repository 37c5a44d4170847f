import { scratchKeys, zeroHash } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { toHex32 } from "../../cases/toHex32.js";
import { prices } from "../prices.js";
import type { StepContext } from "../StepContext.js";
import type { Handler } from "./Handler.js";
import { charge } from "./regions.js";

const load: Handler = (step) => {
  const slot = step.pop();
  const { self } = step.frame;
  const isWarm = step.warmSlot(self, slot);
  if (!charge(step, isWarm ? prices.warmAccess : prices.coldSlot)) return false;
  step.push(step.slot(self, slot));
  return true;
};

/** What a store costs and gives back (EIP-2200, EIP-2929, EIP-3529), but for what a cold slot costs. */
function priceOf(original: bigint, current: bigint, value: bigint): { cost: bigint; refund: bigint } {
  if (current === value) return { cost: prices.warmAccess, refund: 0n };
  if (current === original) {
    if (original === 0n) return { cost: prices.setSlot, refund: 0n };
    return { cost: prices.resetSlot, refund: value === 0n ? prices.clearRefund : 0n };
  }
  let refund = 0n;
  if (original !== 0n) {
    if (current === 0n) refund -= prices.clearRefund;
    else if (value === 0n) refund += prices.clearRefund;
  }
  if (original === value) {
    refund += (original === 0n ? prices.setSlot : prices.resetSlot) - prices.warmAccess;
  }
  return { cost: prices.warmAccess, refund };
}

const store: Handler = (step) => {
  const { frame, machine } = step;
  const slot = step.pop();
  const value = step.pop();
  if (frame.isStatic || frame.gas <= prices.stipend) return false;
  const { self } = frame;
  const isWarm = step.warmSlot(self, slot);
  const current = step.slot(self, slot);
  const original = current === value ? current : step.slot(self, slot, "origin");
  const { cost, refund } = priceOf(original, current, value);
  if (!charge(step, cost + (isWarm ? 0n : prices.coldSlot))) return false;
  if (current === value) return true;
  machine.refund += refund;
  if (current === 0n) noteSlot(step, self, slot);
  step.setSlot(self, slot, value);
  return true;
};

/** Notes a slot of an account that was created in this transaction, to be removed if it is destroyed. */
function noteSlot(step: StepContext, self: Hex, slot: bigint): void {
  const key = scratchKeys.created(self);
  const list = step.scratch(key);
  if (list !== zeroHash) step.setScratch(key, step.store.append(list, slot));
}

const transientLoad: Handler = (step) => {
  step.push(BigInt(step.scratch(scratchKeys.transient(step.frame.self, step.pop()))));
  return true;
};

const transientStore: Handler = (step) => {
  const slot = step.pop();
  const value = step.pop();
  if (step.frame.isStatic) return false;
  step.setScratch(scratchKeys.transient(step.frame.self, slot), toHex32(value));
  return true;
};

/** Instructions on storage (EIP-2200, EIP-1153). */
export const storage: Readonly<Record<string, Handler>> = {
  SLOAD: load,
  SSTORE: store,
  TLOAD: transientLoad,
  TSTORE: transientStore,
};
