import { randomInt } from "node:crypto";
import type { Hex, SettlementOperation } from "@muniment/protocol";
import { isProtocolError, ProtocolError, SettlementState } from "@muniment/protocol";
import { wordText } from "@muniment/sdk";
import type { BatchPlan } from "../../planBatch.js";
import { planBatch } from "../../planBatch.js";
import { blankOperation } from "../blankOperation.js";
import { checkOperation } from "../checks/checkOperation.js";
import type { OperationContext } from "../checks/OperationContext.js";
import type { LaneView } from "../lane/LaneView.js";
import type { OperationPool } from "../pool/OperationPool.js";
import type { PoolEntry } from "../pool/PoolEntry.js";
import type { BatchSize } from "./BatchSize.js";
import { inTurns } from "./inTurns.js";
import { chooseSize, greatestSize } from "./chooseSize.js";
import type { MadeBatch } from "./MadeBatch.js";
import type { QueuePlan } from "./planQueue.js";
import { planQueue } from "./planQueue.js";
import { settlementHeader } from "./settlementHeader.js";

export interface MakerParts {
  readonly view: LaneView;
  readonly pool: OperationPool;
  readonly now: () => number;
  /** Told of each operation that cannot be settled any more. */
  readonly refuse: (id: Hex, reason: ProtocolError) => void;
}

export interface MakerOptions {
  /** Ascending. */
  readonly sizes: readonly BatchSize[];
  /** Milliseconds that an operation waits for others at most. */
  readonly greatestWait: number;
  /** Seconds that a shield waits for its operation at most; never more than half the queue's deadline. */
  readonly shieldPatience: bigint;
}

/** What goes into the next batch. */
interface Cut {
  readonly shields: readonly PoolEntry[];
  readonly others: readonly PoolEntry[];
  readonly queue: QueuePlan;
}

/** Makes batches of what waits: when enough waits, or has waited enough. */
export class BatchMaker {
  readonly #parts: MakerParts;
  readonly #options: MakerOptions;

  constructor(parts: MakerParts, options: MakerOptions) {
    this.#parts = parts;
    this.#options = options;
  }

