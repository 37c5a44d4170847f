import { ProtocolError } from "@muniment/protocol";
import type { Dispute, Hex } from "@muniment/protocol";
import type { Result } from "ethers";
import type { DisputeEvent } from "./DisputeEvent.js";
import { disputeInterface } from "./disputeInterface.js";
import { disputePhases } from "./disputePhases.js";

/** A log as a node gives it. */
export interface DisputeLogEntry {
  readonly topics: readonly string[];
  readonly data: string;
}

/**
 * What a log of a game says.
 * @throws DISPUTE_EVENTS_INCONSISTENT when it is none of a game's
 */
export function decodeDisputeLog({ topics, data }: DisputeLogEntry): DisputeEvent {
  const parsed = disputeInterface.parseLog({ topics: [...topics], data });
  if (parsed === null) {
    throw new ProtocolError("DISPUTE_EVENTS_INCONSISTENT", {
      id: topics[1] ?? "none",
      problem: "the event is unknown",
    });
  }
  return eventOf(parsed.name, parsed.args);
}

function eventOf(name: string, args: Result): DisputeEvent {
  if (name === "DelegateChanged") {
    return { kind: "delegateChanged", party: lower(args["party"]), delegate: lower(args["delegate"]) };
  }
  if (name === "CreditWithdrawn") {
    return { kind: "creditWithdrawn", account: lower(args["account"]), amount: args["amount"] as bigint };
  }
  const id = lower(args["id"]);
  switch (name) {
    case "DisputeOpened":
      return { kind: "opened", id, dispute: disputeOf(args["dispute"] as Result) };
    case "NodesShown":
      return { kind: "nodesShown", id, nodes: hashes(args["nodes"]) };
    case "NodeChosen":
      return { kind: "nodeChosen", id, which: Number(args["which"]) };
    case "LeafChosen": {
      const [place, before, behind] = [Number(args["place"]), lower(args["before"]), lower(args["behind"])];
      return { kind: "leafChosen", id, place, before, behind };
    }
    case "StatesShown":
      return { kind: "statesShown", id, states: hashes(args["states"]) };
    case "PartChosen":
      return { kind: "partChosen", id, which: Number(args["which"]) };
    default: {
      const end = {
        winner: lower(args["winner"]),
        paid: args["paid"] as bigint,
        burnt: args["burnt"] as bigint,
      };
      return { kind: "ended", id, outcome: disputePhases[Number(args["outcome"])] ?? "none", end };
    }
  }
}

function disputeOf(tuple: Result): Dispute {
  return {
    lane: tuple["lane"] as bigint,
    index: tuple["index"] as bigint,
    digest: lower(tuple["digest"]),
    challenger: lower(tuple["challenger"]),
    salt: tuple["salt"] as bigint,
  };
}

function hashes(value: unknown): Hex[] {
  return [...(value as Iterable<unknown>)].map(lower);
}

function lower(value: unknown): Hex {
  return String(value).toLowerCase() as Hex;
}
