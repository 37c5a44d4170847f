import { expect } from "chai";
import type { Curves } from "../../../../packages/executor/src/vm/precompiles/curves/Curves.js";
import { loadMcl } from "../../../../packages/executor/src/vm/precompiles/mcl/loadMcl.js";
import { openMcl } from "../../../../packages/executor/src/vm/precompiles/mcl/openMcl.js";
import { pureCurves } from "../../../../packages/executor/src/vm/precompiles/pure/pureCurves.js";
import { blsPoints } from "./helpers/blsPoints.js";
import { bn254Points } from "./helpers/bn254Points.js";
import { bytes } from "./helpers/bytes.js";
import { compressG1 } from "./helpers/compressG1.js";
import { curveInputs } from "./helpers/curveInputs.js";
import { hex } from "./helpers/hex.js";
import { p256Inputs } from "./helpers/p256Inputs.js";
import { randomBytes } from "./helpers/randomBytes.js";

const random = randomBytes(0x5eed000c);
const inputs = curveInputs(random);
const { pick, scalar, spoil, bn254G1, bn254G2, blsG1, blsG2 } = inputs;

/** What both implementations answer, as text; they must not differ. */
function sameOf(ask: (curves: Curves) => unknown, input: unknown, fast: Curves): unknown {
  const plain = (answer: unknown): unknown => (answer instanceof Uint8Array ? hex(answer) : answer);
  const expected = plain(ask(pureCurves));
  const about = input instanceof Uint8Array ? hex(input) : JSON.stringify(input);
  expect(plain(ask(fast)), about).to.equal(expected);
  return expected;
}

