import { fromHex, isProtocolError, keccak256 } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { z } from "zod";
import type { L1Client, L1Transaction } from "../l1/L1Client.js";
import { laneInterface } from "../l1/laneInterface.js";
import type { CommittedBatch } from "../l1/LaneRecord.js";

/** What a tracer says of a call. */
interface TracedCall {
  readonly to?: string | undefined;
  readonly input: string;
  readonly calls?: readonly TracedCall[] | undefined;
}

const call: z.ZodType<TracedCall> = z.lazy(() =>
  z.object({ to: z.string().optional(), input: z.string(), calls: z.array(call).optional() }),
);

/**
 * The calldata of a commit. A committer that is a contract carries them in a call of its own: then they are looked for
 * in the transaction's input and at last in its calls, as the L1 node traces them.
 * @returns Undefined when they are nowhere.
 * @throws L1_ANSWER_INVALID
 */
export async function findCommitData(
  l1: L1Client,
  transaction: L1Transaction,
  batch: CommittedBatch,
): Promise<Uint8Array | undefined> {
  return (
    dataIn(transaction.input, batch) ??
    callsOf(await trace(l1, transaction.hash))
      .map(({ input }) => dataIn(input, batch))
      .find((data) => data !== undefined)
  );
}

/** The data of a call of commitBatch that lies somewhere in an input, and is the batch's. */
function dataIn(input: string, { header, digest }: CommittedBatch): Uint8Array | undefined {
  const selector = laneInterface.getFunction("commitBatch")?.selector.slice(2) ?? "";
  const name = digest.slice(2);
  // A call names the digest in its third word; nothing else is worth decoding.
  for (let at = input.indexOf(name); at !== -1; at = input.indexOf(name, at + 1)) {
    const start = at - 2 * (4 + 2 * 32);
    if (!input.startsWith(selector, start)) continue;
    const data = dataOf(`0x${input.slice(start)}`);
    if (data?.length === header.dataSize && keccak256(data) === header.dataHash) return data;
  }
  return undefined;
}

function dataOf(input: Hex): Uint8Array | undefined {
  try {
    return fromHex(String(laneInterface.decodeFunctionData("commitBatch", input)["data"]));
  } catch {
    // What only looks like a call is none.
    return undefined;
  }
}

/** The transaction's calls; undefined when the node does not trace. */
async function trace(l1: L1Client, hash: Hex): Promise<TracedCall | undefined> {
  try {
    return await l1.ask("debug_traceTransaction", [hash, { tracer: "callTracer" }], call);
  } catch (error) {
    if (isProtocolError(error)) return undefined;
    throw error;
  }
}

function callsOf(traced: TracedCall | undefined): TracedCall[] {
  if (traced === undefined) return [];
  return [traced, ...(traced.calls ?? []).flatMap(callsOf)];
}
