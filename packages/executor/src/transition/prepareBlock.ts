import { isProtocolError, ProtocolError } from "@muniment/protocol";
import type { Rules } from "../rules/Rules.js";
import { ownTools } from "../signatures/ownTools.js";
import { TransactionPreparer } from "../signatures/TransactionPreparer.js";
import type { BlockInput } from "./BlockInput.js";
import { concatenate } from "./concatenate.js";

/**
 * The prepared records of a block's transactions, one after the other. Deposits are the chain's; Ethereum has none.
 * @throws BLOCK_INVALID with the index of the first transaction that is malformed, and why
 */
export function prepareBlock({ environment, transactions }: BlockInput, rules: Rules): Uint8Array {
  const { chainId, number } = environment;
  const options = { chainId: Number(chainId), rules, allowDeposits: rules.kind === "muniment" };
  const preparer = new TransactionPreparer(options, ownTools());
  return concatenate(
    transactions.map((raw, index) => {
      try {
        return preparer.prepare(raw);
      } catch (error) {
        if (!isProtocolError(error)) throw error;
        throw new ProtocolError("BLOCK_INVALID", { index, number, verdict: error.code }, { cause: error });
      }
    }),
  );
}
