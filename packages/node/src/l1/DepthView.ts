import { LaneRecord } from "@muniment/derivation";
import type { L1Update, LaneEvent } from "@muniment/derivation";

/** What L1 says of a lane as far as it lies deep enough; what lies above waits. */
export class DepthView {
  readonly record = new LaneRecord();
  #waiting: LaneEvent[] = [];
  /** The last L1 block that counts. */
  #upTo = -1n;

  /** The last L1 block that counts; −1 before the first. */
  get upTo(): bigint {
    return this.#upTo;
  }

  /**
   * Takes in what was read.
   * @param upTo The last L1 block that lies deep enough; undefined when none does.
   * @throws L1_LOGS_INCONSISTENT
   */
  apply({ undoneFrom, events }: L1Update, upTo: bigint | undefined): void {
    if (undoneFrom !== undefined) {
      this.#waiting = this.#waiting.filter(({ at }) => at.block < undoneFrom);
      if (undoneFrom <= this.#upTo) {
        this.record.apply({ undoneFrom, events: [] });
        this.#upTo = undoneFrom - 1n;
      }
    }
    this.#waiting.push(...events);
    if (upTo === undefined || upTo <= this.#upTo) return;
    const next = this.#waiting.findIndex(({ at }) => at.block > upTo);
    const deep = this.#waiting.splice(0, next === -1 ? this.#waiting.length : next);
    this.record.apply({ events: deep });
    this.#upTo = upTo;
  }
}
