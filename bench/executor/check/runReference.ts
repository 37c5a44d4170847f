import { ReferenceBlock } from "@muniment/executor/reference";
import type { CaseAccount, CaseTransaction, ReferenceOutcome } from "@muniment/executor/reference";
import type { Hex } from "@muniment/protocol";
import { benchChain, environmentOf } from "../chain/benchChain.js";
import { threadTime } from "../pipeline/threadTime.js";

/** A block as `@ethereumjs/vm` executed it. */
export interface ReferenceRun {
  readonly outcomes: readonly ReferenceOutcome[];
  readonly accounts: ReadonlyMap<Hex, CaseAccount>;
  /** Microseconds of processor time for all transactions, nothing but their execution. */
  readonly time: number;
}

/** Has the reference execute a block. @param number The block's. */
export async function runReference(
  number: bigint,
  accounts: ReadonlyMap<Hex, CaseAccount>,
  transactions: readonly CaseTransaction[],
): Promise<ReferenceRun> {
  const block = await ReferenceBlock.open({
    rules: benchChain.rules,
    environment: environmentOf(number),
    accounts,
  });
  const outcomes: ReferenceOutcome[] = [];
  const start = threadTime();
  for (const transaction of transactions) outcomes.push(await block.run(transaction));
  return { outcomes, time: threadTime() - start, accounts: block.accounts() };
}
