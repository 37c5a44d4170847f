import type { Hex } from "@muniment/protocol";

import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";
import type { Contracts } from "../contracts/connectContracts.js";

/** Parameters of {@link recoverWallet}. */
export interface RecoverWalletParameters {
  /** Asset id. */
  readonly asset: Hex;
  /** Lost wallet. */
  readonly lost: string;
  /** New wallet. */
  readonly replacement: string;
  /** Identity of both. */
  readonly identity: string;
  /** keccak256 of the stated reason. */
  readonly reason: Hex;
}

/** Replaces a lost wallet. Sender: a transfer agent. */
export function recoverWallet(contracts: Contracts, parameters: RecoverWalletParameters): Call {
  const { asset, lost, replacement, identity, reason } = parameters;
  return buildCall(contracts.Trading, "Trading", "recover", [asset, lost, replacement, identity, reason]);
}
