import type { Call } from "../calls/Call.js";
import { disputeInterface } from "./disputeInterface.js";

/** What a call of a game is encoded from. */
export interface DisputeCallParts {
  /** Address of the game. */
  readonly game: string;
  readonly method: string;
  /** In ABI order. */
  readonly args: readonly unknown[];
  /** wei; none unless told. */
  readonly value?: bigint;
}

/** Encodes a call of a game. */
export function disputeCall({ game, method, args, value = 0n }: DisputeCallParts): Call {
  const data = disputeInterface.encodeFunctionData(method as "open", args as never);
  return { to: game, data, value, label: `DisputeGame.${method}` };
}
