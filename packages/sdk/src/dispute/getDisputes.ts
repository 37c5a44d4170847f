import type { Hex } from "@muniment/protocol";
import type { Provider } from "ethers";
import { decodeDisputeLog } from "./decodeDisputeLog.js";
import type { DisputeTranscript } from "./DisputeTranscript.js";
import { replayDispute } from "./replayDispute.js";

/** Whose disputes are asked for. */
export interface DisputeQuery {
  /** Of one lane alone; of all unless told. */
  readonly lane?: number;
  /** Of one batch alone. */
  readonly digest?: Hex;
  /** L1 block from which on there are events. */
  readonly fromBlock: number;
  /** The latest unless told. */
  readonly toBlock?: number;
}

/**
 * Disputes of a game as its events tell them, in the order in which they were opened.
 * @throws DISPUTE_EVENTS_INCONSISTENT
 * @example const open = (await getDisputes(l1, game, { lane: 1, fromBlock })).filter(({ end }) => end === undefined);
 */
export async function getDisputes(
  l1: Provider,
  game: string,
  { lane, digest, fromBlock, toBlock }: DisputeQuery,
): Promise<DisputeTranscript[]> {
  const logs = await l1.getLogs({ address: game, fromBlock, toBlock: toBlock ?? "latest" });
  const found = new Map<Hex, DisputeTranscript>();
  for (const log of logs) {
    const event = decodeDisputeLog(log);
    if ("id" in event) found.set(event.id, replayDispute(found.get(event.id), event));
  }
  return [...found.values()].filter(
    ({ dispute }) =>
      (lane === undefined || dispute.lane === BigInt(lane)) &&
      (digest === undefined || dispute.digest === digest),
  );
}
