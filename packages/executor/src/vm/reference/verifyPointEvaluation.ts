import { bls12_381 } from "@noble/curves/bls12-381.js";

const { G1, G2 } = bls12_381;

/** [τ]₂ of the KZG ceremony for EIP-4844: all that the check needs of the trusted setup. */
const tau =
  "b5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d2914e5870cb452d2afaaab24f3499f72" +
  "185cbfee53492714734429b7b38608e23926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2";

/**
 * Whether the polynomial committed to takes the value y at z: e(C − [y]₁, −[1]₂) · e(π, [τ]₂ − [z]₂) = 1 (EIP-4844).
 * The parameters are hexadecimal with the prefix 0x; points compressed, z and y below the order of the group.
 */
export function verifyPointEvaluation(commitment: string, z: string, y: string, proof: string): boolean {
  const [at, value] = [BigInt(z), BigInt(y)];
  if (at >= G1.Point.Fn.ORDER || value >= G1.Point.Fn.ORDER) return false;
  try {
    const [committed, quotient] = [readPoint(commitment), readPoint(proof)];
    const left = committed.subtract(G1.Point.BASE.multiplyUnsafe(value));
    const right = G2.Point.fromHex(tau).subtract(G2.Point.BASE.multiplyUnsafe(at));
    const pairs = [
      { g1: left, g2: G2.Point.BASE.negate() },
      { g1: quotient, g2: right },
    ].filter(({ g1, g2 }) => !g1.is0() && !g2.is0());
    if (pairs.length === 0) return true;
    return bls12_381.fields.Fp12.eql(bls12_381.pairingBatch(pairs), bls12_381.fields.Fp12.ONE);
  } catch {
    // A text that is no point of the group: the library throws.
    return false;
  }
}

function readPoint(hex: string) {
  const point = G1.Point.fromHex(hex.slice(2));
  point.assertValidity();
  return point;
}
