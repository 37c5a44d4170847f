import type { DecodedCode } from "../analysis/decodeInstructions.js";
import { noFacts, type Facts, type Root } from "./Root.js";

export interface PlanLimits {
  /** Instructions that all functions together may follow across jumps. */
  readonly operations: number;
  /** Instructions that one function may follow. */
  readonly operationsPerFunction: number;
  /** Functions for one position that know different facts. */
  readonly variants: number;
}

/** The least a function with facts is given while the plan lasts. */
const LEAST_BUDGET = 40;
/** One function takes no more than this part of what is left, so that later ones get theirs. */
const LARGEST_SHARE = 4;

/** Which functions the module has: asked for by the ones before, made in that order. */
export class RootPlan {
  readonly roots: Root[] = [];
  readonly #code: DecodedCode;
  readonly #limits: PlanLimits;
  readonly #byKey = new Map<string, Root>();
  readonly #variants = new Map<number, number>();
  #operations: number;
  #hasDynamicJumps = false;

  constructor(code: DecodedCode, limits: PlanLimits) {
    this.#code = code;
    this.#limits = limits;
    this.#operations = limits.operations;
  }

  get hasDynamicJumps(): boolean {
    return this.#hasDynamicJumps;
  }

  /** The function to call for a position at which facts hold; facts that cost too many functions are forgotten. */
  request(position: number, facts: Facts, isCold: boolean): Root {
    const key = `${position}:${keyOf(facts)}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const variants = this.#variants.get(position) ?? 0;
    if (this.#operations <= 0 || variants >= this.#limits.variants) return this.generic(position);
    this.#variants.set(position, variants + 1);
    return this.#add(key, { position, facts, budget: isCold ? 0 : this.#share() });
  }

  /** The function for a position that may be reached from anywhere. */
  generic(position: number): Root {
    const key = `${position}`;
    return this.#byKey.get(key) ?? this.#add(key, { position, facts: noFacts, budget: 0 });
  }

  /** Every jump destination gets a function that the jump table can name. */
  requestJumpTable(): void {
    if (this.#hasDynamicJumps) return;
    this.#hasDynamicJumps = true;
    for (const position of this.#code.jumpDestinations) this.generic(position);
  }

  /** The function of each jump destination, when there are jumps that need them. */
  jumpTable(): ReadonlyMap<number, number> {
    if (!this.#hasDynamicJumps) return new Map();
    return new Map(
      [...this.#code.jumpDestinations].map((position) => [position, this.generic(position).number]),
    );
  }

  /** Books what a function has followed. */
  spend(operations: number): void {
    this.#operations -= operations;
  }

  #share(): number {
    const share = Math.max(LEAST_BUDGET, Math.floor(this.#operations / LARGEST_SHARE));
    return Math.min(this.#limits.operationsPerFunction, share);
  }

  #add(key: string, root: Omit<Root, "number">): Root {
    const added = { number: this.roots.length, ...root };
    this.roots.push(added);
    this.#byKey.set(key, added);
    return added;
  }
}

function keyOf(facts: Facts): string {
  const addresses = facts.returnAddresses.map(([depth, value]) => `${depth}=${value}`).join(",");
  return `${facts.height}:${addresses}:${facts.hasScratchMemory}:${facts.freePointer}`;
}
