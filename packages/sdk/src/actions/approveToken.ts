import { RwaToken__factory } from "../../../../typechain-types/index.js";
import { buildCall } from "../calls/buildCall.js";
import type { Call } from "../calls/Call.js";

/** Parameters of {@link approveToken}. */
export interface ApproveTokenParameters {
  /** Any ERC-20 token. */
  readonly token: string;
  readonly spender: string;
  /** Base units. */
  readonly amount: bigint;
}

/** Lets a contract take units of an ERC-20 token. Sender: the holder. */
export function approveToken({ token, spender, amount }: ApproveTokenParameters): Call {
  return buildCall(RwaToken__factory.connect(token), "Token", "approve", [spender, amount]);
}
