import { decodeBatchHeader, fromHex, isProtocolError, ProtocolError } from "@muniment/protocol";

import type { BatchAnswer } from "../rpc/batchSchema.js";
import type { MunimentRpc } from "../rpc/MunimentRpc.js";

/** A batch at whose end a trail can end. */
export interface AuditBatch {
  readonly batch: BatchAnswer;
  /** Its last block. */
  readonly toBlock: number;
}

/**
 * The batch that a trail with proofs ends at: the last FINAL one whose state the node still has, otherwise the last
 * COMMITTED one.
 * @param fromBlock First block of the deployment, which the batch must have reached.
 * @throws AUDIT_NOT_COMMITTED
 */
export async function findAuditBatch(
  rpc: MunimentRpc,
  fromBlock: number,
  lifecycle: string,
): Promise<AuditBatch> {
  for (const tag of ["finalized", "safe"] as const) {
    const index = (await rpc.getLevel(tag))?.batch ?? undefined;
    const batch = index === undefined ? undefined : await rpc.getBatch(index);
    if (batch === undefined) continue;
    const { firstBlock, blocks } = decodeBatchHeader(fromHex(batch.header));
    const toBlock = Number(firstBlock) + blocks - 1;
    if (toBlock >= fromBlock && (await hasState(rpc, lifecycle, BigInt(toBlock)))) return { batch, toBlock };
  }
  throw new ProtocolError("AUDIT_NOT_COMMITTED", { fromBlock });
}

/** Nodes keep the state of the last blocks only. */
async function hasState(rpc: MunimentRpc, address: string, block: bigint): Promise<boolean> {
  try {
    return (await rpc.getProof(address, [], block)) !== undefined;
  } catch (error) {
    if (isProtocolError(error) && error.code === "CHAIN_FAILED") return false;
    throw error;
  }
}
