import { noteNullifier, ProtocolError, type Hex, type SettlementOperation } from "@muniment/protocol";
import {
  operationId,
  proverProblem,
  type OperationStanding,
  type PendingOperation,
  type SingleTools,
} from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";
import { notFinal } from "../bridge/notFinal.js";
import { waitFor } from "../bridge/waitFor.js";
import { isDecided } from "./isDecided.js";
import type { SettleContext } from "./SettleContext.js";
import type { OpenWallet } from "./withWallet.js";

/** What is remembered of an operation before it goes to the prover. */
export function remember(
  operation: SettlementOperation,
  kind: PendingOperation["kind"],
  { wallet, auditorOf }: SingleTools,
): PendingOperation {
  const [{ asset, inputs }] = operation.legs;
  const owner = operation.parties[0].x;
  const nullifiers = inputs.map((input) => noteNullifier({ asset, owner, ...input }));
  const pending = {
    ...{ id: operationId(operation, auditorOf), kind, nullifiers },
    ...{ expiresAt: operation.expiresAt, operation },
  };
  wallet.begin(pending);
  return pending;
}

/**
 * Brings an operation to the prover. What it refuses is forgotten; what it may have taken is not.
 * @throws As the prover refuses
 */
export async function submit(
  { prover }: SettleContext,
  { wallet, keep }: OpenWallet,
  { id, operation }: PendingOperation,
): Promise<void> {
  await keep();
  try {
    if (operation !== undefined) await prover().submitOperation(operation);
  } catch (error) {
    if (isDecided(error)) wallet.drop(id);
    throw error;
  }
}

/**
 * Where an operation stands; what was refused is forgotten.
 * @param begun Name by which the wallet has it, where that is another: the offer's.
 * @throws As it was refused, or PROVER_ANSWER_INVALID when the prover does not say why
 */
export async function askStanding(
  { prover }: SettleContext,
  { wallet }: OpenWallet,
  { id, begun = id }: { readonly id: Hex; readonly begun?: Hex },
): Promise<OperationStanding> {
  const standing = await prover().getOperation(id);
  if (standing.status !== "refused") return standing;
  wallet.drop(begun);
  if (standing.problem !== undefined) throw proverProblem.error(standing.problem);
  const problem = "it refuses without a reason";
  throw new ProtocolError("PROVER_ANSWER_INVALID", { path: `/v1/operations/${id}`, problem });
}

/**
 * Says what became of an operation; with --wait only when it is FINAL, exit code 4 before.
 * @param begun Name by which the wallet has it, where that is another: the offer's.
 * @throws As it was refused
 */
export async function awaitOperation(
  context: SettleContext,
  args: Arguments,
  open: OpenWallet,
  operation: { readonly id: Hex; readonly begun?: Hex },
): Promise<void> {
  const ask = async () => {
    const answer = await askStanding(context, open, operation);
    const isOver = answer.status === "final";
    return { answer, missing: isOver ? undefined : `a FINAL batch with the operation (${answer.status})` };
  };
  const standing = args.flag("wait") ? await waitFor(context, args, ask) : (await ask()).answer;
  context.output.value("operation", operation.id);
  context.output.value("status", standing.status);
  if (standing.batch !== undefined) context.output.value("batch", standing.batch);
  if (standing.transaction !== undefined) context.output.value("transaction", standing.transaction);
  if (standing.status === "final") await open.sync();
  else notFinal();
}
