// Writes test/L1/helpers/blobs.json: `npx tsx test/L1/helpers/makeBlobs.ts`. Loading the trusted setup takes longer than all
// tests that need a blob, so what it gives is kept; the network refuses a blob whose proof is wrong.
import { writeFileSync } from "node:fs";
import { hexlify, sha256 } from "ethers";
import { loadKZG } from "kzg-wasm";
import { blobOf } from "./blobOf.js";

const texts = ["a batch of one blob", "a batch of two blobs, the first", "a batch of two blobs, the second"];
const kzg = await loadKZG();
const blobs = texts.map((text) => {
  const blob = hexlify(blobOf(text));
  const commitment = kzg.blobToKZGCommitment(blob);
  const versionedHash = `0x01${sha256(commitment).slice(4)}`;
  return { text, commitment, proof: kzg.computeBlobKZGProof(blob, commitment), versionedHash };
});
writeFileSync(new URL("blobs.json", import.meta.url), `${JSON.stringify(blobs, null, 2)}\n`);
