import { keccak256 as hashOf } from "ethers";
import { decodeBatchHeader, fromHex, ProtocolError, type BatchHeader, type Hex } from "@muniment/protocol";

import type { RollupContracts } from "../rollup/connectRollup.js";

/** The header of a batch that is on L1. */
export interface FoundHeader {
  readonly header: BatchHeader;
  /** 360 bytes. */
  readonly bytes: Hex;
}

/**
 * The header of a batch, from the event of its commit; of several that were committed under one index, the one whose
 * digest stands.
 * @throws BRIDGE_EVENT_MISSING
 */
export async function findHeader(
  { Rollup, lane, l1Block }: RollupContracts,
  index: bigint,
): Promise<FoundHeader> {
  const digest = await Rollup.digestOf(lane, index);
  const events =
    index === 0n
      ? await Rollup.queryFilter(Rollup.filters.LaneOpened(lane), l1Block)
      : await Rollup.queryFilter(Rollup.filters.BatchCommitted(lane, index, digest), l1Block);
  const bytes = events.map(({ args }) => args.header).find((header) => hashOf(header) === digest);
  if (bytes === undefined)
    throw new ProtocolError("BRIDGE_EVENT_MISSING", { event: "header", lane, place: `batch ${index}` });
  return { header: decodeBatchHeader(fromHex(bytes)), bytes: bytes as Hex };
}
