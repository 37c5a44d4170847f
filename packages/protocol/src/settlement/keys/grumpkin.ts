import { weierstrass } from "@noble/curves/abstract/weierstrass.js";
import { fieldModulus } from "../field/fieldModulus.js";

/** The curve y² = x³ − 17 over the circuits' field, with its generator; its order is a prime above the field's. */
export const Grumpkin = weierstrass({
  p: fieldModulus,
  n: 21888242871839275222246405745257275088696311157297823662689037894645226208583n,
  h: 1n,
  a: 0n,
  b: fieldModulus - 17n,
  Gx: 1n,
  Gy: 17631683881184975370165255887551781615748388533673675138860n,
});
