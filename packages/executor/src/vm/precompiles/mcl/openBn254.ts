import { hexToBytes } from "@noble/hashes/utils.js";
import { isZero } from "../bytes/isZero.js";
import type { Bn254 } from "../curves/Bn254.js";
import { MclCurve, mclSizes } from "./MclCurve.js";
import { openPairing } from "./openPairing.js";

const BN_SNARK1 = 4;
const MODULUS = hexToBytes("30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47");
const PAIR = 192;

/** bn254 by mcl. */
export function openBn254(module: WebAssembly.Module): Bn254 {
  const curve = new MclCurve({ module, curve: BN_SNARK1, modulus: MODULUS });
  const { wasm } = curve;
  const { element } = mclSizes;
  wasm.mclBn_verifyOrderG2(0);
  const left = curve.allocate(mclSizes.g1);
  const right = curve.allocate(mclSizes.g1);
  const scalar = curve.allocate(mclSizes.scalar);

  function readG1(input: Uint8Array, offset: number, to: number): boolean {
    if (isZero(input, offset, 64)) wasm.mclBnG1_clear(to);
    else {
      if (!curve.readElement(input, offset, to)) return false;
      if (!curve.readElement(input, offset + 32, to + element)) return false;
      curve.setOne(to + 2 * element);
      // Every point of the curve is in the group.
      if (wasm.mclBnG1_isValid(to) !== 1) return false;
    }
    return true;
  }

  /** x and y, each with its imaginary part first. */
  function readG2(input: Uint8Array, offset: number, to: number): boolean {
    if (isZero(input, offset, 128)) {
      wasm.mclBnG2_clear(to);
      return true;
    }
    for (let part = 0; part < 4; part++) {
      if (!curve.readElement(input, offset + 32 * part, to + element * (part ^ 1))) return false;
    }
    curve.bytes().fill(0, to + 4 * element, to + 6 * element);
    curve.setOne(to + 4 * element);
    return wasm.mclBnG2_isValid(to) === 1 && wasm.mclBnG2_isValidOrder(to) === 1;
  }

  function writeG1(point: number): Uint8Array {
    const output = new Uint8Array(64);
    if (wasm.mclBnG1_isZero(point) === 1) return output;
    wasm.mclBnG1_normalize(point, point);
    curve.writeElement(point, output, 0);
    curve.writeElement(point + element, output, 32);
    return output;
  }

  return {
    add: (input) => {
      if (!readG1(input, 0, left) || !readG1(input, 64, right)) return undefined;
      wasm.mclBnG1_add(left, left, right);
      return writeG1(left);
    },
    multiply: (input) => {
      if (!readG1(input, 0, left)) return undefined;
      curve.readScalar(input, 64, scalar);
      wasm.mclBnG1_mul(left, left, scalar);
      return writeG1(left);
    },
    isPairingProductOne: openPairing(curve, { pairSize: PAIR, g1Size: 64, readG1, readG2 }),
  };
}
