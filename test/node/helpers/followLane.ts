import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BlobArchive, L1Rpc } from "@muniment/derivation";
import { smallCapacity } from "@muniment/executor";
import { Follower, type FollowerOptions } from "@muniment/node";
import type { ProtocolError } from "@muniment/protocol";
import { lane } from "../../L1/helpers/deployL1.js";
import type { RealLane } from "../../derivation/helpers/RealLane.js";
import { allocations } from "../../executor/batches/helpers/lane.js";
import { chainId } from "../../executor/transition/helpers/chain.js";

/** A follower, and what it has told. */
export interface FollowedLane {
  readonly follower: Follower;
  readonly directory: string;
  /** Steps in words. */
  readonly steps: string[];
  readonly troubles: string[];
  readonly failures: ProtocolError[];
}

/** Follows a lane from L1 and an archive alone. */
export function followLane(
  real: RealLane,
  archive: BlobArchive,
  more: Partial<FollowerOptions> & { l1?: L1Rpc } = {},
): FollowedLane {
  const { directory = mkdtempSync(join(tmpdir(), "muniment-follow-")) } = more;
  const { header, block } = real.genesisOfReplica;
  const steps: string[] = [];
  const troubles: string[] = [];
  const failures: ProtocolError[] = [];
  const follower = Follower.start(
    {
      ...{ lane: Number(lane), chainId, l1: real.l1.connection.ethers.provider, archive },
      contracts: { rollup: real.rollup, queue: real.queue },
      ...{ fromBlock: real.deployedAt, confirmations: 0, pollInterval: 20, capacity: smallCapacity },
      genesis: { header, block, allocations },
      ...{ ...more, directory },
    },
    {
      onStep: (step, place) => {
        if (step.kind === "batch") steps.push(`batch ${place.index}`);
        else steps.push(`${step.kind} ${step.last}`);
      },
      onTrouble: (trouble) => troubles.push(String(trouble)),
      onFailure: (failure) => failures.push(failure),
    },
  );
  return { follower, directory, steps, troubles, failures };
}
