import { decodeBatchHeader, fromHex, ProtocolError, type Hex, lastBlockOf } from "@muniment/protocol";

import { verifyStateProof } from "../bridge/verifyStateProof.js";
import type { BatchAnswer } from "../rpc/batchSchema.js";
import type { MunimentRpc } from "../rpc/MunimentRpc.js";
import type { AuditTrail } from "./AuditLine.js";
import type { AssetProof } from "./AuditProofs.js";
import { checkpointHeads } from "./checkpointHeads.js";
import { lifecycleSlots } from "./lifecycleSlots.js";

/**
 * The trail with what ties it to L1: the batch's header, and for each of its assets the proof of its head. The node's
 * proofs are checked before they are written.
 * @param trail Built up to the last block of the batch.
 * @throws AUDIT_PROOF_MISSING, STATE_ANSWER_INVALID
 */
export async function proveAudit(
  trail: AuditTrail,
  batch: BatchAnswer,
  rpc: MunimentRpc,
): Promise<AuditTrail> {
  const header = decodeBatchHeader(fromHex(batch.header));
  const block = lastBlockOf(header);
  const assets = await Promise.all(
    assetsOf(trail).map((asset) => proveAsset(trail, asset, { rpc, block, stateRoot: header.stateRoot })),
  );
  const { lane, l1ChainId, rollup, index } = header;
  const place = { lane, l1ChainId: Number(l1ChainId), rollup, batch: index.toString() };
  return { ...trail, proofs: { ...place, header: batch.header, assets } };
}

/** The assets whose checkpoints a trail has, and the one that it is about. */
function assetsOf(trail: AuditTrail): Hex[] {
  const { asset } = trail.header;
  const known = checkpointHeads(trail).keys() as Iterable<Hex>;
  return [...new Set([...(asset === null ? [] : [asset]), ...known])];
}

async function proveAsset(
  { header: { lifecycle } }: AuditTrail,
  asset: Hex,
  { rpc, block, stateRoot }: { rpc: MunimentRpc; block: bigint; stateRoot: Hex },
): Promise<AssetProof> {
  const slots = lifecycleSlots(asset);
  const answer = await rpc.getProof(lifecycle, [slots.head, slots.checkpoints], block);
  const [head, checkpoints] = answer?.slots ?? [];
  const isWhole =
    answer?.address === lifecycle.toLowerCase() &&
    head?.key === slots.head &&
    checkpoints?.key === slots.checkpoints;
  if (!isWhole) throw new ProtocolError("AUDIT_PROOF_MISSING", { asset });
  verifyStateProof(answer, stateRoot);
  return {
    asset,
    head: `0x${head.value.toString(16).padStart(64, "0")}`,
    headProof: head.proof,
    checkpoints: checkpoints.value.toString(),
    checkpointsProof: checkpoints.proof,
  };
}
