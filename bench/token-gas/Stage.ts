import type { Column } from "./suites/Column.js";
import type { Kit } from "./suites/Kit.js";
import type { Onchainid } from "./suites/onchainid.js";
import type { Reference } from "./suites/reference.js";

/** Everything a run stands on: one network, its people, and both suites' factories. */
export interface Stage extends Kit {
  readonly identities: Onchainid;
  readonly reference: Reference;
  readonly columns: readonly Column[];
}
