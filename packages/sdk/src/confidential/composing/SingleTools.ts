import type { SettlementWallet } from "../wallet/SettlementWallet.js";

/**
 * What composing an operation alone takes.
 * @param auditorOf First coordinate of the key of an asset's auditor: what the registrars' rules say.
 * @param expiresAt Unix seconds; the operation settles in a batch of an earlier time only.
 * @param random A new element of the field each time, which nobody can guess.
 */
export interface SingleTools {
  readonly wallet: SettlementWallet;
  readonly auditorOf: (asset: bigint) => bigint;
  readonly expiresAt: bigint;
  readonly random: () => bigint;
}
