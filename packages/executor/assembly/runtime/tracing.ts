// What a traced runtime tells the host while it executes. Only the module `traced` is built with TRACED; in the others none
// of this is left, and the same transactions give the same results in both.

/**
 * Told before each instruction.
 * @param f The frame's record.
 * @param counter Offset of the instruction in the code.
 * @param top The topmost word of the operand stack; one below the first when it is empty.
 */
export declare function onStep(f: u32, counter: u32, top: u32, gas: i64): void;
/**
 * Told when a frame begins a call or a creation whose operands are laid out, before it is known whether it can be made.
 * @param kind CALL_KIND_*
 * @param gas What the callee has; what the caller has left is in its record.
 * @param to Address word of who is called or created.
 */
export declare function onEnter(f: u32, kind: u32, gas: i64, to: u32): void;
/** Told when an interpreted frame has ended: STATUS_*, and the gas it had left, below 0 when it had not enough. */
export declare function onEnd(f: u32, status: u32, gas: i64): void;
/** Told when the call or creation that `f` began last is over: whether it succeeded, and the gas that comes back. */
export declare function onLeave(f: u32, isSuccess: bool, gas: i64): void;

let isTracing: bool = false;

/** Begins and ends the telling. */
export function setTracing(isWanted: bool): void {
  isTracing = isWanted;
}

export function traceStep(f: u32, counter: u32, top: u32, gas: i64): void {
  if (isDefined(TRACED)) {
    if (isTracing) onStep(f, counter, top, gas);
  }
}

export function traceEnter(f: u32, kind: u32, gas: i64, to: u32): void {
  if (isDefined(TRACED)) {
    if (isTracing) onEnter(f, kind, gas, to);
  }
}

export function traceEnd(f: u32, status: u32, gas: i64): void {
  if (isDefined(TRACED)) {
    if (isTracing) onEnd(f, status, gas);
  }
}

export function traceLeave(f: u32, isSuccess: bool, gas: i64): void {
  if (isDefined(TRACED)) {
    if (isTracing) onLeave(f, isSuccess, gas);
  }
}
