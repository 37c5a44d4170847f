import { toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { revertReason } from "../../../rpc/calls/revertReason.js";

/** A log within a call, and how many calls of it came before. */
export interface CallLog {
  readonly address: Hex;
  readonly topics: readonly Hex[];
  readonly data: Hex;
  readonly position: Hex;
}

/** A call or creation as it is collected. */
export interface Call {
  readonly type: string;
  readonly from: Hex;
  readonly to?: Hex;
  readonly value?: bigint;
  readonly gas: bigint;
  readonly input: Hex;
  readonly calls: Call[];
  readonly logs: CallLog[];
  gasUsed: bigint;
  /** How its frame ended, when it ran. */
  status?: number;
  /** Why its frame halted. */
  halted?: string;
  output?: Uint8Array;
  error?: string;
}

export const reverted = "execution reverted";

/** A call as geth's callTracer shows it: what there is nothing of is left out. */
export function callJson(call: Call, isUndone = false): Record<string, unknown> {
  const { type, from, to, value, gas, gasUsed, input, output, error } = call;
  const isFailed = isUndone || error !== undefined;
  const isGone = error !== undefined && type.startsWith("CREATE");
  const isShown = output !== undefined && output.length > 0 && (error === undefined || error === reverted);
  const reason = error === reverted && output !== undefined ? revertReason(output) : undefined;
  return {
    from,
    gas: quantity(gas),
    gasUsed: quantity(gasUsed),
    ...(to === undefined || isGone ? {} : { to }),
    input,
    ...(isShown ? { output: toHex(output) } : {}),
    ...(error === undefined ? {} : { error }),
    ...(reason === undefined ? {} : { revertReason: reason }),
    ...(call.calls.length === 0 ? {} : { calls: call.calls.map((inner) => callJson(inner, isFailed)) }),
    ...(call.logs.length === 0 || isFailed ? {} : { logs: call.logs }),
    ...(value === undefined ? {} : { value: quantity(value) }),
    type,
  };
}

function quantity(value: bigint): Hex {
  return `0x${value.toString(16)}`;
}
