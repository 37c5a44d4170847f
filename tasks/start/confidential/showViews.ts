import { operationWords, type SealedOperation } from "@muniment/protocol";
import { disclose, readSettledBatches, walletFile } from "@muniment/sdk";

import type { SettleContext } from "../../settle/SettleContext.js";
import { assetAmount } from "../../settle/AssetAmount.js";
import type { Bank } from "./Bank.js";

/** What words of an operation are, from the first one on (SETTLE-39). */
const meanings = [
  "value over the border",
  "target",
  "ephemeral key",
  ...["nullifier", "nullifier", "nullifier", "nullifier"],
  ...["commitment", "ciphertext", "ciphertext", "ciphertext", "ciphertext"],
] as const;

/** Shows the operations of the last batch as L1 has them: all that a stranger sees. */
export async function showStranger({ lane, output }: SettleContext): Promise<void> {
  const batch = (await readSettledBatches(lane.query)).at(-1);
  if (batch === undefined) return;
  const columns = batch.operations.map(operationWords);
  output.table(
    "stranger",
    meanings.map((word, place) => ({
      word,
      ...Object.fromEntries(
        columns.map((words, operation) => [`operation ${operation.toString()}`, short(words[place] ?? 0n)]),
      ),
    })),
  );
  const rest = wordsOf(batch.operations[0]) - meanings.length;
  output.line(
    `and ${rest.toString()} more commitments and ciphertexts. One of the ${batch.operations.length.toString()} is the delivery, ` +
      "the other moves nothing; which one, L1 does not tell: no amount, no asset, no party.",
  );
}

/** Shows an asset's flows as its auditor reads them, from L1 alone. */
export async function showAuditor(
  context: SettleContext,
  { viewKey, banks }: { readonly viewKey: string; readonly banks: readonly Bank[] },
): Promise<void> {
  const { lane, output } = context;
  const { keys } = await walletFile.read(viewKey);
  const nameOf = (key: bigint) => banks.find((bank) => bank.key === key)?.name ?? short(key);
  const rows = [];
  for (const flow of disclose(lane.genesis, await readSettledBatches(lane.query), keys.secret)) {
    rows.push({
      ...{ batch: flow.batch, asset: flow.asset, to: nameOf(flow.to) },
      from: flow.entered > 0n ? "a deposit on L1" : nameOf(flow.from),
      paid: await assetAmount.write(context, flow.asset, flow.paid),
      kept: await assetAmount.write(context, flow.asset, flow.kept),
      entered: await assetAmount.write(context, flow.asset, flow.entered),
    });
  }
  output.table("auditor", rows);
}

function wordsOf(operation: SealedOperation | undefined): number {
  return operation === undefined ? 0 : operationWords(operation).length;
}

/** A word's beginning and end; small numbers whole. */
function short(word: bigint): string {
  const text = word.toString(16);
  return text.length <= 16 ? `0x${text}` : `0x${text.slice(0, 10)}…${text.slice(-6)}`;
}
