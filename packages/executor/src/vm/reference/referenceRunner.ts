import type { Case } from "../cases/Case.js";
import type { CaseResult } from "../cases/CaseResult.js";
import type { CaseRunner } from "../cases/CaseRunner.js";
import { runReferenceBlock } from "./runReferenceBlock.js";

/** The reference: `@ethereumjs/vm`, unmodified. Its machines are shared, so await one case before the next. */
export const referenceRunner: CaseRunner = { name: "reference", runCase };

async function runCase({ transaction, ...rest }: Case): Promise<CaseResult> {
  const { results, postAccounts } = await runReferenceBlock({ ...rest, transactions: [transaction] });
  const result = results[0] ?? { valid: false, reason: "no transaction" };
  return result.valid ? { ...result, postAccounts } : result;
}
