import { ProtocolError } from "@muniment/protocol";
import { blankRules, type Roster } from "@muniment/sdk";

/**
 * First coordinate of the key of an asset's auditor.
 * @throws SETTLEMENT_ASSET_UNKNOWN
 */
export function auditorOf({ rules }: Pick<Roster, "rules">, asset: bigint): bigint {
  if (asset === 0n) return blankRules().auditor.x;
  const found = rules.find((each) => each.asset === asset);
  if (found === undefined) throw new ProtocolError("SETTLEMENT_ASSET_UNKNOWN", { asset });
  return found.auditor.x;
}
