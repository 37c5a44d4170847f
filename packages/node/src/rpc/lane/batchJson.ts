import type { CommittedBatch } from "@muniment/derivation";
import { encodeBatchHeader, lastBlockOf, toHex } from "@muniment/protocol";
import { quantity } from "../encoding/quantity.js";
import type { LaneView, RpcContext } from "../RpcContext.js";
import { evidenceJson } from "./evidenceJson.js";
import { levelOf } from "./levelOf.js";

const dataKinds = ["blobs", "calldata"] as const;

/** A batch that is on L1, as JSON-RPC shows it. */
export function batchJson({ levels }: Pick<RpcContext, "levels">, lane: LaneView, batch: CommittedBatch) {
  const { header, digest, committer, at, evidence } = batch;
  return {
    index: quantity(header.index),
    digest,
    header: toHex(encodeBatchHeader(header)),
    epoch: quantity(header.epoch),
    firstBlock: quantity(header.firstBlock),
    blocks: quantity(header.blocks),
    time: quantity(header.time),
    dataKind: dataKinds[header.dataKind] ?? quantity(header.dataKind),
    blobs: quantity(header.blobs),
    dataSize: quantity(header.dataSize),
    dataHash: header.dataHash,
    queueCursor: quantity(header.queueCursor),
    lastBlock: header.lastBlock,
    stateRoot: header.stateRoot,
    messageRoot: header.messageRoot,
    messageCount: quantity(header.messageCount),
    steps: quantity(header.steps),
    traceRoot: header.traceRoot,
    committer: committer ?? null,
    l1: {
      transaction: at.transaction,
      block: quantity(at.block),
      blockHash: at.blockHash,
      time: quantity(at.time),
    },
    level: levelOf(levels, lastBlockOf(header)),
    ...evidenceJson(lane, evidence),
  };
}
