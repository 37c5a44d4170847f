import { batchDigest, decodeBatchHeader, fromHex, keccak256, ProtocolError } from "@muniment/protocol";
import type { BatchHeader, Hex, QueueItem } from "@muniment/protocol";
import type { Result } from "ethers";
import type { L1Log } from "./L1Client.js";
import type { L1Place, LaneEvent } from "./LaneEvent.js";
import { laneInterface } from "./laneInterface.js";

/**
 * What a log of the rollup or the queue says.
 * @param time Of its block, Unix seconds.
 * @throws L1_LOGS_INCONSISTENT when it is none of theirs, or says of a header or an item what is not so
 */
export function decodeLaneLog(log: L1Log, time: bigint): LaneEvent {
  const { blockNumber: block, blockHash, transactionHash: transaction, logIndex } = log;
  const at: L1Place = { block, blockHash, time, transaction, logIndex };
  try {
    const parsed = laneInterface.parseLog({ topics: [...log.topics], data: log.data });
    if (parsed === null) throw inconsistent(at, "the event is unknown");
    return { at, ...contentOf(parsed.name, parsed.args, at) };
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    throw inconsistent(at, "the event cannot be read", cause);
  }
}

type Content = LaneEvent extends infer Event
  ? Event extends { at: unknown }
    ? Omit<Event, "at">
    : never
  : never;

function contentOf(name: string, args: Result, at: L1Place): Content {
  switch (name) {
    case "LaneOpened":
      return { kind: "opened", ...headerOf(args, at) };
    case "BatchCommitted":
      return { kind: "committed", ...headerOf(args, at), committer: lower(args["committer"]) };
    case "EvidenceAdded": {
      const [index, evidence] = [args["index"] as bigint, Number(args["kind"])];
      return { kind: "evidence", index, evidence, verifier: lower(args["verifier"]) };
    }
    case "BatchesFinalized":
      return { kind: "finalized", index: args["index"] as bigint };
    case "LaneRolledBack":
      return { kind: "rolledBack", index: args["index"] as bigint, epoch: args["epoch"] as bigint };
    default:
      return { kind: "queued", place: args["place"] as bigint, item: itemOf(args, at) };
  }
}

function headerOf(args: Result, at: L1Place): { digest: Hex; header: BatchHeader } {
  const digest = lower(args["digest"]);
  const header = decodeBatchHeader(fromHex(String(args["header"])));
  if (batchDigest(header) !== digest) throw inconsistent(at, "the digest is not the header's");
  if (BigInt(header.lane) !== args["lane"]) throw inconsistent(at, "the header is another lane's");
  return { digest, header };
}

function itemOf(args: Result, at: L1Place): QueueItem {
  const item = args["item"] as Result;
  const data = lower(args["data"]);
  if (keccak256(fromHex(data)) !== lower(item["dataHash"])) {
    throw inconsistent(at, "the item's data are not what its hash says");
  }
  return {
    sender: lower(item["sender"]),
    recipient: lower(item["recipient"]),
    isCreation: item["isCreation"] === true,
    mint: item["mint"] as bigint,
    value: item["value"] as bigint,
    gasLimit: item["gasLimit"] as bigint,
    data,
    time: item["time"] as bigint,
    gasBefore: item["gasBefore"] as bigint,
  };
}

function lower(value: unknown): Hex {
  return String(value).toLowerCase() as Hex;
}

function inconsistent({ block, transaction }: L1Place, problem: string, cause?: unknown): ProtocolError {
  return new ProtocolError("L1_LOGS_INCONSISTENT", { block, transaction, problem }, { cause });
}
