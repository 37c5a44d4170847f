import { expect } from "chai";
import { createHash } from "node:crypto";
import {
  callPrecompile,
  type PrecompileResult,
} from "../../../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { blsPoints } from "./helpers/blsPoints.js";
import { bytes } from "./helpers/bytes.js";
import { compressG1 } from "./helpers/compressG1.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const { g1, order, infinity1, outside1, orderThree } = blsPoints;
const random = randomBytes(0x5eed000a);
const scalar = (): bigint => BigInt(`0x${hex(random(32))}`) % order;
/** [tau]G1 of the ceremony: the second of `g1_monomial`, uncompressed. */
const tauG1 = bytes(
  "0".repeat(32),
  "0d3eb50121139aa34db1d545093ac9374ab7bca2c0f3bf28e27c8dcd8fc7cb42d25926fc0c97b336e9f0fb35e5a04c81",
  "0".repeat(32),
  "17de623f59a3043952d2f637a935fae14b6dee8b255e526304963d58ab6f1a827c7de623d34d394f8a3d0f57d6e972b9",
);
const SUCCESS = "1000".padStart(64, "0") + order.toString(16);

interface Claim {
  readonly z: bigint;
  readonly y: bigint;
  readonly commitment: Uint8Array;
  readonly proof: Uint8Array;
  readonly version?: string;
}

function encode({ z, y, commitment, proof, version = "01" }: Claim): Uint8Array {
  const hash = createHash("sha256").update(commitment).digest("hex").slice(2);
  return bytes(version, hash, z, y, commitment, proof);
}

/** The sum of points times scalars, compressed, made by the contract that another test compares. */
function combine(...terms: (Uint8Array | bigint)[]): Uint8Array {
  const result = callPrecompile({ address: 0x0c, input: bytes(...terms), gas: 1e6, fork: "osaka" });
  return compressG1(result!.output);
}

/** A right claim about the polynomial slope·X + constant. */
function linear(slope: bigint, constant: bigint, z: bigint): Claim {
  const y = (slope * z + constant) % order;
  return { z, y, commitment: combine(tauG1, slope, g1, constant), proof: combine(g1, slope) };
}

const call = (input: Uint8Array, gas = 50000): PrecompileResult | undefined =>
  callPrecompile({ address: 0x0a, input, gas, fork: "cancun" });

function expectRight(claim: Claim): void {
  const result = call(encode(claim));
  expect(result?.gasUsed).to.equal(50000);
  expect(hex(result!.output)).to.equal(SUCCESS);
}

describe("executor > precompiles > pointEvaluation", () => {
  // The reference is slow, and machines are shared.
  it("PRECOMPILE-13: a published proof of a real blob holds", () => {
    const input = bytes(
      "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b",
      "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306",
      "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1",
      "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca25f26936857bc3a7c2539ea8ec3a952b7",
      "873033e038326e87ed3e1276fd140253fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a",
    );
    expect(call(input)).to.deep.equal({ gasUsed: 50000, output: bytes(SUCCESS) });
    expect(call(input, 49999)).to.equal(undefined);
    for (const at of [0, 5, 40, 70, 100, 150, 191]) {
      const changed = input.slice();
      changed[at]! ^= 1;
      expect(call(changed), `byte ${at}`).to.equal(undefined);
    }
  });

  it("PRECOMPILE-13: values of constant and linear polynomials hold, and no others", () => {
    const edges = [0n, 1n, order - 1n, scalar()];
    for (const z of edges) {
      for (const slope of edges) {
        const claim = linear(slope, scalar(), z);
        expectRight(claim);
        expect(call(encode({ ...claim, y: (claim.y + 1n) % order }))).to.equal(undefined);
        if (slope !== 0n) expect(call(encode({ ...claim, z: (z + 1n) % order }))).to.equal(undefined);
      }
    }
    expectRight(linear(0n, 0n, scalar()));
    expectRight({
      ...linear(0n, 0n, 5n),
      y: 0n,
      commitment: compressG1(infinity1),
      proof: compressG1(infinity1),
    });
    // A wrong proof of a right value.
    const claim = linear(3n, 4n, 5n);
    expect(call(encode({ ...claim, proof: combine(g1, 4n) }))).to.equal(undefined);
    expect(call(encode({ ...claim, proof: compressG1(infinity1) }))).to.equal(undefined);
  });

  it("PRECOMPILE-13: fails for another length, version or hash", () => {
    const claim = linear(scalar(), scalar(), scalar());
    const right = encode(claim);
    for (const size of [0, 32, 191]) expect(call(right.subarray(0, size))).to.equal(undefined);
    expect(call(bytes(right, "00"))).to.equal(undefined);
    for (const version of ["00", "02", "ff"]) expect(call(encode({ ...claim, version }))).to.equal(undefined);
    const other = right.slice();
    other[31]! ^= 0x80;
    expect(call(other)).to.equal(undefined);
  });

  it("PRECOMPILE-13: fails for numbers that are not below the modulus", () => {
    const claim = linear(7n, 11n, 0n);
    expectRight(claim);
    expect(call(encode({ ...claim, z: order }))).to.equal(undefined);
    expect(call(encode({ ...claim, y: claim.y + order }))).to.equal(undefined);
    expect(call(encode({ ...claim, z: (1n << 256n) - 1n }))).to.equal(undefined);
  });

  it("PRECOMPILE-13: fails for points that are not canonical, on the curve and in the group", () => {
    const claim = linear(7n, 11n, 3n);
    const flagged = (flags: number): Uint8Array => {
      const point = claim.commitment.slice();
      point[0] = (point[0]! & 0x1f) | flags;
      return point;
    };
    const infinity = compressG1(infinity1);
    const noise = bytes(infinity.subarray(0, 47), "01");
    const modulus = bytes(blsPoints.modulus.toString(16));
    modulus[0]! |= 0x80;
    const zeros = "00".repeat(46);
    const bad = [
      ...[0x00, 0x20, 0x40, 0x60, 0xc0, 0xe0].map(flagged),
      ...[noise, modulus, compressG1(outside1), compressG1(orderThree)],
      ...[bytes(`e0${zeros}00`), bytes(`40${zeros}00`), bytes(`80${zeros}01`), bytes(`9f${"ff".repeat(47)}`)],
    ];
    for (const point of bad) {
      expect(call(encode({ ...claim, commitment: point })), hex(point)).to.equal(undefined);
      expect(call(encode({ ...claim, proof: point })), hex(point)).to.equal(undefined);
    }
  });
});
