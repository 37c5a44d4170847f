import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { SigningKey } from "ethers";
import {
  recoveryLibrary,
  type SignatureLibrary,
  type SignatureLibraryName,
} from "../../../packages/executor/src/index.js";
import { nativeLibrary } from "../../../packages/executor/src/signatures/nativeLibrary.js";
import { systemLibrary } from "../../../packages/executor/src/signatures/systemLibrary.js";
import { fromHex, toHex } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";

const p = 2n ** 256n - 2n ** 32n - 977n;
const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const generatorX = 0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798n;

const word = (value: bigint): Uint8Array => fromHex(`0x${value.toString(16).padStart(64, "0")}`);
const hash = word(0xc0ffeen);

/** Whether the curve y² = x³ + 7 has a point with this x: Euler's criterion. */
function isOnCurve(x: bigint): boolean {
  let power = 1n;
  const square = (x ** 3n + 7n) % p;
  for (let bit = 255n; bit >= 0n; bit--) {
    power = (power * power) % p;
    if ((((p - 1n) / 2n) >> bit) & 1n) power = (power * square) % p;
  }
  return x < p && power === 1n;
}

/** The key as text, or nothing. */
function recovered(
  { recover }: SignatureLibrary,
  [r, s, id]: readonly [bigint, bigint, number],
  message: Uint8Array = hash,
): string | undefined {
  const signature = new Uint8Array(64);
  signature.set(word(r), 0);
  signature.set(word(s), 32);
  const publicKey = new Uint8Array(65);
  return recover(message, signature, id, publicKey) ? toHex(publicKey) : undefined;
}

const libraries: readonly SignatureLibrary[] = [
  nativeLibrary(),
  systemLibrary(),
  recoveryLibrary({ library: "noble" }),
].filter((library) => library !== undefined);

describe("recoveryLibrary", () => {
  it("SIG-2: takes the first that is there, and says which", () => {
    const expected: SignatureLibraryName = libraries.some(({ name }) => name === "system")
      ? "system"
      : nativeLibrary() === undefined
        ? "noble"
        : "native";
    expect(recoveryLibrary().name).to.equal(expected);
    for (const { name } of libraries) expect(recoveryLibrary({ library: name }).name).to.equal(name);
  });

  it("SIG-2: refuses to take another for one that is missing", () => {
    const error = caught(() => recoveryLibrary({ library: "system", systemLibraryPath: "/none/such.so" }));
    expect(error).to.include({ code: "RECOVERY_LIBRARY_MISSING" });
  });

  it("SIG-2: npm's library has a build for the platforms it is chosen for", () => {
    const folder = new URL(
      `../../../node_modules/secp256k1/prebuilds/${process.platform}-${process.arch}`,
      import.meta.url,
    );
    expect(nativeLibrary() !== undefined).to.equal(existsSync(fileURLToPath(folder)));
  });

  for (const library of libraries) {
    describe(library.name, () => {
      it("SIG-1: recovers whoever signed", () => {
        for (let index = 1; index <= 20; index++) {
          const key = new SigningKey(word(BigInt(index) * 0x1234567890abcdefn));
          const message = word(BigInt(index) ** 40n % n);
          const { r, s, yParity } = key.sign(message);
          expect(recovered(library, [BigInt(r), BigInt(s), yParity], message)).to.equal(key.publicKey);
        }
      });

      it("SIG-1: recovers from a high s as from the low one with the other parity", () => {
        const key = new SigningKey(word(77n));
        const { r, s, yParity } = key.sign(hash);
        expect(recovered(library, [BigInt(r), n - BigInt(s), 1 - yParity])).to.equal(key.publicKey);
      });

      it("SIG-1: finds no key when r or s is zero or not below n", () => {
        const outside = [0n, n, n + 1n, p - 1n, p, 2n ** 256n - 1n];
        for (const id of [0, 1, 2, 3]) {
          for (const value of outside) {
            expect(recovered(library, [value, 1n, id]), `r ${value} id ${id}`).to.equal(undefined);
            expect(recovered(library, [generatorX, value, id]), `s ${value} id ${id}`).to.equal(undefined);
          }
        }
      });

      it("SIG-1: finds a key exactly when a point has the x that r names", () => {
        for (const r of [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, generatorX, n - 1n, n - 2n, n - 3n]) {
          for (const id of [0, 1]) {
            expect(recovered(library, [r, 1n, id]) !== undefined, `r ${r}`).to.equal(isOnCurve(r));
          }
        }
      });

      it("SIG-1: with ids 2 and 3, x is r + n and must lie below p", () => {
        const edge = p - n;
        for (const r of [1n, 2n, 3n, 4n, 5n, edge - 3n, edge - 2n, edge - 1n, edge, edge + 1n, n - 1n]) {
          for (const id of [2, 3]) {
            expect(recovered(library, [r, 1n, id]) !== undefined, `r ${r}`).to.equal(
              r + n < p && isOnCurve(r + n),
            );
          }
        }
      });

      it("SIG-1: finds no key when it would be the point at infinity", () => {
        // R = G and s = z give s·R - z·G = 0; the generator's y is even.
        for (const z of [1n, 2n, 12_345n, n - 1n]) {
          expect(recovered(library, [generatorX, z, 0], word(z))).to.equal(undefined);
          expect(recovered(library, [generatorX, z, 1], word(z))).to.be.a("string");
        }
      });
    });
  }

  it("SIG-1: all libraries agree on hashes at and above n", () => {
    for (const z of [0n, 1n, n - 1n, n, n + 1n, 2n ** 256n - 1n]) {
      const keys = libraries.map((library) => recovered(library, [generatorX, 3n, 0], word(z)));
      expect(new Set(keys).size, `z ${z}`).to.equal(1);
    }
  });
});
