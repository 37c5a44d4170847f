import type { ProtocolError } from "@muniment/protocol";
import type { ReliableSender } from "@muniment/sdk";
import type { Provider } from "ethers";
import type { Logger } from "pino";
import type { DisputeLog } from "../disputes/DisputeLog.js";
import type { LaneWatch } from "../lane/LaneWatch.js";
import type { DisputeMetrics } from "./DisputeMetrics.js";

/** What a player works with. */
export interface PlayerParts {
  readonly lane: LaneWatch;
  readonly disputes: DisputeLog;
  readonly l1: Provider;
  /** Of the player's key; nobody else uses it. */
  readonly sender: ReliableSender;
  readonly metrics: DisputeMetrics;
  readonly log: Logger;
  /** Told of what does not stop the player: a move that L1 refuses, a dispute that is lost. */
  readonly onTrouble?: (trouble: ProtocolError) => void;
}
