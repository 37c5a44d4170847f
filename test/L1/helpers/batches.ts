import type { ContractTransactionResponse, Signer } from "ethers";
import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, encodeBatchHeader, zeroHash } from "@muniment/protocol";
import type { IRollup, QueueItemStruct } from "../../../typechain-types/contracts/L1/rollup/IRollup.js";
import type { L1 } from "./deployL1.js";
import { enclaves } from "./deployL1.js";

/** No item of the queue: what stands where none is needed. */
export const noItem: QueueItemStruct = {
  sender: "0x0000000000000000000000000000000000000000",
  recipient: "0x0000000000000000000000000000000000000000",
  isCreation: false,
  mint: 0n,
  value: 0n,
  gasLimit: 0n,
  dataHash: zeroHash,
  time: 0n,
  gasBefore: 0n,
};

/** What may be different about a commit. */
export interface CommitOptions {
  readonly by?: Signer;
  readonly data?: Uint8Array;
  readonly expectedDigest?: Hex;
  readonly first?: QueueItemStruct;
  readonly next?: QueueItemStruct;
}

/** The arguments of a commit. */
export function commitArguments(
  header: BatchHeader,
  parent: BatchHeader,
  { data = new Uint8Array(0), expectedDigest, first = noItem, next = noItem }: CommitOptions = {},
): [Uint8Array, Uint8Array, IRollup.CommitWitnessStruct, Uint8Array] {
  const witness = { expectedDigest: expectedDigest ?? batchDigest(header), first, next };
  return [encodeBatchHeader(header), encodeBatchHeader(parent), witness, data];
}

/** Commits a batch, by the committer when nobody else is named. */
export function commit(
  { rollup, actors }: Pick<L1, "rollup" | "actors">,
  header: BatchHeader,
  parent: BatchHeader,
  options: CommitOptions = {},
): Promise<ContractTransactionResponse> {
  return rollup
    .connect(options.by ?? actors.committer)
    .commitBatch(...commitArguments(header, parent, options));
}

/** Signatures of enclaves for a digest, one after another. */
export async function signBatch(
  { registry, connection }: Pick<L1, "registry" | "connection">,
  digest: Hex,
  signers = enclaves.slice(0, 2),
): Promise<Hex> {
  const { chainId } = await connection.ethers.provider.getNetwork();
  const domain = {
    name: "Muniment AttesterRegistry",
    version: "1",
    chainId,
    verifyingContract: await registry.getAddress(),
  };
  const types = { Batch: [{ name: "digest", type: "bytes32" }] };
  const signatures = await Promise.all(signers.map((key) => key.signTypedData(domain, types, { digest })));
  return `0x${signatures.map((signature) => signature.slice(2)).join("")}`;
}
