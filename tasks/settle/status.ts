import { isProtocolError } from "@muniment/protocol";
import { wordText, type PendingOperation } from "@muniment/sdk";

import { settleAction, type SettleRun } from "./settleAction.js";
import type { SettleContext } from "./SettleContext.js";
import { withWallet } from "./withWallet.js";

/** Shows how the prover is, and with --wallet what is under way; --resume brings that to the prover again. */
export const run: SettleRun = async (context, args) => {
  const { output, prover } = context;
  const status = await prover().getStatus();
  output.value("lane", status.lane);
  output.value("batches", status.batches);
  output.value("stateRoot", wordText(status.stateRoot));
  output.value("waiting", status.waiting);
  output.value("sizes", status.sizes.join(", "));
  output.value("proofs", status.isInsecure ? "INSECURE: of a development SRS" : "of the ceremony's SRS");
  if (args.optional("wallet") === undefined) return;
  await withWallet(context, args, async ({ wallet }) => {
    const rows = [];
    for (const pending of wallet.pending) {
      const { id, kind, expiresAt } = pending;
      const expires = new Date(Number(expiresAt) * 1_000).toISOString();
      const refusal = args.flag("resume") ? await bringAgain(context, pending) : undefined;
      rows.push({ id, kind, expires, status: refusal ?? (await standingOf(context, pending)) });
    }
    output.table("underWay", rows);
  });
};

/** Brings to the prover what it was brought; why it does not take it, if it does not. */
async function bringAgain(
  { prover }: SettleContext,
  { operation, leg }: PendingOperation,
): Promise<string | undefined> {
  try {
    if (operation !== undefined) await prover().submitOperation(operation);
    if (leg !== undefined) await prover().submitLeg(leg);
    return undefined;
  } catch (error) {
    return known(error);
  }
}

async function standingOf({ prover }: SettleContext, { id, leg }: PendingOperation): Promise<string> {
  try {
    if (leg === undefined) return (await prover().getOperation(id)).status;
    return (await prover().getOffer(leg.leg.offer, leg.leg.ticket)).status;
  } catch (error) {
    return known(error);
  }
}

function known(error: unknown): string {
  if (isProtocolError(error)) return error.code;
  throw error;
}

export default settleAction(run);
