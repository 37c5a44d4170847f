import { fromHex, keccak256 } from "@muniment/protocol";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { z } from "zod";
import { batchCalls } from "./laneCalls.js";
import type { BatchCall } from "./laneCalls.js";
import type { LaneProvider } from "./LaneProvider.js";

/** What a tracer says of a call. */
interface TracedCall {
  readonly input: string;
  readonly calls?: readonly TracedCall[] | undefined;
}

const call: z.ZodType<TracedCall> = z.lazy(() =>
  z.object({ input: z.string(), calls: z.array(call).optional() }),
);

/**
 * The data of a batch: in a call that brings them and lies anywhere in the transaction's input, or at last in one of its
 * calls, as the L1 node traces them. Whatever is found is the header's by its hash.
 * @returns Undefined when they are nowhere.
 */
export async function findBatchData(
  provider: LaneProvider,
  transaction: Hex,
  header: BatchHeader,
): Promise<Uint8Array | undefined> {
  if (header.dataSize === 0) return new Uint8Array();
  const sent = await provider.getTransaction(transaction);
  return (
    dataIn(sent?.data ?? "0x", header) ??
    callsOf(await trace(provider, transaction))
      .map(({ input }) => dataIn(input, header))
      .find((data) => data !== undefined)
  );
}

function dataIn(input: string, { dataSize, dataHash }: BatchHeader): Uint8Array | undefined {
  for (const batchCall of batchCalls) {
    const { selector } = batchCall;
    for (let at = input.indexOf(selector, 2); at !== -1; at = input.indexOf(selector, at + 1)) {
      const data = dataOf(batchCall, `0x${input.slice(at)}`);
      if (data?.length === dataSize && keccak256(data) === dataHash) return data;
    }
  }
  return undefined;
}

function dataOf({ dataIn: decode }: BatchCall, input: Hex): Uint8Array | undefined {
  try {
    return fromHex(decode(input));
  } catch {
    // What only looks like a call is none.
    return undefined;
  }
}

async function trace(provider: LaneProvider, transaction: Hex): Promise<TracedCall | undefined> {
  if (provider.send === undefined) return undefined;
  try {
    const answer = call.safeParse(
      await provider.send("debug_traceTransaction", [transaction, { tracer: "callTracer" }]),
    );
    return answer.success ? answer.data : undefined;
  } catch {
    // Many nodes do not trace; then the data are missing, which is said with the transaction's name.
    return undefined;
  }
}

function callsOf(traced: TracedCall | undefined): TracedCall[] {
  if (traced === undefined) return [];
  return [traced, ...(traced.calls ?? []).flatMap(callsOf)];
}
