import { laneInterface } from "@muniment/derivation";
import type { L1Client } from "@muniment/derivation";
import { encodeBatchHeader } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { policyInterface } from "@muniment/sdk";
import type { ReliableSender } from "@muniment/sdk";
import type { LaneWatch } from "../l1/LaneWatch.js";

/** What a finalizer works with. */
export interface FinalizerParts {
  readonly watch: LaneWatch;
  readonly l1: L1Client;
  readonly sender: ReliableSender;
}

export interface FinalizerOptions {
  readonly lane: number;
  /** Addresses of the contracts on L1. */
  readonly rollup: Hex;
  readonly policy: Hex;
}

/** Batches that one call makes FINAL at most. */
const mostBatches = 64n;

/** Calls `finalize` when the lane's rule holds for batches (ROLLUP-17), which anybody may. */
export class Finalizer {
  readonly #parts: FinalizerParts;
  readonly #options: FinalizerOptions;

  constructor(parts: FinalizerParts, options: FinalizerOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /** One step, after the watch has read L1 and the sender has ticked. @throws what L1 throws */
  async tick(): Promise<void> {
    const { watch, sender } = this.#parts;
    const { batches, lastFinal } = watch.newest;
    const head = watch.head;
    if (head === undefined || batches.length <= Number(lastFinal) + 1) return;
    if (sender.pending.some(({ id }) => id.startsWith("finalize-"))) return;
    const { evidence, window } = await this.#rule();
    let ready = lastFinal;
    for (const batch of batches.slice(Number(lastFinal) + 1, Number(lastFinal + mostBatches) + 1)) {
      if ((batch.evidence & evidence) !== evidence || head.timestamp < batch.at.time + window) break;
      ready = batch.header.index;
    }
    const last = batches[Number(ready)];
    if (last === undefined || ready === lastFinal) return;
    const data = laneInterface.encodeFunctionData("finalize", [encodeBatchHeader(last.header)]) as Hex;
    // A pause, or evidence that counts no more, makes the estimate fail: it is tried again with the next tick.
    const id = `finalize-${ready}-${last.digest.slice(2, 18)}-${head.number}`;
    await sender.submit({ id, to: this.#options.rollup, data });
  }

  async #rule(): Promise<{ evidence: number; window: bigint }> {
    const { lane, policy } = this.#options;
    const answer = await this.#parts.l1.call(
      policy,
      policyInterface.encodeFunctionData("laneRule", [lane]) as Hex,
    );
    const [rule] = policyInterface.decodeFunctionResult("laneRule", answer) as unknown as [
      { evidence: bigint; window: bigint },
    ];
    return { evidence: Number(rule.evidence), window: rule.window };
  }
}
