/**
 * What a traced runtime tells while it executes (assembly/runtime/tracing.ts). Frames, words and stacks are places in its
 * memory, good until the hook returns: `FrameReader` reads them. Hooks must not call the runtime.
 */
export interface TraceHooks {
  /** Before each instruction. @param counter Its offset in the code. @param top The topmost word of the stack. */
  step(frame: number, counter: number, top: number, gas: bigint): void;
  /** A call or creation begins. @param kind CALL_KIND_* @param gas The callee's. @param to Word of its address. */
  enter(frame: number, kind: number, gas: bigint, to: number): void;
  /** A frame has ended. @param status STATUS_* @param gas What it had left, below 0 when it had not enough. */
  end(frame: number, status: number, gas: bigint): void;
  /** The call or creation that the frame began last is over. @param isSuccess 1 or 0. @param gas What comes back. */
  leave(frame: number, isSuccess: number, gas: bigint): void;
}
