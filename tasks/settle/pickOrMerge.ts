import { isProtocolError } from "@muniment/protocol";
import { composeMerge, type HeldNote } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { waitFor } from "../bridge/waitFor.js";
import { expiryOf } from "./expiryOf.js";
import type { SettleContext } from "./SettleContext.js";
import { askStanding, remember, submit } from "./submit.js";
import { toolsOf } from "./toolsOf.js";
import type { OpenWallet } from "./withWallet.js";

/** What is to be paid. */
export interface Need {
  readonly asset: bigint;
  readonly amount: bigint;
}

/**
 * Two notes at most that are worth an amount; with --merge the greatest ones are joined, batch by batch, until they are.
 * @throws SETTLEMENT_FUNDS_MISSING, SETTLEMENT_MERGE_NEEDED without --merge, WAIT_EXPIRED, and as the
 * prover refuses
 */
export async function pickOrMerge(
  context: SettleContext,
  args: Arguments,
  open: OpenWallet,
  { asset, amount }: Need,
): Promise<readonly HeldNote[]> {
  for (;;) {
    try {
      return open.wallet.pick(asset, amount);
    } catch (error) {
      const isMerging = isProtocolError(error) && error.code === "SETTLEMENT_MERGE_NEEDED";
      if (!isMerging || !args.flag("merge")) throw error;
      await merge(context, args, open, asset);
    }
  }
}

async function merge(
  context: SettleContext,
  args: Arguments,
  open: OpenWallet,
  asset: bigint,
): Promise<void> {
  const [one, other] = open.wallet.free(asset);
  if (one === undefined || other === undefined) return;
  // Of each its own: the one before may have waited for longer than an operation lives.
  const tools = await toolsOf(context, open.wallet, await expiryOf(context, args));
  const pending = remember(composeMerge([one, other], tools), "merge", tools);
  context.output.progress("Joining two notes");
  await submit(context, open, pending);
  await waitFor(context, args, async () => {
    await open.sync();
    const isThere = !open.wallet.notes.some(({ nullifier }) => nullifier === one.nullifier);
    if (!isThere) await askStanding(context, open, pending);
    return { answer: undefined, missing: isThere ? undefined : "a FINAL batch that joins two notes" };
  });
}
