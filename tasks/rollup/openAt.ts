import {
  type BatchHeader,
  decodeBatchHeader,
  encodeBatchHeader,
  fromHex,
  type Hex,
  ProtocolError,
  toHex,
} from "@muniment/protocol";
import { buildCall, sendCall } from "@muniment/sdk";

import type { RollupWorld } from "./RollupWorld.js";

/** How a lane was opened. */
export interface OpenedLane {
  /** Of the genesis batch, Unix seconds. */
  readonly time: number;
  /** Its header, 360 bytes. */
  readonly header: Hex;
}

/**
 * Opens a lane at its genesis, unless that is done.
 * @param what The lane, for errors.
 * @param makeHeader Makes the genesis batch's header, of a time.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS when the lane was opened at another genesis
 */
export async function openAt(
  world: RollupWorld,
  { lane, what }: { readonly lane: number; readonly what: string },
  makeHeader: (time: bigint) => BatchHeader,
): Promise<OpenedLane> {
  const { contracts, parameters, deployer, connection, fromBlock } = world;
  const { Rollup: rollup } = contracts;
  const [found] = await rollup.queryFilter(rollup.filters.LaneOpened(lane), fromBlock);
  const opened = found?.args.header as Hex | undefined;
  const block = await connection.ethers.provider.getBlock("latest");
  const time = opened === undefined ? BigInt(block?.timestamp ?? 0) : decodeBatchHeader(fromHex(opened)).time;
  const header = toHex(encodeBatchHeader(makeHeader(time)));
  if (opened === undefined) {
    await sendCall(deployer, buildCall(rollup, "Rollup", "openLane", [header, parameters.bonds.batchGwei]));
  } else if (opened !== header) {
    throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", { what, actual: opened, expected: header });
  }
  return { time: Number(time), header };
}