describe("executor > precompiles > curves", () => {
  // The implementation in TypeScript is slow, and machines are shared.
  const fast = openMcl()!;

  /** Compares on drawn inputs; of them at least a tenth must be refused and a tenth answered. */
  function compare(
    count: number,
    draw: () => Uint8Array,
    ask: (curves: Curves, input: Uint8Array) => unknown,
  ): void {
    let refused = 0;
    for (let round = 0; round < count; round++) {
      const input = draw();
      const answer = sameOf((curves) => ask(curves, input), input, fast);
      if (answer === undefined) refused++;
    }
    expect(refused).to.be.within(count / 10, (count * 9) / 10);
  }
  const several = (most: number, draw: () => Uint8Array): Uint8Array =>
    bytes(...Array.from({ length: 1 + (random(1)[0]! % most) }, draw));

  it("PRECOMPILE-20: this machine loads the fast library; one that cannot is told so", () => {
    expect(fast).to.not.equal(undefined);
    expect(loadMcl("no-such-library")).to.equal(undefined);
    expect(loadMcl("assemblyscript/package.json")).to.equal(undefined);
    expect(openMcl(undefined)).to.not.equal(undefined);
    const other = new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    expect(openMcl(other)).to.equal(undefined);
  });

  it("PRECOMPILE-20: bn254: sums", () => {
    compare(
      400,
      () => spoil(bytes(bn254G1(), bn254G1()), 3),
      ({ bn254 }, input) => bn254.add(input),
    );
  });

  it("PRECOMPILE-20: bn254: products", () => {
    compare(
      300,
      () => bytes(spoil(bn254G1(), 3), scalar(bn254Points.order)),
      ({ bn254 }, input) => bn254.multiply(input),
    );
  });

  it("PRECOMPILE-20: bn254: pairings", () => {
    const pair = (): Uint8Array => spoil(bytes(bn254G1(), bn254G2()), 6);
    compare(
      100,
      () => several(4, pair),
      ({ bn254 }, input) => bn254.isPairingProductOne(input),
    );
    expect(sameOf(({ bn254 }) => bn254.isPairingProductOne(bytes()), bytes(), fast)).to.equal(true);
    const outside = bytes(bn254G1(), bn254Points.outsideG2);
    expect(sameOf(({ bn254 }) => bn254.isPairingProductOne(outside), outside, fast)).to.equal(undefined);
    // e(P, Q) · e(−P, Q) = 1.
    for (let round = 0; round < 20; round++) {
      const point = pureCurves.bn254.multiply(bytes(bn254Points.g1, random(32)))!;
      const minus = pureCurves.bn254.multiply(bytes(point, bn254Points.order - 1n))!;
      const second = bn254G2();
      const right = bytes(point, second, minus, second);
      expect(sameOf(({ bn254 }) => bn254.isPairingProductOne(right), right, fast)).to.equal(true);
    }
  });

  it("PRECOMPILE-20: BLS12-381: sums of two", () => {
    compare(
      300,
      () => spoil(bytes(blsG1(3), blsG1(3)), 3),
      ({ bls12381 }, input) => bls12381.addG1(input),
    );
    compare(
      300,
      () => spoil(bytes(blsG2(3), blsG2(3)), 3),
      ({ bls12381 }, input) => bls12381.addG2(input),
    );
  });

  it("PRECOMPILE-20: BLS12-381: sums of terms", () => {
    const term1 = (): Uint8Array => bytes(spoil(blsG1(20), 20), scalar(blsPoints.order));
    const term2 = (): Uint8Array => bytes(spoil(blsG2(20), 20), scalar(blsPoints.order));
    compare(
      150,
      () => several(6, term1),
      ({ bls12381 }, input) => bls12381.sumG1(input),
    );
    compare(
      100,
      () => several(5, term2),
      ({ bls12381 }, input) => bls12381.sumG2(input),
    );
  });

  it("PRECOMPILE-20: BLS12-381: sums of more terms than are summed up at once", () => {
    const group = 1_000_000_000;
    for (const count of [127, 128, 129, 300]) {
      const terms = bytes(
        ...Array.from({ length: count }, () => bytes(blsG1(group), scalar(blsPoints.order))),
      );
      sameOf(({ bls12381 }) => bls12381.sumG1(terms), terms, fast);
    }
    const terms = bytes(...Array.from({ length: 140 }, () => bytes(blsG2(group), scalar(blsPoints.order))));
    sameOf(({ bls12381 }) => bls12381.sumG2(terms), terms, fast);
  });

  it("PRECOMPILE-20: BLS12-381: pairings", () => {
    compare(
      80,
      () => several(4, () => spoil(bytes(blsG1(15), blsG2(15)), 15)),
      ({ bls12381 }, input) => bls12381.isPairingProductOne(input),
    );
  });

  it("PRECOMPILE-20: BLS12-381: maps", () => {
    const { modulus } = blsPoints;
    const element = (): Uint8Array => {
      const any = BigInt(`0x${hex(random(48))}`);
      const value = pick([any % modulus, any % modulus, any % modulus, any, 0n, 1n, modulus - 1n, modulus]);
      return spoil(bytes(value.toString(16).padStart(128, "0")), 5);
    };
    compare(200, element, ({ bls12381 }, input) => bls12381.mapToG1(input));
    compare(
      200,
      () => bytes(element(), element()),
      ({ bls12381 }, input) => bls12381.mapToG2(input),
    );
  });

  it("PRECOMPILE-20: BLS12-381: KZG proofs", () => {
    const order = blsPoints.order;
    const point = (): Uint8Array => compressG1(blsG1(10));
    let right = 0;
    for (let round = 0; round < 150; round++) {
      const number = (): Uint8Array => bytes(BigInt(`0x${hex(random(32))}`) % order);
      const y = number();
      // A constant polynomial has its value everywhere, with infinity as the proof.
      const constant = pureCurves.bls12381.sumG1(bytes(blsPoints.g1, y))!;
      const claim = pick([
        { z: number(), y, commitment: compressG1(constant), proof: compressG1(blsPoints.infinity1) },
        {
          z: number(),
          y: bytes(0n),
          commitment: compressG1(blsPoints.infinity1),
          proof: compressG1(blsPoints.infinity1),
        },
        { z: number(), y, commitment: spoil(point(), 3), proof: spoil(point(), 3) },
        { z: bytes(0n), y, commitment: random(48), proof: point() },
        { z: number(), y, commitment: point(), proof: random(48) },
      ]);
      const about = [claim.z, claim.y, claim.commitment, claim.proof].map(hex);
      if (sameOf(({ bls12381 }) => bls12381.verifyKzgProof(claim), about, fast) === true) right++;
    }
    expect(right).to.be.within(20, 120);
  });

  it("PRECOMPILE-20: P-256", () => {
    let right = 0;
    for (const input of p256Inputs(random, 400)) {
      if (sameOf(({ p256 }) => p256.verify(input), input, fast) === true) right++;
    }
    expect(right).to.be.within(100, 350);
  });
});
