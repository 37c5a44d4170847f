import type { Hex } from "@muniment/protocol";
import { ProtocolError } from "@muniment/protocol";
import type { Problem } from "@muniment/sdk";
import type { ShieldKey } from "../lane/ShieldKey.js";
import { giverOf } from "./giverOf.js";
import type { PoolEntry } from "./PoolEntry.js";

/** Refusals that are remembered, so that who asks later learns of them. */
const mostRefused = 10_000;

/** Operations that wait for L1 to have them, in the order in which they came. */
export class OperationPool {
  readonly #entries = new Map<Hex, PoolEntry>();
  readonly #spenders = new Map<bigint, Hex>();
  readonly #refused: Hex[] = [];

  get(id: Hex): PoolEntry | undefined {
    return this.#entries.get(id);
  }

  /** Those that L1 does not have and that were not refused, the oldest first. */
  get live(): readonly PoolEntry[] {
    return this.entries.filter(({ isSettled, problem }) => !isSettled && problem === undefined);
  }

  /** How many of these. */
  get size(): number {
    return this.live.length;
  }

  /** How many of these a key gives in. */
  countOf(giver: bigint): number {
    return this.live.filter(({ operation }) => giverOf(operation) === giver).length;
  }

  /** Everything that it has: what is settled too, and what was refused. */
  get entries(): readonly PoolEntry[] {
    return [...this.#entries.values()];
  }

  /** @throws NULLIFIER_PENDING when another operation spends one of these notes. */
  checkFree(nullifiers: readonly bigint[]): void {
    if (nullifiers.some((nullifier) => this.#spenders.has(nullifier)))
      throw new ProtocolError("NULLIFIER_PENDING", {});
  }

  add(entry: PoolEntry): void {
    this.drop(entry.id);
    this.#entries.set(entry.id, entry);
    for (const nullifier of entry.nullifiers) this.#spenders.set(nullifier, entry.id);
  }

  /** Takes an operation out of what waits, and keeps why. */
  refuse(id: Hex, problem: Problem): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    entry.problem = problem;
    this.#free(entry);
    this.#refused.push(id);
    if (this.#refused.length > mostRefused) this.drop(this.#refused[0] as Hex);
  }

  drop(id: Hex): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    this.#entries.delete(id);
    this.#free(entry);
    const place = this.#refused.indexOf(id);
    if (place !== -1) this.#refused.splice(place, 1);
  }

  /** Identifiers of live shields by what they shield, the oldest first. */
  get shields(): ReadonlyMap<ShieldKey, readonly Hex[]> {
    const shields = new Map<ShieldKey, Hex[]>();
    for (const { id, shield } of this.live) {
      if (shield !== undefined) shields.set(shield, [...(shields.get(shield) ?? []), id]);
    }
    return shields;
  }

  #free({ id, nullifiers }: PoolEntry): void {
    for (const nullifier of nullifiers)
      if (this.#spenders.get(nullifier) === id) this.#spenders.delete(nullifier);
  }
}
