import { expect } from "chai";
import { createECDH, createHash, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { bytes } from "./helpers/bytes.js";
import { expectSame } from "./helpers/expectSame.js";
import { hex } from "./helpers/hex.js";
import { randomBytes } from "./helpers/randomBytes.js";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const FIELD = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const ONE = "1".padStart(64, "0");
const random = randomBytes(0x5eed0100);

/** A key made from fixed random bytes, as OpenSSL takes it. */
function makeKey(): { key: KeyObject; x: Uint8Array; y: Uint8Array } {
  const ecdh = createECDH("prime256v1");
  const secret = random(32);
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const [x, y] = [bytes(point.subarray(1, 33)), bytes(point.subarray(33))];
  const part = (value: Uint8Array): string => Buffer.from(value).toString("base64url");
  const jwk = { kty: "EC", crv: "P-256", d: part(secret), x: part(x), y: part(y) };
  return { key: createPrivateKey({ key: jwk, format: "jwk" }), x, y };
}

function makeCall(): { hash: Uint8Array; r: bigint; s: bigint; x: Uint8Array; y: Uint8Array } {
  const { key, x, y } = makeKey();
  const message = random(50);
  const signature = sign("sha256", message, { key, dsaEncoding: "ieee-p1363" }).toString("hex");
  const [r, s] = [BigInt(`0x${signature.slice(0, 64)}`), BigInt(`0x${signature.slice(64)}`)];
  return { hash: bytes(createHash("sha256").update(message).digest()), r, s, x, y };
}

describe("executor > precompiles > p256Verify", () => {
  // The reference is slow, and machines are shared.
  it("PRECOMPILE-19: accepts what OpenSSL signed, with either s", async () => {
    for (let round = 0; round < 8; round++) {
      const { hash, r, s, x, y } = makeCall();
      for (const either of [s, ORDER - s]) {
        const result = await expectSame(0x100, bytes(hash, r, either, x, y));
        expect(result!.gasUsed).to.equal(6900);
        expect(hex(result!.output)).to.equal(ONE);
      }
    }
  });

  it("PRECOMPILE-19: answers nothing, and is paid, where anything is changed or out of range", async () => {
    const { hash, r, s, x, y } = makeCall();
    const right = bytes(hash, r, s, x, y);
    const wrong: Uint8Array[] = Array.from({ length: 20 }, (_, index) => {
      const changed = right.slice();
      changed[index * 8 + 3]! ^= 1;
      return changed;
    });
    for (const bad of [0n, ORDER, ORDER + 1n, (1n << 256n) - 1n]) {
      wrong.push(bytes(hash, bad, s, x, y), bytes(hash, r, bad, x, y));
    }
    for (const bad of [0n, FIELD, (1n << 256n) - 1n]) {
      wrong.push(bytes(hash, r, s, bad, y), bytes(hash, r, s, x, bad));
    }
    wrong.push(bytes(hash, r, s, 0n, 0n), bytes(hash, s, r, x, y), bytes(hash, r, s, y, x));
    for (const size of [0, 1, 128, 159]) wrong.push(right.subarray(0, size));
    wrong.push(bytes(right, "00"), bytes(right, right));
    for (const input of wrong) {
      const result = await expectSame(0x100, input);
      expect(result, hex(input)).to.deep.equal({ gasUsed: 6900, output: new Uint8Array(0) });
    }
  });

  it("PRECOMPILE-19: takes hashes above the group's order and hashes of zero", async () => {
    const { r, s, x, y } = makeCall();
    for (const hash of [0n, ORDER, ORDER + 1n, (1n << 256n) - 1n]) {
      await expectSame(0x100, bytes(hash, r, s, x, y));
    }
    // With a hash of zero, r = s = x of the key is always right: the equation's point is the key itself.
    const key = makeKey();
    const own = BigInt(`0x${hex(key.x)}`) % ORDER;
    const result = await expectSame(0x100, bytes(0n, own, own, key.x, key.y));
    expect(hex(result!.output)).to.equal(ONE);
    const modulo = await expectSame(0x100, bytes(ORDER, own, own, key.x, key.y));
    expect(hex(modulo!.output)).to.equal(ONE);
  });
});
