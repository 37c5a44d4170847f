import { blobLayout, type DataSource } from "@muniment/protocol";
import { evaluationPoint } from "./evaluationPoint.js";
import { kzg } from "./kzg.js";
import { commitmentOf, versionedHash } from "./versionedHashOf.js";

const elements = blobLayout.size / blobLayout.element;

/**
 * Blobs whose elements can be shown by point evaluations; each proof is computed when it is asked for, once.
 * @param blobs All of a batch's, in order.
 * @throws BLOB_INVALID
 */
export function blobSource(blobs: readonly Uint8Array[]): DataSource {
  const commitments = blobs.map(commitmentOf);
  const opened = new Map<number, Uint8Array>();
  const open = (place: number): Uint8Array => {
    const known = opened.get(place);
    if (known !== undefined) return known;
    const blob = blobs[Math.floor(place / elements)] as Uint8Array;
    const commitment = commitments[Math.floor(place / elements)] as Uint8Array;
    const [proof, element] = kzg().computeKzgProof(blob, evaluationPoint(place % elements));
    const bytes = new Uint8Array(Buffer.concat([element as Uint8Array, commitment, proof as Uint8Array]));
    opened.set(place, bytes);
    return bytes;
  };
  return { kind: "blobs", versionedHashes: commitments.map(versionedHash), open };
}
