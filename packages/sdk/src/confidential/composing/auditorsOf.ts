import { ProtocolError } from "@muniment/protocol";
import { blankRules } from "../documents/blankRules.js";
import type { Roster } from "../documents/rosterSchema.js";

/**
 * Who reads which asset, by the registrars' rules: first coordinates of the auditors' keys, as composing takes them.
 * @returns What throws SETTLEMENT_ASSET_UNKNOWN for an asset without rules.
 * @example const tools = { wallet, auditorOf: auditorsOf(roster.rules), expiresAt, random: randomElement };
 */
export function auditorsOf(rules: Roster["rules"]): (asset: bigint) => bigint {
  const auditors = new Map(rules.map(({ asset, auditor }) => [asset, auditor.x]));
  auditors.set(0n, blankRules().auditor.x);
  return (asset) => {
    const auditor = auditors.get(asset);
    if (auditor === undefined) throw new ProtocolError("SETTLEMENT_ASSET_UNKNOWN", { asset });
    return auditor;
  };
}
