import { concat } from "ethers";

import { describeRevert } from "../calls/describeRevert.js";
import { errorInterface } from "../calls/errorInterface.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** One rule a transfer would break. */
export interface TransferRefusal {
  /** Whose rule it is: the module's name, or `Token`. */
  readonly module: string;
  /** Name of the error that states it. */
  readonly code: string;
  /** What it means, in a sentence. */
  readonly sentence: string;
  /** Contract that refuses. */
  readonly source: string;
}

/** Parameters of {@link explainTransfer}. */
export interface ExplainTransferParameters {
  readonly token: string;
  readonly from: string;
  readonly to: string;
  /** Base units. */
  readonly amount: bigint;
  /** Who sends the transaction, when it is not the holder. */
  readonly spender?: string;
}

const MODULE_SENTENCES: Readonly<Record<string, string>> = {
  LifecycleGateModule: "The asset is not in Trading, so holders cannot move units.",
  CountryAllowModule: "The receiver's country is not among those the asset is offered in.",
  MaxBalanceModule: "The receiver would hold more than the most one identity may hold.",
  InitialLockupPeriodModule: "The sender's units are still locked up after their issue.",
};

function toRefusal(failure: {
  source: string;
  module: string;
  code: string;
  details: string;
}): TransferRefusal {
  const parsed = errorInterface().parseError(concat([failure.code, failure.details]));
  const name = parsed?.name ?? failure.code;
  const args = Object.fromEntries(
    (parsed?.fragment.inputs ?? []).map((input, index) => [input.name, parsed?.args[index] as unknown]),
  );
  return {
    module: failure.module === "" ? "Token" : failure.module,
    code: name,
    sentence: MODULE_SENTENCES[failure.module] ?? describeRevert({ name, args, data: failure.details }),
    source: failure.source,
  };
}

/**
 * Every rule a transfer would break now; none exactly when it would succeed.
 * @example const refusals = await explainTransfer(contracts, { token, from, to, amount: 10n });
 */
export async function explainTransfer(
  contracts: Contracts,
  parameters: ExplainTransferParameters,
): Promise<TransferRefusal[]> {
  const { token, from, to, amount, spender } = parameters;
  const failures = await contracts.TransferExplainer.explain(token, spender ?? from, from, to, amount);
  return failures.map(({ source, module, code, details }) => toRefusal({ source, module, code, details }));
}
