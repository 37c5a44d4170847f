import { decodeBatchHeader, fromHex } from "@muniment/protocol";
import type { BatchHeader } from "@muniment/protocol";
import type { Log } from "ethers";
import { Rollup__factory } from "../../../../../typechain-types/index.js";
import { portalInterface } from "./portalInterface.js";

const rollupInterface = Rollup__factory.createInterface();

/**
 * The header that a portal committed, by the logs of its transaction: the commit that is told of first behind the
 * portal's own word is the rollup's, for between the two nobody else's code runs.
 * @returns Undefined when the portal told of no such batch.
 */
export function findCommitted(logs: readonly Log[], portal: string, index: bigint): BatchHeader | undefined {
  const posted = portalInterface.getEvent("BatchPosted").topicHash;
  const committed = rollupInterface.getEvent("BatchCommitted").topicHash;
  const start = logs.findIndex(
    ({ address, topics }) =>
      address.toLowerCase() === portal.toLowerCase() &&
      topics[0] === posted &&
      BigInt(topics[1] ?? "0x0") === index,
  );
  if (start === -1) return undefined;
  const log = logs.slice(start).find(({ topics }) => topics[0] === committed);
  if (log === undefined) return undefined;
  const { args } = rollupInterface.parseLog(log) ?? {};
  return args === undefined ? undefined : decodeBatchHeader(fromHex(String(args["header"])));
}
