import { type Genesis, genesisBatch, type ReplicaGenesis, sealGenesis, State } from "@muniment/executor";
import {
  type BatchHeader,
  decodeBatchHeader,
  type ErrorValue,
  fromHex,
  ProtocolError,
} from "@muniment/protocol";
import type { RollupManifest } from "@muniment/sdk";
import { readAllocations } from "./manifestAllocations.js";

/** A lane's beginning, for whoever runs it. */
export interface OpenedGenesis {
  /** What `Node.open` asks for. */
  readonly node: () => Genesis;
  /** What `LaneReplica` begins with. */
  readonly replica: ReplicaGenesis;
  /** The genesis batch's header. */
  readonly header: BatchHeader;
}

/**
 * A lane's beginning as a manifest tells it. The manifest's header must follow from its allocations; that L1 has that header
 * is what `checkRollup` and the reader of L1 look at.
 * @throws GENESIS_HEADER_WRONG naming the field, GENESIS_INVALID, BATCH_HEADER_INVALID
 * @example const { node } = openGenesis(await readRollupManifest(path));
 * await Node.open({ genesis: node, chainId: BigInt(manifest.chainId), … });
 */
export function openGenesis(manifest: RollupManifest): OpenedGenesis {
  const { genesis, l1ChainId, lane, contracts } = manifest;
  const allocations = readAllocations(genesis.allocations);
  const { state, changes } = State.genesisWithChanges({ rules: { kind: "muniment" } }, allocations);
  const sealed = sealGenesis(state, BigInt(genesis.time));
  const header = decodeBatchHeader(fromHex(genesis.header));
  const expected = genesisBatch(header, state, sealed.header);
  for (const field of Object.keys(expected) as (keyof BatchHeader)[]) {
    expectEqual(field, expected[field], header[field]);
  }
  expectEqual("l1ChainId", BigInt(l1ChainId), header.l1ChainId);
  expectEqual("lane", lane, header.lane);
  expectEqual("rollup", contracts.Rollup.address.toLowerCase(), header.rollup);
  const makeState = (): State => State.genesis({ rules: { kind: "muniment" } }, allocations);
  return {
    node: () => ({ ...sealed, changes: [changes] }),
    replica: { header, block: sealed.header, makeState },
    header,
  };
}

function expectEqual(field: string, expected: ErrorValue, actual: ErrorValue): void {
  if (actual !== expected) throw new ProtocolError("GENESIS_HEADER_WRONG", { field, expected, actual });
}
