import { laneInterface } from "@muniment/derivation";
import type { CommittedBatch, L1Client } from "@muniment/derivation";
import { encodeBatchHeader } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { evidenceBits, policyInterface } from "@muniment/sdk";
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

/**
 * Calls `secure` for batches whose window is over, where the lane's rule wants it (ROLLUP-13), and `finalize` when the rule
 * holds for batches (ROLLUP-17), which anybody may.
 */
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
    const next = batches.slice(Number(lastFinal) + 1, Number(lastFinal + mostBatches) + 1);
    const isOpen = next.findIndex(({ at }) => head.timestamp < at.time + window);
    const waited = isOpen === -1 ? next : next.slice(0, isOpen);
    const isMissing = waited.findIndex((batch) => (batch.evidence & evidence) !== evidence);
    const ready = lastFinal + BigInt(isMissing === -1 ? waited.length : isMissing);
    const last = batches[Number(ready)];
    if (last !== undefined && ready !== lastFinal) await this.#finalize(last, head.number);
    if ((evidence & evidenceBits.SECURED) !== 0)
      for (const batch of waited) await this.#secure(batch, head.number);
  }

  async #finalize({ header, digest }: CommittedBatch, head: bigint): Promise<void> {
    const data = laneInterface.encodeFunctionData("finalize", [encodeBatchHeader(header)]) as Hex;
    // A pause, or evidence that counts no more, makes the estimate fail: it is tried again with the next tick.
    const id = `finalize-${header.index}-${digest.slice(2, 18)}-${head}`;
    await this.#parts.sender.submit({ id, to: this.#options.rollup, data });
  }

  async #secure({ header, digest, evidence }: CommittedBatch, head: bigint): Promise<void> {
    if ((evidence & evidenceBits.SECURED) !== 0) return;
    const { sender } = this.#parts;
    const { lane, rollup } = this.#options;
    for (let attempt = 0; ; attempt++) {
      const id = `secure-${header.index}-${digest.slice(2, 18)}-${attempt}`;
      const entry = sender.entryOf(id);
      if (entry?.done !== undefined && BigInt(entry.done.block) <= head) continue;
      if (entry !== undefined) return;
      const data = laneInterface.encodeFunctionData("secure", [lane, header.index]) as Hex;
      // A dispute that is open, and a game that was named later, make the estimate fail.
      await sender.submit({ id, to: rollup, data });
      return;
    }
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
