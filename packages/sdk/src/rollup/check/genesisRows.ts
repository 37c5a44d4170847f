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

/** A lane of a manifest, and how it began. */
export interface OpenedLane {
  readonly lane: number;
  readonly genesis: { readonly time: number; readonly header: `0x${string}` };
  /** What stands before the names of the checks. */
  readonly prefix: string;
}

/** A lane is open, and began with the manifest's genesis. */
export async function genesisRows(
  { contracts, manifest }: CheckedRollup,
  { lane, genesis, prefix }: OpenedLane,
): Promise<RollupCheck[]> {
  const { Rollup: rollup } = contracts;
  const header = headerOf(genesis.header);
  const row = (check: string, expected: unknown, actual: unknown): RollupCheck =>
    compare(`${prefix}${check}`, expected, actual);
  if (header === undefined) return [row("genesis.header", "a batch header", genesis.header)];
  return [
    row("genesis.header L1 chain", manifest.l1ChainId, header.l1ChainId),
    row("genesis.header rollup", manifest.contracts.Rollup.address, header.rollup),
    row("genesis.header lane", lane, header.lane),
    row("genesis.time", header.time, genesis.time),
    row("Rollup.levelOf genesis", FINAL, await rollup.levelOf(lane, 0)),
    row("Rollup.digestOf genesis", batchDigest(header), await rollup.digestOf(lane, 0)),
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
