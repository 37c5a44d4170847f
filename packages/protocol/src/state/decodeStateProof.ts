import type { Hex } from "../bytes/Hex.js";
import { toHex } from "../bytes/toHex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import { refuseStateProof } from "./refuseStateProof.js";
import type { StateChildren } from "./StateChildren.js";
import { stateLevels } from "./stateLevels.js";
import type { StateProof, StateProofEnd } from "./StateProof.js";
import { stateProofEnds } from "./stateProofEnds.js";

/**
 * Reads the bytes of TREE-14. There is one encoding of each proof; any other is refused.
 * @throws STATE_PROOF_INVALID
 */
export function decodeStateProof(bytes: Uint8Array): StateProof {
  const depth = bytes[0] ?? 0;
  const kind = stateProofEnds[bytes[1] ?? stateProofEnds.length];
  if (kind === undefined) throw refuseStateProof("it does not say what its path ends in");
  if (depth > stateLevels) throw refuseStateProof("it has more than 128 levels");
  const { next, isAtEnd } = wordReader(bytes, 2 + Math.ceil(depth / 2));
  const end = readEnd(kind, next);
  const nibble = (level: number) => ((bytes[2 + (level >> 1)] ?? 0) >> ((level & 1) === 0 ? 4 : 0)) & 15;
  if ((depth & 1) === 1 && nibble(depth) !== 0) throw refuseStateProof("its unused bits are not zero");
  const levels = Array.from({ length: depth }, (_, index) => readChildren(nibble(depth - 1 - index), next));
  if (!isAtEnd()) throw refuseStateProof("it is longer than its parts");
  return { levels: levels.reverse(), end };
}

/** Reads words one after the other. */
function wordReader(bytes: Uint8Array, start: number): { next: () => Hex; isAtEnd: () => boolean } {
  let at = start;
  const next = () => {
    at += 32;
    if (at > bytes.length) throw refuseStateProof("it is shorter than its parts");
    return toHex(bytes.subarray(at - 32, at));
  };
  return { next, isAtEnd: () => at === bytes.length };
}

function readEnd(kind: StateProofEnd["kind"], next: () => Hex): StateProofEnd {
  switch (kind) {
    case "empty":
      return { kind };
    case "own":
      return { kind, valueHash: next() };
    case "other":
      return { kind, leaf: { key: next(), valueHash: next() } };
    case "ownBesideLeaf":
      return { kind, valueHash: next(), sibling: { key: next(), valueHash: next() } };
    case "ownBesideNode":
      return { kind, valueHash: next(), sibling: [next(), next(), next(), next()] };
  }
}

function readChildren(bits: number, next: () => Hex): StateChildren {
  const read = (digit: number): Hex => {
    if ((bits & (1 << digit)) === 0) return zeroHash;
    const sibling = next();
    if (sibling === zeroHash) throw refuseStateProof("it lists an empty sibling");
    return sibling;
  };
  return [read(0), read(1), read(2), read(3)];
}
