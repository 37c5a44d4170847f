import { createECDH, createHash, createPrivateKey, sign } from "node:crypto";
import { bytes } from "./bytes.js";
import { hex } from "./hex.js";

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const field = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const top = (1n << 256n) - 1n;

/** Keys at the edges, where the key is the generator or its opposite, and any. */
const edgeKeys = [1n, 2n, 3n, order - 1n, order - 2n];

/** Calls of the P-256 contract: right ones, with either s, and wrong ones of every kind. */
export function p256Inputs(random: (size: number) => Uint8Array, count: number): Uint8Array[] {
  return Array.from({ length: count }, (_, index) => {
    const isGenerator = index % 20 === 19;
    const isOpposite = index % 20 === 9;
    const edgeKey = isGenerator ? 1n : isOpposite ? order - 1n : edgeKeys[(index >> 2) % edgeKeys.length]!;
    const secret = isGenerator || isOpposite || index % 4 === 0 ? bytes(edgeKey) : random(32);
    const { hash, r, s, key } = signed(secret, random(20));
    const x = BigInt(`0x${hex(key.subarray(0, 32))}`);
    const y = BigInt(`0x${hex(key.subarray(32))}`);
    const edge = [0n, 1n, order - 1n, order, order + 1n, top][index % 6]!;
    const spoiled = bytes(hash, r, s, key);
    spoiled[random(1)[0]! % 160]! ^= 1 << (random(1)[0]! & 7);
    const xOfKey = x % order;
    return [
      bytes(hash, r, s, key),
      bytes(hash, r, order - s, key),
      spoiled,
      bytes(hash, edge, s, key),
      bytes(hash, r, edge, key),
      // With a hash of zero, r = s = x of the key is always right.
      bytes(index % 2 === 0 ? 0n : order, xOfKey, xOfKey, key),
      // With r = s the sum is hash/s times the generator plus the key.
      bytes(edge, xOfKey, xOfKey, key),
      bytes(hash, r, s, x + field <= top ? x + field : field, y),
      bytes(hash, r, s, x, field - y),
      // The two scalars are equal or opposite, and the key is the generator's opposite or the generator: the sum is infinity.
      bytes(isOpposite ? r : order - r, r, s, key),
    ][index % 10]!;
  });
}

function signed(
  secret: Uint8Array,
  message: Uint8Array,
): { hash: Uint8Array; r: bigint; s: bigint; key: Uint8Array } {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(secret);
  const key = bytes(ecdh.getPublicKey()).subarray(1);
  const text = (part: Uint8Array): string => Buffer.from(part).toString("base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    d: text(secret),
    x: text(key.subarray(0, 32)),
    y: text(key.subarray(32)),
  };
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  const signature = hex(sign("sha256", message, { key: privateKey, dsaEncoding: "ieee-p1363" }));
  return {
    hash: bytes(createHash("sha256").update(message).digest()),
    r: BigInt(`0x${signature.slice(0, 64)}`),
    s: BigInt(`0x${signature.slice(64)}`),
    key,
  };
}
