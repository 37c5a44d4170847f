import { hexToBytes } from "@noble/hashes/utils.js";
import type { P256 } from "../curves/P256.js";
import { MclCurve, mclSizes } from "./MclCurve.js";

const NIST_P256 = 107;
const MODULUS = hexToBytes("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
const ORDER = hexToBytes("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");

/** P-256 by mcl. */
export function openP256(module: WebAssembly.Module): P256 {
  const curve = new MclCurve({ module, curve: NIST_P256, modulus: MODULUS });
  const { wasm } = curve;
  const [hash, r, s] = [0, 0, 0].map(() => curve.allocate(mclSizes.scalar)) as [number, number, number];
  // The generator and the key; their two scalars; what is left of the generator, which sums make worthless.
  const points = curve.allocate(2 * mclSizes.g1);
  const key = points + mclSizes.g1;
  const scalars = curve.allocate(2 * mclSizes.scalar);
  const sum = curve.allocate(mclSizes.g1);
  const x = new Uint8Array(32);

  function readKey(input: Uint8Array): boolean {
    if (!curve.readElement(input, 96, key)) return false;
    if (!curve.readElement(input, 128, key + mclSizes.element)) return false;
    curve.setOne(key + 2 * mclSizes.element);
    return wasm.mclBnG1_isValid(key) === 1;
  }

  function verify(input: Uint8Array): boolean {
    if (!isScalar(input, 32) || !isScalar(input, 64) || !readKey(input)) return false;
    curve.readScalar(input, 0, hash);
    curve.readScalar(input, 32, r);
    curve.readScalar(input, 64, s);
    wasm.mclBnG1_getBasePoint(points);
    wasm.mclBnFr_div(scalars, hash, s);
    wasm.mclBnFr_div(scalars + mclSizes.scalar, r, s);
    wasm.mclBnG1_mulVec(sum, points, scalars, 2);
    if (wasm.mclBnG1_isZero(sum) === 1) return false;
    wasm.mclBnG1_normalize(sum, sum);
    curve.writeElement(sum, x, 0);
    curve.readScalar(x, 0, hash);
    return wasm.mclBnFr_isEqual(hash, r) === 1;
  }
  return { verify };
}

/** Whether r or s is in its range: not zero and below the group's order. */
function isScalar(input: Uint8Array, offset: number): boolean {
  let isZero = true;
  let order = 0;
  for (let index = 0; index < 32; index++) {
    const byte = input[offset + index] as number;
    if (byte !== 0) isZero = false;
    if (order === 0) order = byte - (ORDER[index] as number);
  }
  return !isZero && order < 0;
}
