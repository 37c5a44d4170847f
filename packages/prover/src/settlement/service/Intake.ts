import type { Hex, SettlementOperation } from "@muniment/protocol";
import { crossingKinds, ProtocolError } from "@muniment/protocol";
import { wordText } from "@muniment/sdk";
import type { CheckedOperation } from "./checks/checkOperation.js";
import { checkSigned, checkSpent } from "./checks/checkOperation.js";
import { checkParties } from "./checks/checkParties.js";
import type { LaneView } from "./lane/LaneView.js";
import type { ShieldKey } from "./lane/ShieldKey.js";
import { shieldKey } from "./lane/ShieldKey.js";
import { fairShare } from "./pool/fairShare.js";
import { giverOf } from "./pool/giverOf.js";
import type { OperationPool } from "./pool/OperationPool.js";
import type { PoolEntry } from "./pool/PoolEntry.js";

export interface IntakeParts {
  readonly view: LaneView;
  readonly pool: OperationPool;
  /** Puts an operation on disk; it counts as taken in when this returns. */
  readonly keep: (entry: PoolEntry) => void;
  readonly now: () => number;
  /** Operations that may wait. */
  readonly mostWaiting: number;
}

/** What was found of an operation: that it is there, or that it is right. */
type Looked =
  | { readonly id: Hex; readonly isTaken: true }
  | ({ readonly id: Hex; readonly isTaken: false } & Pick<CheckedOperation, "words" | "nullifiers">);

/** Takes operations in: what is in the pool could be settled by the next batch. */
export class Intake {
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  /**
   * Checks an operation and puts it among those that wait; one that is there already, or on L1, stays as it is.
   * @returns Its identifier.
   * @throws as checkOperation; NULLIFIER_PENDING, SHIELD_ITEM_UNKNOWN, UNSHIELD_TARGET_REFUSED, OPERATIONS_TOO_MANY,
   * PROVER_NOT_READY, PROVER_ROSTER_MISSING; what the provider throws
   */
  async take(operation: SettlementOperation): Promise<Hex> {
    const { view, pool } = this.#parts;
    const shield = shieldOf(operation);
    let checked = this.#check(operation);
    if (checked.isTaken) return checked.id;
    this.#checkRoom(operation);
    // The deposit may be younger than what was read of L1 last.
    if (shield !== undefined && !this.#hasItem(shield)) {
      await view.update();
      checked = this.#check(operation);
      if (checked.isTaken) return checked.id;
    }
    const { id, words, nullifiers } = checked;
    if (shield !== undefined) this.#checkItem(shield);
    checkParties(operation, view.context());
    await this.#checkUnshield(operation, words);
    // While L1 was asked others came.
    if (this.isTaken(id)) return id;
    this.#checkRoom(operation);
    pool.checkFree(nullifiers);
    if (shield !== undefined) this.#checkItem(shield);
    const at = this.#parts.now();
    const entry: PoolEntry = { id, operation, nullifiers, shield, at, isSettled: false };
    this.#parts.keep(entry);
    pool.add(entry);
    return id;
  }

  #checkRoom(operation: SettlementOperation): void {
    const { pool, mostWaiting } = this.#parts;
    if (pool.size >= mostWaiting) throw new ProtocolError("OPERATIONS_TOO_MANY", { limit: mostWaiting });
    const [giver, share] = [giverOf(operation), fairShare(mostWaiting)];
    if (giver !== undefined && pool.countOf(giver) >= share)
      throw new ProtocolError("OPERATIONS_TOO_MANY", { limit: share });
  }

  /** As far as it says nothing of the parties to who has not shown a note of theirs and signed (SETTLE-133). */
  #check(operation: SettlementOperation): Looked {
    const context = this.#parts.view.context();
    const { words, content } = checkSigned(operation, context);
    const id = wordText(content);
    // Whose answer was lost asks again, when it has spent its notes itself.
    if (this.isTaken(id)) return { id, isTaken: true };
    return { id, isTaken: false, words, nullifiers: checkSpent(operation, context) };
  }

  #checkItem(shield: ShieldKey): void {
    if (!this.#hasItem(shield)) throw new ProtocolError("SHIELD_ITEM_UNKNOWN", {});
  }

  /** Whether an operation waits, or L1 has it. */
  isTaken(id: Hex): boolean {
    const { view, pool } = this.#parts;
    const known = pool.get(id);
    return view.placeOf(id) !== undefined || (known !== undefined && known.problem === undefined);
  }

  /** Whether an item is there that no other operation claims. */
  #hasItem(shield: ShieldKey): boolean {
    const { view, pool } = this.#parts;
    const items = view.items.filter(({ key }) => key === shield).length;
    return items > (pool.shields.get(shield) ?? []).length;
  }

  async #checkUnshield({ crossing, legs }: SettlementOperation, words: readonly bigint[]): Promise<void> {
    if (crossing.kind !== crossingKinds.unshield) return;
    if (await this.#parts.view.isPayable(words[0] as bigint, crossing.target)) return;
    throw new ProtocolError("UNSHIELD_TARGET_REFUSED", { asset: legs[0].asset });
  }
}

/** What an operation shields; undefined when it does not. */
export function shieldOf({ crossing, legs }: SettlementOperation): ShieldKey | undefined {
  if (crossing.kind !== crossingKinds.shield) return undefined;
  return shieldKey(legs[0].asset, crossing.amount, crossing.target);
}
