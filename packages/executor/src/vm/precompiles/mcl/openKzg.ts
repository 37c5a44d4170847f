import { hexToBytes } from "@noble/hashes/utils.js";
import { isZero } from "../bytes/isZero.js";
import type { KzgClaim } from "../curves/KzgClaim.js";
import { kzgSetup } from "../curves/kzgSetup.js";
import { mclSizes } from "./MclCurve.js";
import type { MclCurve } from "./MclCurve.js";

const COMPRESSED = 0x80;
const INFINITY = 0x40;
const SIZE = 48;

/**
 * Verifies that e(C − y·G + z·proof, G2) = e(proof, [tau]G2). The points of the second group are constants in this form,
 * so their lines are computed once.
 * @param curve BLS12-381.
 */
export function openKzg(curve: MclCurve): (claim: KzgClaim) => boolean {
  const { wasm } = curve;
  const setup = readSetup(curve);
  const [commitment, proof, left] = [0, 0, 0].map(() => curve.allocate(mclSizes.g1)) as [
    number,
    number,
    number,
  ];
  const points = curve.allocate(2 * mclSizes.g1);
  const scalars = curve.allocate(2 * mclSizes.scalar);
  const product = curve.allocate(mclSizes.pairing);

  /** Before the final exponentiation. A pairing of infinity is one, and the library's loop of two takes no infinity. */
  function multiplyPairings(): void {
    if (wasm.mclBnG1_isZero(proof) === 1) wasm.mclBn_precomputedMillerLoop(product, left, setup.g2Lines);
    else if (wasm.mclBnG1_isZero(left) === 1)
      wasm.mclBn_precomputedMillerLoop(product, proof, setup.tauLines);
    else wasm.mclBn_precomputedMillerLoop2(product, left, setup.g2Lines, proof, setup.tauLines);
  }

  return (claim) => {
    if (!readCompressed(curve, claim.commitment, commitment)) return false;
    if (!readCompressed(curve, claim.proof, proof)) return false;
    curve.bytes().copyWithin(points, setup.g1, setup.g1 + mclSizes.g1);
    curve.bytes().copyWithin(points + mclSizes.g1, proof, proof + mclSizes.g1);
    curve.readScalar(claim.y, 0, scalars);
    wasm.mclBnFr_neg(scalars, scalars);
    curve.readScalar(claim.z, 0, scalars + mclSizes.scalar);
    wasm.mclBnG1_mulVec(left, points, scalars, 2);
    wasm.mclBnG1_add(left, left, commitment);
    wasm.mclBnG1_normalize(left, left);
    wasm.mclBnG1_neg(proof, proof);
    if (wasm.mclBnG1_isZero(left) === 1 && wasm.mclBnG1_isZero(proof) === 1) return true;
    multiplyPairings();
    wasm.mclBn_finalExp(product, product);
    return wasm.mclBnGT_isOne(product) === 1;
  };
}

function readSetup(curve: MclCurve): { g1: number; g2Lines: number; tauLines: number } {
  const { wasm } = curve;
  const g1 = curve.allocate(mclSizes.g1);
  readCompressed(curve, hexToBytes(kzgSetup.g1), g1);
  const linesOf = (digits: string): number => {
    const lines = curve.allocate(8 * wasm.mclBn_getUint64NumToPrecompute());
    curve.withMemory(mclSizes.g2, (point) => {
      wasm.mclBn_setETHserialization(1);
      wasm.mclBnG2_deserialize(point, curve.put(hexToBytes(digits)), 2 * SIZE);
      wasm.mclBn_setETHserialization(0);
      wasm.mclBn_precomputeG2(lines, point);
    });
    return lines;
  };
  return { g1, g2Lines: linesOf(kzgSetup.g2), tauLines: linesOf(kzgSetup.tauG2) };
}

/** Reads a point of the first group from its only 48 bytes. @returns Whether they are such. */
function readCompressed(curve: MclCurve, bytes: Uint8Array, to: number): boolean {
  const { wasm } = curve;
  const head = bytes[0] as number;
  if ((head & COMPRESSED) === 0) return false;
  if ((head & INFINITY) !== 0) {
    wasm.mclBnG1_clear(to);
    return head === (COMPRESSED | INFINITY) && isZero(bytes, 1, SIZE - 1);
  }
  wasm.mclBn_setETHserialization(1);
  const read = wasm.mclBnG1_deserialize(to, curve.put(bytes), SIZE);
  wasm.mclBn_setETHserialization(0);
  return read === SIZE && wasm.mclBnG1_isValidOrder(to) === 1;
}
