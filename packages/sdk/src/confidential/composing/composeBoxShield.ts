import type { SettlementOperation } from "@muniment/protocol";
import type { HolderBox } from "../wallet/HolderBox.js";
import { composeShield } from "./composeShield.js";
import type { SingleTools } from "./SingleTools.js";

/** What was shielded from a box. */
export interface BoxShieldPlan extends HolderBox {
  /** Base units, as the shield on L1 has them. */
  readonly amount: bigint;
}

/**
 * The operation of a shield from a box of the wallet's. But for the amount it is the same each time, and so is its
 * receiver: of two that are composed one settles at most (SETTLE-111).
 */
export function composeBoxShield(
  { amount, ...box }: BoxShieldPlan,
  tools: Omit<SingleTools, "random">,
): SettlementOperation {
  const { keys, key } = tools.wallet;
  let place = 0;
  const random = (): bigint => keys.boxElement(box, place++);
  const address = { key: key.x, keyHash: keys.keyHash(box.keyIndex) };
  return composeShield({ asset: box.asset, amount, address }, { ...tools, random });
}
