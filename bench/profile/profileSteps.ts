import type { ContractNames } from "../chain/ContractNames.js";
import type { Frame } from "./Frame.js";
import type { Step } from "./Step.js";

const COLD_LOAD = 2_100;
const PRECOMPILES = 0x11;
const WORD_DIGITS = 64;
const SELECTOR_DIGITS = 8;
const ADDRESS_DIGITS = 40;

/** What a call instruction names. */
interface CallTarget {
  readonly address: string;
  readonly selector: string;
  readonly isPrecompile: boolean;
}

const frame = (label: string, depth: number): Frame => ({
  label,
  depth,
  own: 0,
  total: 0,
  coldLoads: 0,
  warmLoads: 0,
  stores: 0,
  storeGas: 0,
  coldAccounts: 0,
  calls: 0,
  logs: 0,
  children: [],
});

const isCall = (op: string): boolean => /^(CALL|STATICCALL|DELEGATECALL|CALLCODE)$/.test(op);

function selectorAt(memory: readonly string[], offset: number): string {
  const bytes = memory.map((word) => word.replace(/^0x/, "").padStart(WORD_DIGITS, "0")).join("");
  return `0x${bytes.slice(2 * offset, 2 * offset + SELECTOR_DIGITS)}`;
}

function targetOf({ op, stack, memory }: Step): CallTarget {
  const at = (fromTop: number): string => stack[stack.length - fromTop] ?? "0x0";
  const hasValue = op === "CALL" || op === "CALLCODE";
  const address = `0x${at(2).replace(/^0x/, "").padStart(ADDRESS_DIGITS, "0").slice(-ADDRESS_DIGITS)}`;
  const [offset, size] = hasValue ? [at(4), at(5)] : [at(3), at(4)];
  const selector = Number(size) < SELECTOR_DIGITS / 2 ? "" : selectorAt(memory ?? [], Number(offset));
  return { address, selector, isPrecompile: BigInt(address) <= BigInt(PRECOMPILES) };
}

function count(step: Step, current: Frame): void {
  if (step.op === "SLOAD") {
    if (step.gasCost >= COLD_LOAD) current.coldLoads += 1;
    else current.warmLoads += 1;
  }
  if (step.op === "SSTORE") {
    current.stores += 1;
    current.storeGas += step.gasCost;
  }
  if (step.op.startsWith("LOG")) current.logs += 1;
}

/**
 * Attributes the gas of a trace to its calls. A frame's gas is what it used between its first and last instruction;
 * a call to a precompile belongs to a frame of its own.
 * @param root Contract called and the call data, for the name of the outermost frame.
 * @param warm Addresses that are warm from the start: sender, receiver, coinbase.
 */
export function profileSteps(
  steps: readonly Step[],
  names: ContractNames,
  { root, warm }: { root: { to: string; data: string }; warm: readonly string[] },
): Frame {
  const touched = new Set(warm.map((address) => address.toLowerCase()));
  const top = frame(`${names.nameOf(root.to)}.${names.functionOf(root.data)}`, 1);
  const open: { frame: Frame; start: number }[] = [{ frame: top, start: steps[0]?.gas ?? 0 }];

  const close = (last: Step): void => {
    const ended = open.pop();
    if (ended === undefined) return;
    const { frame: done, start } = ended;
    done.total = start - (last.gas - last.gasCost);
    done.own = done.total - done.children.reduce((sum, { total }) => sum + total, 0);
  };
  for (const [index, step] of steps.entries()) {
    const current = open.at(-1)?.frame ?? top;
    count(step, current);
    const next = steps[index + 1];
    if (isCall(step.op)) {
      const { address, selector, isPrecompile } = targetOf(step);
      current.calls += 1;
      if (!isPrecompile && !touched.has(address.toLowerCase())) current.coldAccounts += 1;
      touched.add(address.toLowerCase());
      const how = step.op === "DELEGATECALL" ? " (delegated)" : "";
      const what = isPrecompile
        ? `precompile ${Number(address)}`
        : `${names.nameOf(address)}.${names.functionOf(selector)}`;
      if (next !== undefined && next.depth > step.depth) {
        const child = frame(`${what}${how}`, step.depth + 1);
        current.children.push(child);
        open.push({ frame: child, start: next.gas });
        continue;
      }
      if (isPrecompile && next !== undefined) {
        const child = frame(what, step.depth + 1);
        child.total = step.gas - next.gas;
        child.own = child.total;
        current.children.push(child);
      }
    }
    if (next === undefined || next.depth < step.depth) close(step);
  }
  return top;
}
