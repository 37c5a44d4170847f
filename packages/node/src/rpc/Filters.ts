import { randomBytes } from "node:crypto";
import { ProtocolError } from "@muniment/protocol";
import type { Clock } from "../sequencer/Clock.js";
import type { LogQuery } from "./logs/LogQuery.js";
import type { RpcLimits } from "./RpcLimits.js";

/** What a filter looks for, and the block up to which it has been asked for. */
export type Filter =
  | { readonly kind: "logs"; readonly query: LogQuery; next: bigint }
  | { readonly kind: "blocks"; next: bigint }
  | { readonly kind: "transactions"; readonly hashes: string[]; readonly end: () => void };

/** Filters that clients made and ask for by polling; one that nobody asks for is gone after a while. */
export class Filters {
  readonly #limits: RpcLimits;
  readonly #clock: Clock;
  readonly #filters = new Map<string, { readonly filter: Filter; asked: number }>();

  constructor(limits: RpcLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  get size(): number {
    return this.#filters.size;
  }

  /** Checks that there is room for one more. @throws RPC_LIMIT_EXCEEDED */
  makeRoom(): void {
    const { filters: limit, filterLife } = this.#limits;
    const now = this.#clock.now();
    for (const [id, { asked }] of this.#filters) if (now - asked > filterLife) this.remove(id);
    if (this.#filters.size >= limit)
      throw new ProtocolError("RPC_LIMIT_EXCEEDED", { what: "filters", actual: limit + 1, limit });
  }

  /** @returns The filter's id. @throws RPC_LIMIT_EXCEEDED */
  add(filter: Filter): string {
    this.makeRoom();
    const id = `0x${BigInt(`0x${randomBytes(16).toString("hex")}`).toString(16)}`;
    this.#filters.set(id, { filter, asked: this.#clock.now() });
    return id;
  }

  /** @throws RPC_FILTER_UNKNOWN */
  get(id: string): Filter {
    const found = this.#filters.get(id);
    if (found === undefined || this.#clock.now() - found.asked > this.#limits.filterLife) {
      this.remove(id);
      throw new ProtocolError("RPC_FILTER_UNKNOWN", { id });
    }
    found.asked = this.#clock.now();
    return found.filter;
  }

  /** @returns Whether there was one. */
  remove(id: string): boolean {
    const filter = this.#filters.get(id)?.filter;
    if (filter?.kind === "transactions") filter.end();
    return this.#filters.delete(id);
  }
}
