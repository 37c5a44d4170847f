import { ProtocolError } from "@muniment/protocol";
import { auditorsOf, randomElement, type SettlementWallet, type SingleTools } from "@muniment/sdk";

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
  return { wallet, auditorOf: auditorsOf(rules), expiresAt, random: randomElement };
}
