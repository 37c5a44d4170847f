import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { bn254 } from "@noble/curves/bn254.js";
import { ProtocolError, toHex } from "@muniment/protocol";
import { canonicalTau } from "./canonicalTau.js";
import type { Srs } from "./Srs.js";
import { srsFiles, srsSizes } from "./srsFiles.js";

/**
 * Looks at an SRS: that there are points enough, and that the first two and tau belong together.
 * @param levels For circuits of 2^levels rows.
 * @throws SRS_INVALID
 */
export function readSrs(folder: string, levels: number): Srs {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new ProtocolError("SRS_INVALID", { folder, levels, problem }, { cause });
  };
  try {
    if (statSync(join(folder, srsFiles.g1)).size < 2 ** levels * srsSizes.g1) refuse("it has too few points");
    const tau = wordsOf(readFileSync(join(folder, srsFiles.g2)).subarray(0, srsSizes.g2));
    if (tau.length !== 4) refuse("tau is cut off");
    const words = tau as [bigint, bigint, bigint, bigint];
    if (!belongTogether(firstPoints(join(folder, srsFiles.g1)), words))
      refuse("its points are not those of tau");
    return { folder, tau: words, isInsecure: words.some((word, place) => word !== canonicalTau[place]) };
  } catch (cause) {
    if (cause instanceof ProtocolError) throw cause;
    return refuse("its files cannot be read", cause);
  }
}

/** e(tau · G₁, G₂) = e(G₁, tau · G₂), the first point being the generator. */
function belongTogether(first: readonly bigint[], tau: readonly [bigint, bigint, bigint, bigint]): boolean {
  const [x, y, nextX, nextY] = first as [bigint, bigint, bigint, bigint];
  const { BASE } = bn254.G1.Point;
  if (!bn254.G1.Point.fromAffine({ x, y }).equals(BASE)) return false;
  const power = bn254.G1.Point.fromAffine({ x: nextX, y: nextY });
  const second = bn254.G2.Point.fromAffine({
    x: { c0: tau[0], c1: tau[1] },
    y: { c0: tau[2], c1: tau[3] },
  });
  power.assertValidity();
  second.assertValidity();
  const { pairing, fields } = bn254;
  return fields.Fp12.eql(pairing(power, bn254.G2.Point.BASE), pairing(BASE, second));
}

function firstPoints(file: string): bigint[] {
  const bytes = Buffer.alloc(2 * srsSizes.g1);
  const source = openSync(file, "r");
  try {
    readSync(source, bytes, 0, bytes.length, 0);
  } finally {
    closeSync(source);
  }
  return wordsOf(bytes);
}

function wordsOf(bytes: Uint8Array): bigint[] {
  return Array.from({ length: bytes.length / 32 }, (_, place) =>
    BigInt(toHex(bytes.subarray(32 * place, 32 * place + 32))),
  );
}
