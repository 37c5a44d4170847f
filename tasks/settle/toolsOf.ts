import { ProtocolError } from "@muniment/protocol";
import { blankRules, randomElement, type SettlementWallet, type SingleTools } from "@muniment/sdk";

import type { SettleContext } from "./SettleContext.js";

/**
 * What composing takes: the auditors' keys are those of the rules that the prover works by. Another key would be found:
 * no circuit proves an operation whose auditor is not that of the registrars' rules.
 * @throws As the prover's client, SETTLEMENT_WALLET_FOREIGN when the prover is of another lane
 */
export async function toolsOf(
  { prover, lane }: SettleContext,
  wallet: SettlementWallet,
  expiresAt: bigint,
): Promise<SingleTools> {
  const { rules, domain } = await prover().getRules();
  if (domain !== lane.domain) {
    throw new ProtocolError("SETTLEMENT_WALLET_FOREIGN", {
      ...{ path: "the wallet", expected: domain, actual: wallet.domain },
    });
  }
  const auditors = new Map(rules.map(({ asset, auditor }) => [asset, auditor.x]));
  auditors.set(0n, blankRules().auditor.x);
  const auditorOf = (asset: bigint): bigint => {
    const auditor = auditors.get(asset);
    if (auditor === undefined) throw new ProtocolError("SETTLEMENT_ASSET_UNKNOWN", { asset });
    return auditor;
  };
  return { wallet, auditorOf, expiresAt, random: randomElement };
}
