import type { BatchHeader, Hex } from "@muniment/protocol";
import { batchDigest, keccak256, toHex, utf8, zeroHash } from "@muniment/protocol";
import type { L1 } from "./deployL1.js";
import { lane } from "./deployL1.js";

/** keccak256 of a text. */
export const hashOf = (text: string): Hex => keccak256(utf8(text));

/** Header of the genesis batch of a lane, a minute before the latest block of L1. */
export async function genesisHeader(l1: L1, number: bigint = lane): Promise<BatchHeader> {
  const { ethers } = l1.connection;
  const block = await ethers.provider.getBlock("latest");
  const { chainId } = await ethers.provider.getNetwork();
  return {
    l1ChainId: chainId,
    rollup: (await l1.rollup.getAddress()).toLowerCase() as Hex,
    lane: Number(number),
    epoch: 0n,
    index: 0n,
    parent: zeroHash,
    firstBlock: 0n,
    blocks: 1,
    time: BigInt(block?.timestamp ?? 0) - 60n,
    dataKind: 1,
    blobs: 0,
    dataSize: 0,
    dataHash: keccak256(),
    queueCursor: 0n,
    queueHash: zeroHash,
    queueGas: 0n,
    rules: hashOf("rules 1"),
    lastBlock: hashOf("genesis block"),
    stateRoot: hashOf("genesis state"),
    messageRoot: hashOf("no messages"),
    messageCount: 0n,
    steps: 1,
    traceRoot: hashOf("genesis trace"),
  };
}

/** Header of a batch of one block behind `parent`, with `data` as calldata. */
export function nextHeader(
  parent: BatchHeader,
  overrides: Partial<BatchHeader> = {},
  data: Uint8Array = new Uint8Array(0),
): BatchHeader {
  const index = parent.index + 1n;
  const parentDigest = batchDigest(parent);
  const made = (what: string): Hex => hashOf(`${what} after ${toHex(data)} on ${parentDigest}`);
  return {
    ...parent,
    index,
    parent: parentDigest,
    firstBlock: parent.firstBlock + BigInt(parent.blocks),
    blocks: 1,
    dataKind: 1,
    blobs: 0,
    dataSize: data.length,
    dataHash: keccak256(data),
    lastBlock: made("block"),
    stateRoot: made("state"),
    messageRoot: made("messages"),
    steps: 3,
    traceRoot: made("trace"),
    ...overrides,
  };
}
