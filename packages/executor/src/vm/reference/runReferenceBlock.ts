import type { BlockResult, BlockResultItem, CaseBlock } from "../cases/CaseBlock.js";
import { referenceMachine } from "./ReferenceMachine.js";
import { runReferenceTransaction } from "./runReferenceTransaction.js";

/**
 * Runs a block's transactions in order on `@ethereumjs/vm`. Nothing else happens: no system operations, no rewards.
 * The machines are shared, so await one block before the next.
 * @throws REFERENCE_FAILED when the library breaks down.
 */
export async function runReferenceBlock(given: CaseBlock): Promise<BlockResult> {
  const machine = await referenceMachine(given.rules, given.environment.chainId);
  machine.state.load(given.accounts);
  machine.blockHashes = given.blockHashes;
  const results: BlockResultItem[] = [];
  let gasUsed = 0n;
  for (const transaction of given.transactions) {
    const gasLeft = given.environment.gasLimit - gasUsed;
    const result = await runReferenceTransaction(machine, given.environment, { transaction, gasLeft });
    if (result.valid) gasUsed += result.gasUsed;
    results.push(result);
  }
  return { results, gasUsed, postAccounts: machine.state.accounts() };
}
