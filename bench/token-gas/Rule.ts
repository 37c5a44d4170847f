import type { People } from "./People.js";

/** Calls of one rule, as function and arguments. */
export type RuleCall = readonly [fn: string, args: readonly unknown[]];

/** One rule, described once for both suites. */
export interface Rule {
  /** Name of the contract, here and there. */
  readonly contract: string;
  /** What the row of the case that adds it says. */
  readonly label: string;
  /** Calls through the compliance. */
  readonly settings: (people: People, identityOf: (wallet: string) => string) => readonly RuleCall[];
  /** Calls the owner of the module makes itself, before. */
  readonly ownerCalls?: (identityOf: (wallet: string) => string, people: People) => readonly RuleCall[];
}
