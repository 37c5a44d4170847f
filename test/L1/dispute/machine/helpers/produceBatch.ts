import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NetworkConnection } from "hardhat/types/network";
import type { ShownBatch } from "../../../../../packages/challenger/src/index.js";
import { blobSource, DirectoryArchive } from "../../../../../packages/derivation/src/index.js";
import { Machine, stateSource } from "../../../../../packages/executor/src/index.js";
import {
  batchDigest,
  type BatchHeader,
  type Hex,
  traceBoundary,
} from "../../../../../packages/protocol/src/index.js";
import { RealLane } from "../../../../derivation/helpers/RealLane.js";
import { contracts } from "../../../../executor/batches/helpers/lane.js";
import { ether, other, signed } from "../../../../executor/transition/helpers/chain.js";

/** A batch of a lane on L1: what its steps read, and a machine that begins with the first of them. */
export interface ProducedBatch {
  readonly queue: Hex;
  readonly header: BatchHeader;
  readonly digest: Hex;
  readonly shown: ShownBatch;
  readonly machine: Machine;
}

/** Makes a batch of two deposits, one forced, and two transactions. @param as Where its data are. */
export async function produceBatch(
  as: "calldata" | "blobs",
  connection: NetworkConnection<"l1">,
): Promise<ProducedBatch> {
  const directory = mkdtempSync(join(tmpdir(), "muniment-dispute-"));
  const real = await RealLane.open(connection);
  await real.deposit(other.address.toLowerCase() as Hex, ether);
  await real.force({ recipient: contracts.hasher });
  const transactions = [0, 1].map((nonce) => signed({ to: other.address, nonce, value: 1n }));
  const replica = real.newReplica();
  const contents = { blocks: [{ transactions }], cursor: 2n, as };
  const { input, blobs } = await real.produce(contents, new DirectoryArchive(directory));
  rmSync(directory, { recursive: true });
  const { header, items, data } = input;
  const source = as === "blobs" ? blobSource(blobs) : { kind: "calldata" as const, data };
  const leaf = traceBoundary(replica.header, replica.lastBlock, 0);
  const machine = Machine.begin({ leaf, batch: input, source: stateSource(replica.state) });
  return {
    queue: real.queue,
    header,
    digest: batchDigest(header),
    shown: { header, items, source },
    machine,
  };
}
