import { hexToBytes } from "@noble/hashes/utils.js";
import type { Bls12381 } from "../curves/Bls12381.js";
import { MclCurve, mclSizes } from "./MclCurve.js";
import { groupsOf } from "./groupsOf.js";
import { openKzg } from "./openKzg.js";
import { openPairing } from "./openPairing.js";
import { openPoints } from "./openPoints.js";
import { openSum } from "./openSum.js";
import { readPadded } from "./readPadded.js";

const BLS12_381 = 5;
/** RFC 9380's maps. */
const IRTF = 5;
const MODULUS = hexToBytes(
  "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
);

/** BLS12-381 by mcl. */
export function openBls12381(module: WebAssembly.Module): Bls12381 {
  const curve = new MclCurve({ module, curve: BLS12_381, modulus: MODULUS });
  const { wasm } = curve;
  wasm.mclBn_setMapToMode(IRTF);
  // Sums of two points take points outside the groups; the others ask for the order themselves.
  wasm.mclBn_verifyOrderG1(0);
  wasm.mclBn_verifyOrderG2(0);
  const left = curve.allocate(mclSizes.g2);
  const right = curve.allocate(mclSizes.g2);
  const { g1, g2 } = groupsOf(wasm);
  const first = openPoints(curve, g1);
  const second = openPoints(curve, g2);

  return {
    addG1: (input) => {
      if (!first.read(input, 0, left) || !first.read(input, 128, right)) return undefined;
      wasm.mclBnG1_add(left, left, right);
      return first.write(left);
    },
    addG2: (input) => {
      if (!second.read(input, 0, left) || !second.read(input, 256, right)) return undefined;
      wasm.mclBnG2_add(left, left, right);
      return second.write(left);
    },
    sumG1: openSum(curve, { ...g1, read: first.readGroup, write: first.write }),
    sumG2: openSum(curve, { ...g2, read: second.readGroup, write: second.write }),
    isPairingProductOne: openPairing(curve, {
      ...{ pairSize: 384, g1Size: 128 },
      ...{ readG1: first.readGroup, readG2: second.readGroup },
    }),
    mapToG1: (input) => {
      if (!readPadded(curve, { input, offset: 0, to: left })) return undefined;
      return wasm.mclBnFp_mapToG1(right, left) === 0 ? first.write(right) : undefined;
    },
    mapToG2: (input) => {
      if (!readPadded(curve, { input, offset: 0, to: left })) return undefined;
      if (!readPadded(curve, { input, offset: 64, to: left + mclSizes.element })) return undefined;
      return wasm.mclBnFp2_mapToG2(right, left) === 0 ? second.write(right) : undefined;
    },
    verifyKzgProof: openKzg(curve),
  };
}
