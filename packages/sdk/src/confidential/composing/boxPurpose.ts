import { nobodyKey } from "../documents/nobodyKey.js";
import type { ShieldBoxPurpose } from "../l1/ShieldBoxPurpose.js";
import type { HolderBox } from "../wallet/HolderBox.js";
import type { SettlementWallet } from "../wallet/SettlementWallet.js";
import { composeBoxShield } from "./composeBoxShield.js";

/**
 * What L1 knows a box of the wallet's by.
 * @param box With a nullifier key that nothing else has.
 * @param owner Address on L1 that gets what is not shielded.
 * @example const purpose = boxPurpose(wallet, { asset: 2n, keyIndex: wallet.giveKey() }, owner);
 */
export function boxPurpose(wallet: SettlementWallet, box: HolderBox, owner: string): ShieldBoxPurpose {
  // The receiver depends on neither of these.
  const any = { auditorOf: () => nobodyKey().x, expiresAt: 0n };
  const { crossing } = composeBoxShield({ ...box, amount: 0n }, { wallet, ...any });
  return { asset: box.asset, receiver: crossing.target, owner };
}
