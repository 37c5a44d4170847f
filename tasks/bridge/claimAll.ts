import { ProtocolError } from "@muniment/protocol";
import {
  claimWithdrawal,
  getWithdrawalStatus,
  payHeld,
  releaseHeld,
  retryFailed,
  type Call,
  type HeldPayment,
  type WithdrawalStatus,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import type { BridgeContext } from "./BridgeContext.js";
import { sendAll } from "./sendAll.js";
import { showWithdrawals } from "./showWithdrawals.js";
import { waitFor } from "./waitFor.js";

/** How many held payments a claim pays at most, those before its own with it. */
const PAYMENTS = 20n;

/** What is claimed, and by whom. */
export interface ClaimAll {
  /** Hash on L2. */
  readonly transaction: string;
  /** Who pays for the claim on L1; the network's first account without it. */
  readonly sender: string | undefined;
}

/**
 * Claims everything that a transaction of L2 sent to L1; with --wait it waits for FINAL first.
 * @throws WITHDRAWAL_NOT_FINAL, WITHDRAWAL_BLOCKED, MESSAGE_CALL_FAILED, WAIT_EXPIRED
 */
export async function claimAll(
  context: BridgeContext,
  args: Arguments,
  { transaction, sender }: ClaimAll,
): Promise<void> {
  const { l1, l2, rollup, rpc, output } = context;
  const ask = (): Promise<WithdrawalStatus[]> =>
    getWithdrawalStatus({ rollup, l2: l2.provider, rpc }, transaction);
  const found = args.flag("wait")
    ? await waitFor(context, args, async () => {
        const answer = await ask();
        return { answer, missing: missingIn(answer) };
      })
    : await ask();
  const calls = found.flatMap((withdrawal) => callOf(context, args, withdrawal) ?? []);
  const [first, ...rest] = calls;
  if (first !== undefined) {
    const receipt = await sendAll(output, await l1.signerOf(sender), [first, ...rest]);
    output.value("claim", receipt.hash);
  }
  const after = first === undefined ? found : await ask();
  showWithdrawals(context, after);
  refuseRest(after);
}

function missingIn(withdrawals: readonly WithdrawalStatus[]): string | undefined {
  const open = withdrawals.find(({ status }) => status === "SENT" || status === "COMMITTED");
  if (open === undefined) return undefined;
  const { place } = open.message;
  return open.status === "SENT"
    ? `a batch on L1 with the message at place ${place.toString()}`
    : `batch ${String(open.batch)} to be FINAL`;
}

/** The call that takes a withdrawal further; undefined when none does now. */
function callOf(
  { rollup }: BridgeContext,
  args: Arguments,
  { status, isClaimable, message, inclusion, held }: WithdrawalStatus,
): Call | undefined {
  if (status === "FINAL" && isClaimable && inclusion !== undefined)
    return claimWithdrawal(rollup, message, inclusion);
  if (status === "FAILED" && args.flag("retry")) return retryFailed(rollup, message);
  return held !== undefined && args.flag("release") ? releaseOf(rollup, args, held) : undefined;
}

function releaseOf(
  rollup: BridgeContext["rollup"],
  args: Arguments,
  { reason, gateway, asset, recipient, place }: HeldPayment,
): Call | undefined {
  if (reason === "LIMIT") return payHeld(rollup, { gateway, asset, times: PAYMENTS });
  if (reason === "OWED" || place === undefined) return undefined;
  return releaseHeld(rollup, { id: place, wallet: args.optional("wallet") ?? recipient });
}

/** What a claim leaves undone ends the command with the exit code that says why. */
function refuseRest(withdrawals: readonly WithdrawalStatus[]): void {
  for (const { status, obstacle, message } of withdrawals) {
    const { place } = message;
    if (status === "SENT" || status === "COMMITTED")
      throw new ProtocolError("WITHDRAWAL_NOT_FINAL", { place, level: status });
    if (obstacle !== undefined) throw new ProtocolError("WITHDRAWAL_BLOCKED", { place, reason: obstacle });
    if (status === "FAILED") throw new ProtocolError("MESSAGE_CALL_FAILED", { place });
  }
}
