import { isProtocolError } from "@muniment/protocol";
import type { Rules } from "../rules/Rules.js";
import { ownTools } from "../signatures/ownTools.js";
import { refusalCodes } from "../signatures/refusalCodes.js";
import { TransactionPreparer } from "../signatures/TransactionPreparer.js";

/** A prepared record, or the code of what keeps the transaction out of every block. */
export type Prepared = { readonly record: Uint8Array } | { readonly refusal: string };

/** Prepares what a batch's data and items give; what no block can hold is refused and not thrown. */
export class DerivedPreparer {
  readonly #signed: TransactionPreparer;
  readonly #deposits: TransactionPreparer;

  constructor(chainId: number, rules: Rules) {
    this.#signed = new TransactionPreparer({ chainId, rules }, ownTools());
    this.#deposits = new TransactionPreparer({ chainId, rules, allowDeposits: true }, ownTools());
  }

  /** @param raw Undefined when the data's bytes stand for none. */
  signed(raw: Uint8Array | undefined): Prepared {
    if (raw === undefined) return { refusal: "TRANSACTION_MALFORMED" };
    try {
      return { record: this.#signed.prepare(raw) };
    } catch (error) {
      const refusal = isProtocolError(error) && refusalCodes.find((code) => code === error.code);
      if (refusal === undefined || refusal === false) throw error;
      return { refusal };
    }
  }

  deposit(raw: Uint8Array): Prepared {
    return { record: this.#deposits.prepare(raw) };
  }
}
