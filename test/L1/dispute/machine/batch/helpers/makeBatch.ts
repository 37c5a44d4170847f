import { blobSource } from "../../../../../../packages/derivation/src/index.js";
import {
  executeBatch,
  type MachineSource,
  stateSource,
} from "../../../../../../packages/executor/src/index.js";
import {
  batchDataHash,
  type BatchInput,
  type DataSource,
  type Hex,
  packBlobs,
  traceBoundary,
  type TraceLeaf,
  unpackBlobs,
} from "../../../../../../packages/protocol/src/index.js";
import { type Contents, draftInput, replicaAtGenesis } from "../../../../../executor/batches/helpers/lane.js";

/** A batch, what shows its data, and the leaves that the executor comes to. */
export interface MadeBatch {
  readonly input: BatchInput;
  readonly dataSource: DataSource;
  readonly source: MachineSource;
  readonly first: TraceLeaf;
  readonly leaves: readonly Hex[];
}

/** How a batch is laid on L1. */
export interface Placement {
  /** As blobs; calldata unless told. */
  readonly isBlobs?: boolean;
  /** Changes the blobs before they are committed to. */
  readonly change?: (blobs: readonly Uint8Array[]) => void;
  /** The queue's address. */
  readonly queue?: Hex;
}

/** Makes a batch behind genesis and executes it. */
export function makeBatch(contents: Contents, { isBlobs = false, change, queue }: Placement = {}): MadeBatch {
  const replica = replicaAtGenesis();
  const idle = replicaAtGenesis();
  const drafted = draftInput(replica, contents);
  const draft = { ...drafted, queue: queue ?? drafted.queue };
  const placed = isBlobs ? placeInBlobs(draft, change) : asCalldata(draft);
  const first = traceBoundary(replica.parent, replica.lastBlock, 0);
  const { leaves } = executeBatch(replica.state, replica.lastBlock, placed.input);
  return { ...placed, source: stateSource(idle.state), first, leaves };
}

type Placed = Pick<MadeBatch, "input" | "dataSource">;

function asCalldata(input: BatchInput): Placed {
  return { input, dataSource: { kind: "calldata", data: input.data } };
}

function placeInBlobs(draft: BatchInput, change: Placement["change"]): Placed {
  const blobs = packBlobs(draft.data);
  change?.(blobs);
  const dataSource = blobSource(blobs);
  const hashes = dataSource.kind === "blobs" ? dataSource.versionedHashes : [];
  const place = { dataKind: 0, blobs: blobs.length, dataHash: batchDataHash(hashes) };
  const header = { ...draft.header, ...place };
  return { input: { ...draft, header, data: unpackBlobs(blobs, header.dataSize) }, dataSource };
}
