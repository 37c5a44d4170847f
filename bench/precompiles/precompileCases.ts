import { createECDH, createHash, createPrivateKey, sign } from "node:crypto";
import { SigningKey } from "ethers";
import { callPrecompile } from "../../packages/executor/src/vm/precompiles/callPrecompile.js";
import { modexpCase } from "./modexpCase.js";
import type { PrecompileCase } from "./PrecompileCase.js";

/** The generator of bn254's second group, EIP-197. */
const BN254_G2 = Buffer.from(
  "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2" +
    "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed" +
    "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b" +
    "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
  "hex",
);
/** A published proof of a real blob. */
const KZG = Buffer.from(
  "01e798154708fe7789429634053cbf9f99b619f9f084048927333fce637f549b" +
    "564c0a11a0f704f4fc3e8acfe0f8245f0ad1347b378fbf96e206da11a5d36306" +
    "24d25032e67a7e6a4910df5834b8fe70e6bcfeeac0352434196bdf4b2485d5a1" +
    "8f59a8d2a1a625a17f3fea0fe5eb8c896db3764f3185481bc22f91b4aaffcca2" +
    "5f26936857bc3a7c2539ea8ec3a952b7873033e038326e87ed3e1276fd140253" +
    "fa08e9fc25fb2d9a98527fc22a2c9612fbeafdad446cbc7bcdbdcd780af2c16a",
  "hex",
);

/** Every contract with inputs that take it longest: full scalars, points in general position, the bounds of lengths. */
export function precompileCases(): readonly PrecompileCase[] {
  return [...hashCases(), ...signatureCases(), ...modexpCases(), ...bn254Cases(), ...blsCases()];
}

const digits = (value: bigint, size: number): Uint8Array =>
  Buffer.from(value.toString(16).padStart(2 * size, "0"), "hex");
const join = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));
const repeat = (count: number, make: (index: number) => Uint8Array): Uint8Array =>
  join(...Array.from({ length: count }, (_, index) => make(index)));
/** A scalar of all its bits, another for each index. */
const scalar = (index: number): bigint => 2n ** 255n - 19n - BigInt(index) * 0x1234567890abcdefn ** 3n;
/** What a contract makes of an input: how points in general position are had. */
const made = (address: number, input: Uint8Array): Uint8Array =>
  callPrecompile({ address, input, gas: 1e9, fork: "osaka" })?.output.slice() ?? new Uint8Array(0);

function hashCases(): PrecompileCase[] {
  const bytes = new Uint8Array(49_152).fill(0xa5);
  const blake = new Uint8Array(213).fill(0xa5);
  blake.set([0, 0x1e, 0x84, 0x80]);
  blake[212] = 1;
  return [
    { name: "0x02 SHA-256, 48 KB", address: 2, input: bytes },
    { name: "0x02 SHA-256, empty", address: 2, input: bytes.subarray(0, 0) },
    { name: "0x03 RIPEMD-160, 48 KB", address: 3, input: bytes },
    { name: "0x03 RIPEMD-160, empty", address: 3, input: bytes.subarray(0, 0) },
    { name: "0x04 identity, 48 KB", address: 4, input: bytes },
    { name: "0x04 identity, empty", address: 4, input: bytes.subarray(0, 0) },
    { name: "0x09 BLAKE2b, 2,000,000 rounds", address: 9, input: blake },
    { name: "0x09 BLAKE2b, 12 rounds", address: 9, input: Uint8Array.of(0, 0, 0, 12, ...blake.subarray(4)) },
  ];
}

function signatureCases(): PrecompileCase[] {
  const secret = digits(scalar(1) >> 1n, 32);
  const hash = createHash("sha256").update(secret).digest();
  const { r, s, v } = new SigningKey(secret).sign(hash);
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey().subarray(1);
  const text = (part: Uint8Array): string => Buffer.from(part).toString("base64url");
  const coordinates = { x: text(point.subarray(0, 32)), y: text(point.subarray(32)) };
  const jwk = { kty: "EC", crv: "P-256", d: text(secret), ...coordinates };
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const other = sign("sha256", secret, { key, dsaEncoding: "ieee-p1363" });
  return [
    {
      name: "0x01 ecrecover",
      address: 1,
      input: join(hash, digits(BigInt(v), 32), digits(BigInt(r), 32), digits(BigInt(s), 32)),
    },
    { name: "0x100 P-256", address: 0x100, input: join(hash, other, point) },
  ];
}

function modexpCases(): PrecompileCase[] {
  return [
    modexpCase({ size: 8, exponent: 8 }),
    modexpCase({ size: 32, exponent: 32 }),
    modexpCase({ size: 32, exponent: 1024 }),
    modexpCase({ size: 40, exponent: 32 }),
    modexpCase({ size: 128, exponent: 32 }),
    modexpCase({ size: 256, exponent: 8 }),
    modexpCase({ size: 1024, exponent: 1 }),
    modexpCase({ size: 1024, exponent: 7 }),
  ];
}

function bn254Cases(): PrecompileCase[] {
  const g1 = (index: number): Uint8Array =>
    made(7, join(digits(1n, 32), digits(2n, 32), digits(scalar(index), 32)));
  // No contract multiplies points of the second group, and whether they differ does not matter to the time.
  const pairs = (count: number): Uint8Array => repeat(count, (index) => join(g1(index), BN254_G2));
  return [
    { name: "0x06 bn254 add", address: 6, input: join(g1(1), g1(2)) },
    { name: "0x07 bn254 mul", address: 7, input: join(g1(1), digits(scalar(3), 32)) },
    { name: "0x08 bn254 pairing, 1", address: 8, input: pairs(1) },
    { name: "0x08 bn254 pairing, 57", address: 8, input: pairs(57) },
  ];
}

function blsCases(): PrecompileCase[] {
  const g1 = (index: number): Uint8Array => made(16, digits(scalar(index), 64));
  const g2 = (index: number): Uint8Array => made(17, join(digits(scalar(index), 64), digits(5n, 64)));
  const term = (point: (index: number) => Uint8Array) => (index: number) =>
    join(point(index), digits(scalar(index), 32));
  const pairs = (count: number): Uint8Array => repeat(count, (index) => join(g1(index), g2(index)));
  return [
    { name: "0x0a KZG point evaluation", address: 10, input: KZG },
    { name: "0x0b BLS12-381 G1 add", address: 11, input: join(g1(1), g1(2)) },
    { name: "0x0c BLS12-381 G1 MSM, 1", address: 12, input: repeat(1, term(g1)) },
    { name: "0x0c BLS12-381 G1 MSM, 128", address: 12, input: repeat(128, term(g1)) },
    { name: "0x0d BLS12-381 G2 add", address: 13, input: join(g2(1), g2(2)) },
    { name: "0x0e BLS12-381 G2 MSM, 1", address: 14, input: repeat(1, term(g2)) },
    { name: "0x0e BLS12-381 G2 MSM, 128", address: 14, input: repeat(128, term(g2)) },
    { name: "0x0f BLS12-381 pairing, 1", address: 15, input: pairs(1) },
    { name: "0x0f BLS12-381 pairing, 60", address: 15, input: pairs(60) },
    { name: "0x10 BLS12-381 map to G1", address: 16, input: digits(scalar(7), 64) },
    {
      name: "0x11 BLS12-381 map to G2",
      address: 17,
      input: join(digits(scalar(7), 64), digits(scalar(8), 64)),
    },
  ];
}
