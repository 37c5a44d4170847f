import { bls12_381 } from "@noble/curves/bls12-381.js";
import { hexToBytes } from "@noble/hashes/utils.js";

/**
 * [tau]G2 of Ethereum's KZG ceremony of 2023: the second of `g2_monomial` in the consensus specification's
 * trusted_setup_4096.json.
 */
const TAU_G2 =
  "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72" +
  "185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2";

const { G1, G2, fields, millerLoopBatch, utils } = bls12_381;
const generatorLines = utils.calcPairingPrecomputes(G2.Point.BASE);
const tauLines = utils.calcPairingPrecomputes(G2.Point.fromBytes(hexToBytes(TAU_G2)));

/**
 * Whether the polynomial behind a commitment has the value y at z: e(C − y·G + z·proof, G2) = e(proof, [tau]G2). The
 * points of the second group are constants in this form, so their lines are computed once.
 */
export function verifyKzgProof(claim: {
  readonly z: bigint;
  readonly y: bigint;
  readonly commitment: Uint8Array;
  readonly proof: Uint8Array;
}): boolean {
  const commitment = decode(claim.commitment);
  const proof = decode(claim.proof);
  if (commitment === undefined || proof === undefined) return false;
  const left = proof.mulAddUnsafe(claim.z, G1.Point.BASE, fields.Fr.neg(claim.y)).add(commitment);
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
