import { AbiCoder, concat, id, keccak256 as peerHash, getAddress, toBeHex } from "ethers";
import { expect } from "chai";
import fc from "fast-check";
import {
  aliasOf,
  decodeTransaction,
  depositOf,
  encodeTransaction,
  itemHash,
  queueHash,
  sourceHash,
  toHex,
  toTransaction,
  zeroHash,
} from "@muniment/protocol";
import type { Hex, QueueItem } from "@muniment/protocol";
import { makeQueue } from "../../../spec/vectors/makeQueue.js";
import { caught } from "../../helpers/caught.js";
import { vectorFile } from "../../helpers/vectorFile.js";

const seed = 20261121;
const abi = AbiCoder.defaultAbiCoder();
const hexOf = (minLength: number, maxLength: number): fc.Arbitrary<Hex> =>
  fc.uint8Array({ minLength, maxLength }).map(toHex);
const integer = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });
const address = hexOf(20, 20);
const anyItem: fc.Arbitrary<QueueItem> = fc.record({
  sender: address,
  recipient: address,
  isCreation: fc.boolean(),
  mint: integer(256),
  value: integer(256),
  gasLimit: integer(64),
  data: hexOf(0, 200),
  time: integer(64),
  gasBefore: integer(64),
});
const anyOrigin = fc.record({
  l1ChainId: integer(64),
  queue: address,
  lane: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
});

describe("protocol > queue", () => {
  it("QUEUE-1, QUEUE-2, QUEUE-3: the vectors are what the codec makes", () => {
    expect(vectorFile("queue.json")).to.deep.equal(makeQueue());
  });

  it("QUEUE-2: an item's hash is that of ethers' abi.encode", () => {
    const types = "address address bool uint256 uint256 uint64 bytes32 uint64 uint64".split(" ");
    fc.assert(
      fc.property(anyItem, (item) => {
        const { sender, recipient, isCreation, mint, value, gasLimit, data, time, gasBefore } = item;
        const values = [
          sender,
          recipient,
          isCreation,
          mint,
          value,
          gasLimit,
          peerHash(data),
          time,
          gasBefore,
        ];
        expect(itemHash(item)).to.equal(peerHash(abi.encode(types, values)));
      }),
      { seed },
    );
  });

  it("QUEUE-3: the rolling hash binds every item and their order", () => {
    const [a, b] = fc.sample(anyItem, { seed, numRuns: 2 }) as [QueueItem, QueueItem];
    const [first, second] = [itemHash(a), itemHash(b)];
    const rolled = [first, second].reduce(queueHash, zeroHash);
    expect(rolled).to.equal(peerHash(concat([peerHash(concat([zeroHash, first])), second])));
    expect([second, first].reduce(queueHash, zeroHash)).not.to.equal(rolled);
  });

  it("QUEUE-1: the source hash names L1 chain, queue, lane and place", () => {
    fc.assert(
      fc.property(anyOrigin, integer(64), (origin, place) => {
        const { l1ChainId, queue, lane } = origin;
        const types = ["bytes32", "uint256", "address", "uint32", "uint64"];
        const values = [id("muniment.queue"), l1ChainId, getAddress(queue), lane, place];
        expect(sourceHash(origin, place)).to.equal(peerHash(abi.encode(types, values)));
      }),
      { seed },
    );
  });

  it("QUEUE-1: an item becomes a deposit transaction of its sender's", () => {
    fc.assert(
      fc.property(anyItem, anyOrigin, integer(64), (item, origin, place) => {
        const raw = encodeTransaction(depositOf(item, origin, place));
        const { sender, recipient, isCreation, mint, value, gasLimit, data } = item;
        expect(toTransaction(decodeTransaction(raw, 0, raw.length))).to.deep.equal({
          type: 0x7e,
          sourceHash: sourceHash(origin, place),
          from: sender,
          to: isCreation ? undefined : recipient,
          ...{ mint, value, gasLimit, data },
        });
      }),
      { seed },
    );
  });

  it("QUEUE-5: a contract's alias is its address plus an offset, modulo 2^160", () => {
    fc.assert(
      fc.property(address, (of) => {
        const sum = (BigInt(of) + 0x1111000000000000000000000000000000001111n) % 2n ** 160n;
        expect(aliasOf(of)).to.equal(toBeHex(sum, 20));
      }),
      { seed },
    );
    expect(aliasOf("0xeeeeffffffffffffffffffffffffffffffffeeef")).to.equal(`0x${"0".repeat(40)}`);
    expect(caught(() => aliasOf("0x11")).code).to.equal("HEX_INVALID");
  });

  it("QUEUE-2: refuses a number beyond its field", () => {
    const [item] = fc.sample(anyItem, { seed, numRuns: 1 }) as [QueueItem];
    expect(caught(() => itemHash({ ...item, gasLimit: 2n ** 64n })).code).to.equal("INTEGER_OUT_OF_RANGE");
    expect(caught(() => itemHash({ ...item, mint: -1n })).code).to.equal("INTEGER_OUT_OF_RANGE");
  });
});
