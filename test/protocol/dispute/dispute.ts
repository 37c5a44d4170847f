import { expect } from "chai";
import { concat, keccak256 as peerHash, toBeHex, zeroPadBytes, zeroPadValue } from "ethers";
import fc from "fast-check";
import {
  boundaryState,
  chainHash,
  codeCommitment,
  type FrameWords,
  frameHash,
  fromHex,
  type Hex,
  jumpBitmap,
  keccak256,
  machineHash,
  machinePhases,
  type MachineWords,
  pageSize,
  pagesCommitment,
  scratchKeys,
  toHex,
  type TransactionWords,
  transactionWordsHash,
  zeroHash,
} from "@muniment/protocol";
import { makeDispute } from "../../../spec/vectors/makeDispute.js";
import { vectorFile } from "../../helpers/vectorFile.js";

const seed = 20_261_122;
const word = (value: bigint | number | string): string =>
  typeof value === "string" ? zeroPadValue(value, 32) : toBeHex(value, 32);
const words = (...values: (bigint | number | string)[]): string => peerHash(concat(values.map(word)));
/** An integer that a vector writes as decimal text. */
const integer = (text: unknown): bigint => BigInt(text as string);
const pageOf = (bytes: Uint8Array): string => zeroPadBytes(bytes, pageSize);

const cut = (bytes: Uint8Array): Uint8Array[] =>
  Array.from({ length: Math.ceil(bytes.length / pageSize) }, (_, index) =>
    bytes.subarray(pageSize * index, pageSize * (index + 1)),
  );

const vectors = makeDispute();

describe("the bytes of disputes", () => {
  it("DISPUTE-20 to DISPUTE-37: the vectors are what the codec makes", () => {
    expect(JSON.parse(JSON.stringify(vectors))).to.deep.equal(vectorFile("dispute.json"));
  });

  it("DISPUTE-20: pages are hashed one by one, the last filled with zeros, then their hashes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (bytes) => {
        const pages = cut(bytes).map((page) => peerHash(pageOf(page)));
        expect(pagesCommitment(bytes)).to.equal(peerHash(concat(pages)));
      }),
      { seed, numRuns: 50 },
    );
    expect(pagesCommitment(new Uint8Array(0))).to.equal(keccak256());
    expect(pagesCommitment(new Uint8Array(1))).to.equal(pagesCommitment(new Uint8Array(1024)));
  });

  it("DISPUTE-22: a page of code is hashed with 128 bytes that say where jumps may lead", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0x5b, 0x60, 0x61, 0x7f, 0), { maxLength: 2200 }), (list) => {
        const code = Uint8Array.from(list);
        const destinations = new Set<number>();
        for (let at = 0; at < code.length; at++) {
          const opcode = code[at]!;
          if (opcode === 0x5b) destinations.add(at);
          if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f;
        }
        const pages = cut(code).map((page, index) => {
          const bits = Array.from({ length: pageSize }, (_, at) =>
            destinations.has(pageSize * index + at) ? "1" : "0",
          );
          return peerHash(concat([pageOf(page), toBeHex(BigInt(`0b${bits.join("")}`), 128)]));
        });
        expect(codeCommitment(code)).to.equal(peerHash(concat(pages)));
        expect(toHex(jumpBitmap(code)).length).to.equal(2 + 256 * pages.length);
      }),
      { seed, numRuns: 50 },
    );
  });

  it("DISPUTE-23, DISPUTE-24: stacks and lists are chains from zero on", () => {
    expect(chainHash(zeroHash, 5n)).to.equal(words(0, 5));
    expect([5n, 6n].reduce<Hex>(chainHash, zeroHash)).to.equal(words(words(0, 5), 6));
  });

  it("DISPUTE-21, DISPUTE-35: a frame is the hash of its 23 words in the spec's order", () => {
    const { frame } = vectors;
    const { callData, returnData, ...rest } = frame as unknown as FrameWords & { hash: Hex };
    const expected = words(
      ...[
        rest.caller,
        rest.kind,
        rest.depth,
        rest.programCounter,
        integer(rest.gas),
        rest.stack,
        rest.height,
      ],
      ...[rest.memory, rest.memorySize, rest.code, rest.codeSize],
      ...[callData.pages, callData.offset, callData.size],
      ...[returnData.pages, returnData.offset, returnData.size],
      ...[rest.self, rest.sender, integer(rest.value), rest.outputOffset, rest.outputSize, rest.undo],
    );
    expect(rest.hash).to.equal(expected);
    const changed = { ...rest, callData, returnData, gas: 1n, value: integer(rest.value) };
    expect(frameHash(changed)).to.not.equal(expected);
  });

  it("DISPUTE-37: a transaction is the hash of its 19 words in the spec's order", () => {
    for (const [index, given] of vectors.transactions.entries()) {
      const t = given as unknown as TransactionWords & { commitment: Hex };
      const expected = words(
        ...[t.type, t.hash, t.raw, t.rawSize, t.sender, integer(t.gasPrice), integer(t.gasLimit)],
        ...[t.recipient ?? 0, index, integer(t.value), integer(t.nonce), t.dataOffset, t.dataSize],
        ...[t.accesses, t.authorizations, integer(t.blockNumber), integer(t.time), integer(t.baseFee)],
        ...[integer(t.intrinsicGas), integer(t.floorGas)],
      );
      expect(t.commitment).to.equal(expected);
      expect(transactionWordsHash({ ...t, nonce: 99n })).to.not.equal(expected);
    }
  });

  it("DISPUTE-30: a state of the machine is the hash of its 16 words in the spec's order", () => {
    const m = vectors.machine as unknown as MachineWords & { hash: Hex };
    const [a, b, c, d] = m.registers;
    const expected = words(
      ...[machinePhases[m.phase], m.leaf, m.state, m.origin, m.scratch, m.transaction, integer(m.refund)],
      ...[m.logs, m.logBytes, m.bloom, m.precompiles, m.frame, a, b, integer(c), d],
    );
    expect(m.hash).to.equal(expected);
    expect(machineHash({ ...m, refund: 1n, registers: [a, b, integer(c), d] })).to.not.equal(expected);
  });

  it("DISPUTE-31, DISPUTE-32: a step of the trace begins and ends in states of a leaf and zeros", () => {
    const leaf = keccak256(fromHex("0xabcd"));
    const zeros = Array<number>(14).fill(0);
    expect(boundaryState("begin", leaf)).to.equal(words(0, leaf, ...zeros));
    expect(boundaryState("done", leaf)).to.equal(words(255, leaf, ...zeros));
  });

  it("DISPUTE-33: the phases have the spec's numbers", () => {
    expect(Object.values(machinePhases)).to.deep.equal([
      ...Array.from({ length: 20 }, (_, phase) => phase),
      255,
    ]);
  });

  it("DISPUTE-36: the keys of the scratch tree", () => {
    const { address } = vectors.scratch;
    const slot = word(7);
    expect(scratchKeys.warmAccount(address)).to.equal(peerHash(concat(["0x01", address])));
    expect(scratchKeys.warmSlot(address, 7n)).to.equal(peerHash(concat(["0x02", address, slot])));
    expect(scratchKeys.transient(address, 7n)).to.equal(peerHash(concat(["0x03", address, slot])));
    expect(scratchKeys.created(address)).to.equal(peerHash(concat(["0x04", address])));
    expect(scratchKeys.destroyedList).to.equal(peerHash("0x05"));
    expect(scratchKeys.destroyed(address)).to.equal(peerHash(concat(["0x06", address])));
  });
});
