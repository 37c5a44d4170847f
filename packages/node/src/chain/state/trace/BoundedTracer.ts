import { ProtocolError } from "@muniment/protocol";
import type { TracedOutcome } from "./TracedCall.js";
import type { Tracer } from "./Tracer.js";

/** A tracer that collects nothing more when its trace is too large, and then gives none. */
export class BoundedTracer implements Tracer {
  readonly #tracer: Tracer;
  readonly #limit: number;
  #isOver = false;

  constructor(tracer: Tracer, limit: number) {
    this.#tracer = tracer;
    this.#limit = limit;
  }

  get size(): number {
    return this.#tracer.size;
  }

  step(frame: number, counter: number, top: number, gas: bigint): void {
    if (this.#isOver) return;
    this.#tracer.step(frame, counter, top, gas);
    this.#isOver = this.#tracer.size > this.#limit;
  }

  enter(frame: number, kind: number, gas: bigint, to: number): void {
    if (!this.#isOver) this.#tracer.enter(frame, kind, gas, to);
  }

  end(frame: number, status: number, gas: bigint): void {
    if (!this.#isOver) this.#tracer.end(frame, status, gas);
  }

  leave(frame: number, isSuccess: number, gas: bigint): void {
    if (!this.#isOver) this.#tracer.leave(frame, isSuccess, gas);
  }

  /** @throws RPC_LIMIT_EXCEEDED */
  result(outcome: TracedOutcome): unknown {
    if (!this.#isOver) return this.#tracer.result(outcome);
    throw new ProtocolError("RPC_LIMIT_EXCEEDED", {
      what: "bytes of a trace",
      actual: this.size,
      limit: this.#limit,
    });
  }
}
