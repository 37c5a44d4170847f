import { bn254 } from "@noble/curves/bn254.js";

const modulus = bn254.fields.Fp.ORDER;

/** Points of BN254's first group side by side, none of them the point at infinity. */
export interface G1Points {
  readonly x: bigint[];
  readonly y: bigint[];
}

/**
 * Adds points to points of other first coordinates, in place; what is undefined adds nothing. One inversion serves all
 * of them, which makes an addition cost six multiplications.
 */
export function addInPlace(
  { x, y }: G1Points,
  others: readonly (readonly [bigint, bigint] | undefined)[],
): void {
  const running: bigint[] = [];
  let product = 1n;
  others.forEach((other, place) => {
    running.push(product);
    if (other !== undefined) product = (product * (other[0] - (x[place] as bigint))) % modulus;
  });
  let inverse = bn254.fields.Fp.inv(((product % modulus) + modulus) % modulus);
  for (let place = others.length - 1; place >= 0; place--) {
    const other = others[place];
    if (other === undefined) continue;
    const [fromX, fromY] = [x[place] as bigint, y[place] as bigint];
    const run = other[0] - fromX;
    const slope = ((((other[1] - fromY) * inverse) % modulus) * (running[place] as bigint)) % modulus;
    inverse = (inverse * run) % modulus;
    const toX = positive(slope * slope - fromX - other[0]);
    x[place] = toX;
    y[place] = positive(slope * (fromX - toX) - fromY);
  }
}

function positive(value: bigint): bigint {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
}
