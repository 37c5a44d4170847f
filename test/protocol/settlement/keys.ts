import { expect } from "chai";
import fc from "fast-check";
import {
  fieldHash,
  fieldModulus,
  Grumpkin,
  hashTags,
  isMessageSigned,
  keyOf,
  liftKey,
  settlementDomain,
  sharedSecret,
  signMessage,
} from "@muniment/protocol";
import { AbiCoder, id, keccak256 } from "ethers";
import { caught } from "../../helpers/caught.js";

const seed = 20261122;
const order = Grumpkin.Fn.ORDER;
const secrets = fc.bigInt({ min: 1n, max: order - 1n });
const messages = fc.bigInt({ min: 0n, max: fieldModulus - 1n });

describe("protocol > settlement > keys", () => {
  describe("keyOf and liftKey", () => {
    it("SETTLE-20: a key is on the curve, and its first coordinate is that of both its points", () => {
      fc.assert(
        fc.property(secrets, (secret) => {
          const { x, y } = keyOf(secret);
          expect((y * y - x * x * x + 17n) % fieldModulus).to.equal(0n);
          expect(keyOf(order - secret)).to.deep.equal({ x, y: fieldModulus - y });
          const lifted = liftKey(x);
          expect(lifted.y % 2n).to.equal(0n);
          expect([y, fieldModulus - y]).to.include(lifted.y);
        }),
        { seed, numRuns: 20 },
      );
      expect(keyOf(1n)).to.deep.equal({ x: 1n, y: 0x2cf135e7506a45d632d270d45f1181294833fc48d823f272cn });
    });

    it("SETTLE-20: refuses what is no secret and what is no key, and does not repeat a secret", () => {
      for (const secret of [0n, -1n, order, order + 1n]) {
        const error = caught(() => keyOf(secret));
        expect(error.code).to.equal("SETTLEMENT_KEY_INVALID");
        expect(error.context).to.not.deep.include({ value: secret });
      }
      const absent = [2n, 3n, 4n, 5n, 6n, 7n].filter((x) => {
        try {
          return liftKey(x).x !== x;
        } catch {
          return true;
        }
      });
      // About half of all elements are the first coordinate of no point.
      expect(absent).to.have.length.within(1, 5);
      for (const x of [...absent, fieldModulus + 1n, -1n]) {
        expect(caught(() => liftKey(x)).code).to.equal("SETTLEMENT_KEY_INVALID");
      }
    });
  });

  it("SETTLE-21: both sides have the same secret in common, whichever points are meant", () => {
    fc.assert(
      fc.property(secrets, secrets, (one, other) => {
        const shared = sharedSecret(one, keyOf(other).x);
        expect(sharedSecret(other, keyOf(one).x)).to.equal(shared);
        expect(sharedSecret(order - one, keyOf(other).x)).to.equal(shared);
        expect(Grumpkin.BASE.multiply(one).multiply(other).toAffine().x).to.equal(shared);
      }),
      { seed, numRuns: 10 },
    );
  });

  describe("signMessage", () => {
    it("SETTLE-22: holds for its key and message, and for no other", () => {
      fc.assert(
        fc.property(secrets, messages, (secret, message) => {
          const key = keyOf(secret);
          const signature = signMessage(secret, message);
          expect(isMessageSigned(key, message, signature)).to.equal(true);
          expect(isMessageSigned(key, (message + 1n) % fieldModulus, signature)).to.equal(false);
          expect(isMessageSigned(keyOf((secret % (order - 1n)) + 1n), message, signature)).to.equal(false);
        }),
        { seed, numRuns: 10 },
      );
    });

    it("SETTLE-22: has one form: numbers beyond their range are none", () => {
      const key = keyOf(5n);
      const signature = signMessage(5n, 7n);
      const { challenge, response } = signature;
      expect(isMessageSigned(key, 7n, { challenge, response: response + order })).to.equal(false);
      expect(isMessageSigned(key, 7n, { challenge: challenge + fieldModulus, response })).to.equal(false);
      expect(isMessageSigned(key, 7n, { challenge, response: -1n })).to.equal(false);
      expect(isMessageSigned(key, 7n, { challenge: -1n, response })).to.equal(false);
    });

    it("SETTLE-22: the signature is the one that the rule describes", () => {
      const { challenge, response } = signMessage(5n, 7n);
      const commitment = Grumpkin.BASE.multiply(response).add(Grumpkin.BASE.multiply(5n).multiply(challenge));
      const { x } = keyOf(5n);
      expect(fieldHash(hashTags.signature, [commitment.toAffine().x, x, 7n])).to.equal(challenge);
    });

    it("SETTLE-22: two messages never share a nonce, which would give the secret away", () => {
      const nonce = (message: bigint) => {
        const { challenge, response } = signMessage(5n, message);
        return (response + challenge * 5n) % order;
      };
      expect(nonce(7n)).to.not.equal(nonce(8n));
      expect(signMessage(5n, 7n)).to.deep.equal(signMessage(5n, 7n));
    });
  });

  it("SETTLE-40: the domain is that of one lane of one rollup on one L1", () => {
    const place = { chainId: 31337n, rollup: `0x${"11".repeat(20)}`, lane: 2n } as const;
    const encoded = AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint256", "address", "uint256"],
      [id("muniment.settlement"), place.chainId, place.rollup, place.lane],
    );
    expect(settlementDomain(place)).to.equal(BigInt(keccak256(encoded)) >> 8n);
    const others = [
      { ...place, chainId: 1n },
      { ...place, rollup: `0x${"12".repeat(20)}` } as const,
      { ...place, lane: 3n },
    ];
    for (const other of others) expect(settlementDomain(other)).to.not.equal(settlementDomain(place));
  });
});
