import { bls12_381 } from "@noble/curves/bls12-381.js";
import { hexToBytes } from "@noble/hashes/utils.js";
import { readInteger } from "../../bytes/readInteger.js";
import type { KzgClaim } from "../../curves/KzgClaim.js";
import { kzgSetup } from "../../curves/kzgSetup.js";

const { G1, G2, fields, millerLoopBatch, utils } = bls12_381;
const generatorLines = utils.calcPairingPrecomputes(G2.Point.BASE);
const tauLines = utils.calcPairingPrecomputes(G2.Point.fromBytes(hexToBytes(kzgSetup.tauG2)));

/**
 * Whether the polynomial behind a commitment has the value y at z: e(C − y·G + z·proof, G2) = e(proof, [tau]G2). The
 * points of the second group are constants in this form, so their lines are computed once.
 */
export function verifyKzgProof(claim: KzgClaim): boolean {
  const commitment = decode(claim.commitment);
  const proof = decode(claim.proof);
  if (commitment === undefined || proof === undefined) return false;
  const [z, y] = [readInteger(claim.z, 0, 32), readInteger(claim.y, 0, 32)];
  const left = proof.mulAddUnsafe(z, G1.Point.BASE, fields.Fr.neg(y)).add(commitment);
  const pairs: Parameters<typeof millerLoopBatch>[0] = [];
  if (!left.is0()) pairs.push([generatorLines, left.toAffine().x, left.toAffine().y]);
  if (!proof.is0()) pairs.push([tauLines, proof.toAffine().x, fields.Fp.neg(proof.toAffine().y)]);
  const { Fp12 } = fields;
  return pairs.length === 0 || Fp12.eql(Fp12.finalExponentiate(millerLoopBatch(pairs)), Fp12.ONE);
}

/** A compressed point of the group, or undefined: 48 bytes that encode none, or one outside the group. */
function decode(bytes: Uint8Array): typeof G1.Point.BASE | undefined {
  try {
    return G1.Point.fromBytes(bytes);
  } catch {
    return undefined;
  }
}
