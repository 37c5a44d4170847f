import { sidecarOf } from "@muniment/derivation";
import { LaneReplica, LogReader, planHeader, stateAt } from "@muniment/executor";
import type { BatchDataPlace } from "@muniment/executor";
import {
  batchDigest,
  blockHash,
  decodeHeader,
  encodeBatchData,
  packBlobs,
  ProtocolError,
  lastBlockOf,
} from "@muniment/protocol";
import type { BatchHeader, BlockContent, Hex } from "@muniment/protocol";
import { countItems } from "../chain/countItems.js";
import { batchCapacity } from "./batchCapacity.js";
import { BatchCut, contentOf } from "./BatchCut.js";
import type { BatchPayload, BatchQuestion, BatchTask, BuiltCommit } from "./BatchRequest.js";

/** The batch thread's work: packs the log's blocks, executes them once more for the trace, makes headers and blobs. */
export class BatchDesk {
  readonly #task: BatchTask;
  readonly #log: LogReader;
  readonly #capacity: number;
  #cut: BatchCut | undefined;
  #replica: LaneReplica | undefined;

  constructor(task: BatchTask) {
    this.#task = task;
    this.#log = new LogReader(task.directory);
    this.#capacity = batchCapacity(task.terms);
  }

  /** @throws as BatchBuilder.ask */
  answer(question: BatchQuestion): BuiltCommit | undefined {
    return question.kind === "build" ? this.#build(question) : this.#pack(question);
  }

  #build(question: BatchQuestion & { kind: "build" }): BuiltCommit | undefined {
    const { parent, epoch, rules, items: known } = question;
    const cut = this.#cutBehind(parent).upTo(question.upTo);
    if (cut === undefined || !(cut.isClosed || question.isAged)) return undefined;
    const items = known.slice(0, cut.items);
    if (items.length < cut.items) {
      const [expected, actual] = [
        parent.queueCursor + BigInt(cut.items),
        parent.queueCursor + BigInt(items.length),
      ];
      throw new ProtocolError("BATCH_ITEMS_UNKNOWN", { expected, actual });
    }
    const data = this.#encode(parent, cut.contents);
    const payload = this.#payloadOf(data);
    const { queue, chainId } = this.#task;
    const draft = planHeader({
      ...{ parent, epoch, rules, items },
      ...{ blocks: cut.contents.length, time: cut.last.timestamp, data: placeOf(payload, data) },
    });
    const header = this.#execute(parent, { header: draft, parent, data, items, queue, chainId });
    this.#cut = undefined;
    return { header, payload };
  }

  /** Executes, and compares what came out with what the sequencer has published. */
  #execute(parent: BatchHeader, input: Parameters<LaneReplica["build"]>[0]): BatchHeader {
    const replica = this.#replicaAt(parent);
    this.#replica = undefined;
    const { header, execution } = replica.build(input);
    for (const [index, { hash: actual }] of execution.blocks.entries()) {
      const block = header.firstBlock + BigInt(index);
      const expected = this.#hashOf(block);
      if (actual !== expected) throw new ProtocolError("BATCH_REPLICA_DIFFERS", { block, expected, actual });
    }
    replica.forget();
    this.#replica = replica;
    return header;
  }

  #pack({ parent, header }: BatchQuestion & { kind: "pack" }): BuiltCommit {
    const contents = Array.from({ length: header.blocks }, (_, index) => {
      const { header: bytes, transactions } = this.#log.read(header.firstBlock + BigInt(index));
      return contentOf(decodeHeader(bytes), transactions, index === 0 ? countItems(transactions) : 0);
    });
    const data = this.#encode(parent, contents);
    const payload = this.#payloadOf(data);
    const { dataHash: actual } = planHeader({
      ...{ parent, epoch: header.epoch, rules: header.rules, items: [] },
      ...{ blocks: header.blocks, time: header.time, data: placeOf(payload, data) },
    });
    const { lane, index, dataHash: expected } = header;
    if (actual !== expected)
      throw new ProtocolError("BATCH_DATA_WRONG", { lane, index, field: "data hash", actual, expected });
    return { header, payload };
  }

  #cutBehind(parent: BatchHeader): BatchCut {
    if (this.#cut?.parent !== batchDigest(parent)) {
      const { chainId } = this.#task;
      this.#cut = new BatchCut(this.#log, parent, { chainId, capacity: this.#capacity });
    }
    return this.#cut;
  }

  #replicaAt(header: BatchHeader): LaneReplica {
    if (this.#replica !== undefined && batchDigest(this.#replica.header) === batchDigest(header))
      return this.#replica;
    const { directory, capacity } = this.#task;
    const last = lastBlockOf(header);
    const runtime = { rules: { kind: "muniment" }, ...(capacity === undefined ? {} : { capacity }) } as const;
    return new LaneReplica({
      header,
      block: decodeHeader(this.#log.read(last).header),
      makeState: (block) => stateAt(directory, block, runtime),
    });
  }

  #hashOf(block: bigint): Hex {
    return blockHash(decodeHeader(this.#log.read(block).header));
  }

  #encode(parent: BatchHeader, blocks: readonly BlockContent[]): Uint8Array {
    return encodeBatchData({ parentTime: parent.time, chainId: this.#task.chainId, blocks });
  }

  #payloadOf(data: Uint8Array): BatchPayload {
    const { kind, blobProofs } = this.#task.terms;
    if (kind === "calldata") return { kind, data };
    return { kind, blobs: packBlobs(data).map((blob) => sidecarOf(blob, blobProofs)) };
  }
}

function placeOf(payload: BatchPayload, data: Uint8Array): BatchDataPlace {
  if (payload.kind === "calldata") return payload;
  return {
    kind: "blobs",
    dataSize: data.length,
    versionedHashes: payload.blobs.map(({ versionedHash }) => versionedHash),
  };
}
