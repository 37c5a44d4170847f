import { sendCall, simulateCall, type Call } from "@muniment/sdk";
import type { TransactionReceipt } from "ethers";

import type { Context } from "./Context.js";

const STEPS_WITH_PROGRESS = 4;

async function simulate(context: Context, from: string, calls: readonly Call[]): Promise<void> {
  const [first, ...rest] = calls;
  if (first === undefined) return;
  const gas = await simulateCall(context.provider, from, first);
  context.output.table("dryRun", [
    { call: first.label, from, gas, result: "would succeed" },
    // A later call builds on the state of the ones before it, which a dry run does not create.
    ...rest.map((call) => ({ call: call.label, from, gas: "", result: "follows the first" })),
  ]);
}

/**
 * Carries out calls in the mode of the task: sends them and returns the receipts, simulates them, or prints them.
 * @param account Sender: an account name or an address.
 * @throws POLICY_REFUSED, CHAIN_FAILED
 */
export async function perform(
  context: Context,
  account: string,
  calls: readonly Call[],
): Promise<readonly TransactionReceipt[]> {
  const from = context.addressOf(account);
  if (context.mode === "calldata-only") {
    context.output.table(
      "calls",
      calls.map(({ label, to, value, data }) => ({ call: label, from, to, value, data })),
    );
    return [];
  }
  if (context.mode === "dry-run") {
    await simulate(context, from, calls);
    return [];
  }
  const signer = await context.signerOf(account);
  const receipts: TransactionReceipt[] = [];
  for (const [index, call] of calls.entries()) {
    if (calls.length > STEPS_WITH_PROGRESS) {
      context.output.progress(`${call.label} (${String(index + 1)} of ${String(calls.length)})`);
    }
    receipts.push(await sendCall(signer, call));
  }
  return receipts;
}
