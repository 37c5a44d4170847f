import {
  batchDigest,
  decodeBatchHeader,
  fromHex,
  isProtocolError,
  type BatchHeader,
} from "@muniment/protocol";

import type { CheckedRollup } from "./CheckedRollup.js";
import { compare, type RollupCheck } from "./RollupCheck.js";

const FINAL = 2;

/** The lane is open, and began with the manifest's genesis. */
export async function checkLane({ contracts, manifest }: CheckedRollup): Promise<RollupCheck[]> {
  const { Rollup: rollup } = contracts;
  const { lane, genesis } = manifest;
  const header = headerOf(genesis.header);
  if (header === undefined) return [compare("genesis.header", "a batch header", genesis.header)];
  return [
    compare("genesis.header L1 chain", manifest.l1ChainId, header.l1ChainId),
    compare("genesis.header rollup", manifest.contracts.Rollup.address, header.rollup),
    compare("genesis.header lane", lane, header.lane),
    compare("genesis.time", header.time, genesis.time),
    compare("Rollup.levelOf genesis", FINAL, await rollup.levelOf(lane, 0)),
    compare("Rollup.digestOf genesis", batchDigest(header), await rollup.digestOf(lane, 0)),
  ];
}

function headerOf(bytes: `0x${string}`): BatchHeader | undefined {
  try {
    return decodeBatchHeader(fromHex(bytes));
  } catch (error) {
    if (isProtocolError(error)) return undefined;
    throw error;
  }
}
