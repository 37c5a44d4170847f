import { isProtocolError } from "@muniment/protocol";
import { reclaimShield, sendCall, type ShieldWords } from "@muniment/sdk";
import type { Signer } from "ethers";

import type { SettleLane } from "./SettleLane.js";

/**
 * Has L1 give a shield back to who paid it in.
 * @returns False when it waits: a batch can still use it.
 * @throws POLICY_REFUSED for any other reason, CHAIN_FAILED
 */
export async function giveBack(
  { contracts }: SettleLane,
  signer: Signer,
  shield: ShieldWords,
): Promise<boolean> {
  try {
    await sendCall(signer, reclaimShield(contracts, shield));
    return true;
  } catch (error) {
    const isWaiting = isProtocolError(error) && error.context["error"] === "SettlementShieldWaits";
    if (isWaiting) return false;
    throw error;
  }
}
