import { AbiCoder, getBytes, sha256, solidityPacked } from "ethers";
import type { Hex, TraceLeaf } from "@muniment/protocol";
import { keccak256, zeroHash } from "@muniment/protocol";

const coder = AbiCoder.defaultAbiCoder();

/** Words of a state of the toy machine (contracts/mocks/ToyStepVerifier.sol). */
export type ToyState = readonly [phase: bigint, leaf: Hex, count: bigint, chain: Hex];

/** Hash of a state. */
export const stateHash = (state: ToyState): Hex =>
  keccak256(getBytes(coder.encode(["uint256", "bytes32", "uint256", "bytes32"], state)));

/** So many links of the chain that begins with a leaf's hash. */
export function chainAfter(leaf: Hex, hashes: number): Hex {
  let chain = leaf;
  for (let i = 0; i < hashes; ++i) chain = sha256(chain) as Hex;
  return chain;
}

/** The state of the machine after so many steps from a leaf, when the leaf behind is `behind`. */
export function stateAfter(hashes: number, [leaf, behind]: readonly [Hex, Hex], steps: number): ToyState {
  if (steps === 0) return [0n, leaf, 0n, zeroHash];
  if (steps > hashes + 1) return [255n, behind, 0n, zeroHash];
  return [1n, leaf, BigInt(steps - 1), chainAfter(leaf, steps - 1)];
}

/** What the steps behind a state read. */
export function witnessOf(state: ToyState, header: Uint8Array, leaf: Uint8Array): Hex {
  const type = "tuple(tuple(uint256,bytes32,uint256,bytes32),bytes,bytes)";
  return coder.encode([type], [[state, header, leaf]]) as Hex;
}

/** The bytes of a leaf (BATCH-18), for contracts that read them. */
export function leafBytes(leaf: TraceLeaf): Uint8Array {
  const types = [
    ...["bytes1", "bytes32", "bytes32", "uint64", "uint64", "bytes32", "uint32", "uint64", "uint64"],
    ...["uint256", "bytes32", "uint64", "uint32", "uint32", "uint32", "bytes32", "bool"],
  ];
  const values = [
    ...["0x00", leaf.stateRoot, leaf.messageRoot, leaf.messageCount, leaf.queueCursor, leaf.queueHash],
    ...[leaf.dataOffset, leaf.blockNumber, leaf.time, leaf.baseFee, leaf.lastBlock, leaf.gasUsed],
    ...[leaf.precompileCount, leaf.transactions, leaf.toCome, leaf.receipts, leaf.isInBlock],
  ];
  return getBytes(solidityPacked(types, values));
}
