import type { Case, CaseAccount } from "@muniment/executor/reference";
import type { Hex } from "@muniment/protocol";
import { assemble, type Fragment } from "./Code.js";

/** A case whose programs are still in pieces, so that a failing one can be made smaller. */
export interface RandomCase {
  /** Without the contracts' code. */
  readonly given: Case;
  readonly contracts: ReadonlyMap<Hex, readonly Fragment[]>;
}

/** The case with its programs laid out. */
export function layOut({ given, contracts }: RandomCase): Case {
  const accounts = new Map<Hex, CaseAccount>(given.accounts);
  for (const [address, fragments] of contracts) {
    const account = accounts.get(address) ?? { nonce: 1n, balance: 0n, storage: new Map<bigint, bigint>() };
    accounts.set(address, { ...account, code: assemble(fragments) });
  }
  return { ...given, accounts };
}
