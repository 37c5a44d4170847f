import { fromHex } from "../bytes/fromHex.js";
import type { Hex } from "../bytes/Hex.js";
import { zeroHash } from "../bytes/zeroHash.js";
import type { StateChildren } from "./StateChildren.js";
import { stateProofEnds } from "./stateProofEnds.js";
import type { StateProof, StateProofEnd } from "./StateProof.js";

/** Writes a state proof in the bytes of TREE-14. */
export function encodeStateProof({ levels, end }: StateProof): Uint8Array {
  const words = [...wordsOf(end), ...levels.toReversed().flatMap(siblingsOf)].map((word) =>
    fromHex(word, 32),
  );
  const bitmaps = new Uint8Array(Math.ceil(levels.length / 2));
  levels.forEach((children, level) => {
    bitmaps[level >> 1] = (bitmaps[level >> 1] ?? 0) | (bitmapOf(children) << ((level & 1) === 0 ? 4 : 0));
  });
  const proof = new Uint8Array(2 + bitmaps.length + 32 * words.length);
  proof.set([levels.length, stateProofEnds.indexOf(end.kind)]);
  proof.set(bitmaps, 2);
  words.forEach((word, index) => proof.set(word, 2 + bitmaps.length + 32 * index));
  return proof;
}

function wordsOf(end: StateProofEnd): readonly Hex[] {
  switch (end.kind) {
    case "empty":
      return [];
    case "own":
      return [end.valueHash];
    case "other":
      return [end.leaf.key, end.leaf.valueHash];
    case "ownBesideLeaf":
      return [end.valueHash, end.sibling.key, end.sibling.valueHash];
    case "ownBesideNode":
      return [end.valueHash, ...end.sibling];
  }
}

function siblingsOf(children: StateChildren): Hex[] {
  return children.filter((child) => child !== zeroHash);
}

function bitmapOf(children: StateChildren): number {
  return children.reduce((bits, child, digit) => (child === zeroHash ? bits : bits | (1 << digit)), 0);
}
