/**
 * A box of a holder's, from which the seed alone makes the box's operation (SETTLE-115).
 * @param keyIndex Number of the nullifier key that the box's note has, as SettlementWallet.giveKey gives it: for one box.
 */
export interface HolderBox {
  readonly asset: bigint;
  readonly keyIndex: number;
}
