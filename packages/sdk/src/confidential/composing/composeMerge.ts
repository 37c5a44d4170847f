import { keyOf } from "@muniment/protocol";
import type { SettlementOperation } from "@muniment/protocol";
import type { HeldNote } from "../wallet/HeldNote.js";
import { composeSingle, noKeyHash } from "./composeSingle.js";
import type { SingleTools } from "./SingleTools.js";

/**
 * Makes one note of two: all of it is change, so that no cap and no jurisdiction of receivers is in the way.
 * @throws SETTLEMENT_NOTES_UNFIT
 */
export function composeMerge(notes: readonly [HeldNote, HeldNote], tools: SingleTools): SettlementOperation {
  const { wallet, random } = tools;
  const leg = {
    ...{ asset: notes[0].asset, notes, paid: 0n, receiverKeyHash: noKeyHash(random) },
    changeKeyHash: wallet.giveAddress().keyHash,
  };
  return composeSingle({ receiver: keyOf(random()), leg }, tools);
}