  /**
   * The next batch; undefined while there is nothing to settle, or more is waited for.
   * @throws as LaneView.checkOpen; what the provider throws
   */
  async make(): Promise<MadeBatch | undefined> {
    const { view } = this.#parts;
    this.#dropExpired();
    if (this.#parts.pool.size === 0 && view.items.length === 0) return undefined;
    view.checkOpen();
    let cut = this.#cut();
    if (!this.#isDue(cut)) return undefined;
    // What became wrong since it was taken in makes room for others.
    while (!this.#isRight(cut)) cut = this.#cut();
    if (!this.#isDue(cut)) return undefined;
    return this.#build(cut);
  }

  /**
   * Lays out one operation alone, to see whether it can be proven.
   * @throws as planBatch
   */
  alone(operation: SettlementOperation): { readonly size: BatchSize; readonly plan: BatchPlan } {
    const size = this.#options.sizes[0] ?? 2;
    return { size, plan: this.#plan([operation, ...blanks(size - 1)]) };
  }

  /** Whether a shield waits behind an item of the queue whose operation has not come. */
  isHeld(id: Hex): boolean {
    const { shield } = this.#parts.pool.get(id) ?? {};
    return shield !== undefined && !this.#cut().queue.operations.includes(id);
  }

  #cut(): Cut {
    const { view, pool } = this.#parts;
    const most = greatestSize(this.#options.sizes);
    const { deadline, head } = view.standing;
    const others = inTurns(pool.live.filter(({ shield }) => shield === undefined));
    // Shields come in the queue's order and could take every place for a while; then half of them are for others.
    const room = Math.max(most - others.length, Math.ceil(most / 2));
    const queue = planQueue({
      ...{ items: view.items, cursor: view.tip.queueCursor, room },
      ...{ time: head.time, patience: this.#patience, deadline },
      shields: pool.shields,
    });
    if (queue.isEnforced) return { shields: [], others: [], queue };
    const shields = queue.operations.map((id) => pool.get(id as Hex) as PoolEntry);
    return { shields, others: others.slice(0, most - shields.length), queue };
  }

  /** Seconds. */
  get #patience(): bigint {
    const half = this.#parts.view.standing.deadline / 2n;
    const { shieldPatience } = this.#options;
    return shieldPatience < half ? shieldPatience : half;
  }

  #isDue({ shields, others, queue }: Cut): boolean {
    const { view, now } = this.#parts;
    const chosen = [...shields, ...others];
    if (chosen.length >= greatestSize(this.#options.sizes)) return true;
    if (chosen.some(({ at }) => now() - at >= this.#options.greatestWait)) return true;
    const [first] = view.items;
    // An item that nobody shields anything with has waited long enough: without operations it is passed over alone.
    const isPassed = queue.cursor > view.tip.queueCursor && first !== undefined;
    return chosen.length === 0 && isPassed && view.standing.head.time - first.time >= this.#patience;
  }

  /** @returns Whether all that was chosen can still be settled; what cannot is refused. */
  #isRight({ shields, others }: Cut): boolean {
    const context = this.#parts.view.context();
    const wrong = [...shields, ...others].filter((entry) => !this.#check(entry, context));
    return wrong.length === 0;
  }

  #check({ id, operation }: PoolEntry, context: OperationContext): boolean {
    try {
      if (wordText(checkOperation(operation, context).content) === id) return true;
      throw new ProtocolError("OPERATION_CHANGED", { id });
    } catch (error) {
      if (!isProtocolError(error)) throw error;
      this.#parts.refuse(id, error);
      return false;
    }
  }

  #dropExpired(): void {
    const { view, pool, refuse } = this.#parts;
    const { time } = view.standing.head;
    for (const { id, operation } of pool.live) {
      const { expiresAt } = operation;
      if (expiresAt <= time) refuse(id, new ProtocolError("OPERATION_EXPIRED", { expiresAt, time }));
    }
  }

  async #build({ shields, others, queue: { cursor } }: Cut): Promise<MadeBatch> {
    const { view } = this.#parts;
    const { tip: parent, standing } = view;
    const body = this.#body(shields, others);
    const stateRoot = body === undefined ? parent.stateRoot : wordText(body.plan.newState);
    const header = settlementHeader({
      ...{ parent, epoch: standing.epoch, time: standing.head.time, stateRoot },
      data: body?.plan.data ?? new Uint8Array(),
      queue: await view.queueAt(cursor),
    });
    return { header, parent, body, operations: [...shields, ...others].map(({ id }) => id) };
  }

  #body(shields: readonly PoolEntry[], others: readonly PoolEntry[]): MadeBatch["body"] {
    const count = shields.length + others.length;
    if (count === 0) return undefined;
    const size = chooseSize(count, this.#options.sizes);
    const rest = [...others.map(({ operation }) => operation), ...blanks(size - count)];
    return {
      size,
      plan: this.#plan(
        mixed(
          shields.map(({ operation }) => operation),
          rest,
        ),
      ),
    };
  }

  /** On a state of its own: L1 may settle another batch, or none. */
  #plan(operations: readonly SettlementOperation[]): BatchPlan {
    const context = this.#parts.view.context();
    return planBatch({ ...context, state: new SettlementState(context.state), operations });
  }
}

const blanks = (count: number): SettlementOperation[] => Array.from({ length: count }, blankOperation);

/** The first ones in their order (SETTLE-78), all others anywhere: a place tells nothing, not even which are blanks. */
function mixed<Item>(ordered: readonly Item[], others: readonly Item[]): Item[] {
  const size = ordered.length + others.length;
  const places = Array.from({ length: size }, (_, place) => place);
  for (let last = size - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [places[last], places[other]] = [places[other] as number, places[last] as number];
  }
  const first = places.slice(0, ordered.length).sort((one, other) => one - other);
  const all: Item[] = [];
  first.forEach((place, index) => (all[place] = ordered[index] as Item));
  places.slice(ordered.length).forEach((place, index) => (all[place] = others[index] as Item));
  return all;
}
