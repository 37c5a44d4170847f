import type { DecodedCode } from "../analysis/decodeInstructions.js";
import { moduleFunction } from "./locals.js";
import { noFacts, type Facts, type Root } from "./Root.js";

export interface PlanLimits {
  /** Instructions that functions which follow jumps may hold together; after them a function is a block of the code. */
  readonly operations: number;
  /** Instructions that one function may hold before it stops to follow jumps. */
  readonly operationsPerFunction: number;
  /** Functions for one position that know different facts. */
  readonly variants: number;
  /** Bytes after which nothing more is compiled. */
  readonly bytes: number;
  /** The same for one function. */
  readonly bytesPerFunction: number;
}

/** What a function is given at least while there is something to give. */
const LEAST_BUDGET = 60;

/** Which functions the module has: asked for by the ones before, made in that order while there is budget. */
export class RootPlan {
  readonly roots: Root[] = [];
  readonly #code: DecodedCode;
  readonly limits: PlanLimits;
  readonly #byKey = new Map<string, Root>();
  readonly #variants = new Map<number, number>();
  readonly #jumpTable = new Map<number, number>();
  #operations: number;
  #bytes = 0;
  #made = 0;

  constructor(code: DecodedCode, limits: PlanLimits) {
    this.#code = code;
    this.limits = limits;
    this.#operations = limits.operations;
  }

  /** The functions that know no facts, by their position: where jumps that are only known at run time may go. */
  get jumpTable(): ReadonlyMap<number, number> {
    return this.#jumpTable;
  }

  /** Instructions compiled so far. */
  get spent(): number {
    return this.limits.operations - this.#operations;
  }

  /**
   * The function to call for a position at which facts hold, undefined when the module is full: the interpreter goes on
   * there. Facts that cost too many functions are forgotten.
   */
  request(position: number, facts: Facts): Root | undefined {
    const key = `${position}:${keyOf(facts)}`;
    const known = this.#byKey.get(key);
    if (known !== undefined || (this.isFull && this.#made > 0)) return known;
    const variants = this.#variants.get(position) ?? 0;
    const forgets = variants >= this.limits.variants || (this.#operations <= 0 && this.#made > 0);
    if (forgets) return this.#requestWithoutFacts(position, facts);
    this.#variants.set(position, variants + 1);
    return this.#add(key, position, facts);
  }

  /** The next function to make. */
  next(): Root | undefined {
    return this.roots[this.#made++];
  }

  /** How many instructions the function now made may hold before it stops to follow jumps: an equal part of what is left. */
  budget(): number {
    if (this.#operations <= 0) return 0;
    const waiting = this.roots.length - this.#made + 1;
    const part = Math.max(LEAST_BUDGET, Math.floor(this.#operations / waiting));
    return Math.min(this.limits.operationsPerFunction, part);
  }

  /** Whether nothing more is to be compiled. */
  get isFull(): boolean {
    return this.#bytes > this.limits.bytes;
  }

  /** Books what a function holds. */
  spend(operations: number, bytes: number): void {
    this.#operations -= operations;
    this.#bytes += bytes;
  }

  /** A function that knows nothing jumps to the return addresses it no longer knows by the jump table. */
  #requestWithoutFacts(position: number, { returnAddresses }: Facts): Root {
    for (const [, address] of returnAddresses) this.#general(address);
    return this.#general(position);
  }

  #general(position: number): Root {
    const key = `${position}`;
    const root = this.#byKey.get(key) ?? this.#add(key, position, noFacts);
    if (this.#code.jumpDestinations.has(position)) this.#jumpTable.set(position, root.number);
    return root;
  }

  #add(key: string, position: number, facts: Facts): Root {
    const root = { number: moduleFunction.firstPath + this.roots.length, position, facts };
    this.roots.push(root);
    this.#byKey.set(key, root);
    return root;
  }
}

function keyOf(facts: Facts): string {
  const addresses = facts.returnAddresses.map(([depth, value]) => `${depth}=${value}`).join(",");
  return `${facts.height}:${addresses}:${facts.hasScratchMemory}:${facts.freePointer}`;
}
