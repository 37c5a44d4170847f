import fc from "fast-check";
import { toHex } from "../../packages/protocol/src/index.js";
import type { Hex, Transaction, transactionTypes } from "../../packages/protocol/src/index.js";

const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

const hexOf = (minLength: number, maxLength: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength, maxLength }).map(toHex);

/** Integers of every size up to `bits`, small ones and the edges among them. */
const integer = (bits: number): fc.Arbitrary<bigint> =>
  fc.integer({ min: 0, max: bits }).chain((size) => fc.bigInt({ min: 0n, max: (1n << BigInt(size)) - 1n }));

const address = hexOf(20, 20);
const hash = hexOf(32, 32);
const data = fc.oneof(hexOf(0, 3), hexOf(50, 70), hexOf(0, 400));
const yParity = fc.constantFrom(0 as const, 1 as const);
const chainId = fc.integer({ min: 1, max: 2 ** 50 }).map(BigInt);
const signature = fc.record({
  yParity,
  r: fc.bigInt({ min: 1n, max: order - 1n }),
  s: fc.bigInt({ min: 1n, max: order / 2n }),
});
const accessList = fc.array(fc.record({ address, storageKeys: fc.array(hash, { maxLength: 4 }) }), {
  maxLength: 4,
});
const call = { gasLimit: integer(64), value: integer(256), data };
const signed = { ...call, nonce: integer(64), signature };
const to = fc.option(address, { nil: undefined });
const feeMarket = {
  ...signed,
  chainId,
  maxPriorityFeePerGas: integer(256),
  maxFeePerGas: integer(256),
  accessList,
};
const authorization = fc.record({
  chainId: integer(256),
  target: address,
  nonce: integer(64),
  yParity: fc.integer({ min: 0, max: 255 }),
  r: integer(256),
  s: integer(256),
});

/** Signed transactions of each form whose signatures are in range but recover arbitrary senders, and deposits. */
export const transactionArbitraries: Readonly<
  Record<keyof typeof transactionTypes, fc.Arbitrary<Transaction>>
> = {
  legacy: fc.record({
    type: fc.constant(0 as const),
    chainId: fc.option(chainId, { nil: undefined }),
    gasPrice: integer(256),
    to,
    ...signed,
  }),
  accessList: fc.record({
    type: fc.constant(1 as const),
    chainId,
    gasPrice: integer(256),
    accessList,
    to,
    ...signed,
  }),
  feeMarket: fc.record({ type: fc.constant(2 as const), to, ...feeMarket }),
  blob: fc.record({
    type: fc.constant(3 as const),
    to: address,
    maxFeePerBlobGas: integer(256),
    blobVersionedHashes: fc.array(
      hash.map((text): Hex => `0x01${text.slice(4)}`),
      { minLength: 1, maxLength: 6 },
    ),
    ...feeMarket,
  }),
  setCode: fc.record({
    type: fc.constant(4 as const),
    to: address,
    authorizationList: fc.array(authorization, { minLength: 1, maxLength: 4 }),
    ...feeMarket,
  }),
  deposit: fc.record({
    type: fc.constant(0x7e as const),
    sourceHash: hash,
    from: address,
    mint: integer(256),
    to,
    ...call,
  }),
};
