import { readFileSync } from "node:fs";
import { expect } from "chai";
import type { Result } from "ethers";
import { concat, encodeRlp, hexlify } from "ethers";
import { network } from "hardhat";
import { encodeHeader, keccak256, traceRoot, traceTree, zeroHash } from "@muniment/protocol";
import type { TraceLeaf } from "@muniment/protocol";
import type { makeTrace } from "../../spec/vectors/makeTrace.js";
import { leafBytes } from "../L1/dispute/helpers/toyMachine.js";
import { toyBlock } from "../L1/dispute/helpers/toyTrace.js";

const { ethers } = await network.create({ network: "l1", chainType: "l1" });
const path = new URL("../../spec/vectors/trace.json", import.meta.url);
const vectors = JSON.parse(readFileSync(path, "utf8")) as ReturnType<typeof makeTrace>;
const library = await ethers.deployContract("DisputeBytesMock");

describe("TraceLeaf", () => {
  it("BATCH-18: hashes leaves as the vectors say, and reads their bytes", async () => {
    for (const { hash, ...leaf } of vectors.leaves) {
      expect(await library.leafHash(leaf)).to.equal(hash);
      const bytes = await library.leafBytes(leaf);
      expect(bytes.length).to.equal(2 + 2 * 250);
      const read = await library.leafOf(bytes);
      expect(await library.leafHash((read as unknown as Result).toObject() as typeof leaf)).to.equal(hash);
      expect(hexlify(leafBytes(read as unknown as TraceLeaf))).to.equal(bytes);
    }
  });

  it("BATCH-18: refuses other bytes", async () => {
    const [leaf] = vectors.leaves;
    const bytes = ethers.getBytes(await library.leafBytes(leaf!));
    for (const data of [bytes.slice(1), concat([bytes, "0x00"])]) {
      await expect(library.leafOf(data)).to.be.revertedWithCustomError(library, "TraceLeafLengthInvalid");
    }
    for (const offset of [0, 249]) {
      const other = bytes.slice();
      other[offset] = 2;
      await expect(library.leafOf(other))
        .to.be.revertedWithCustomError(library, "TraceLeafByteInvalid")
        .withArgs(offset, 2n);
    }
  });
});

describe("TraceTree", () => {
  it("BATCH-20: gives the roots of the vectors from their proofs", async () => {
    for (const { steps, root, proofs } of vectors.trees) {
      const levels = proofs[0]?.siblings.length;
      expect(await library.heightOf(steps)).to.equal(levels);
      for (const { leaf, place, siblings } of proofs) {
        expect(await library.rootOf(leaf, place, siblings)).to.equal(root);
      }
    }
  });

  it("BATCH-20: folds nodes as the tree does", async () => {
    const leaves = vectors.trees.at(-1)!.leaves;
    for (const count of [1, 2, 4, 8]) {
      const part = leaves.slice(0, count);
      expect(await library.fold(part)).to.equal(traceRoot(traceTree(part)));
    }
    expect(await library.fold([leaves[0]!, zeroHash])).to.equal(
      keccak256(ethers.getBytes(concat(["0x01", leaves[0]!, zeroHash]))),
    );
    expect(await library.heightOf(2n ** 32n - 1n)).to.equal(32n);
  });
});

describe("Rlp", () => {
  const long = `0x${"ab".repeat(60)}`;
  const huge = `0x${"cd".repeat(300)}`;

  it("DISPUTE-5: reads strings, lists and integers, and what is behind them", async () => {
    for (const value of ["0x", "0x00", "0x7f", "0x80", "0x0400", `0x${"11".repeat(55)}`, long, huge]) {
      const [read, rest] = await library.readString(concat([encodeRlp(value), "0x99"]));
      expect([read, rest]).to.deep.equal([value, "0x99"]);
    }
    for (const list of [[], ["0x01"], [long, huge], [[["0x"]]]]) {
      const encoded = encodeRlp(list);
      const [items, rest] = await library.readList(concat([encoded, "0x9999"]));
      expect(rest).to.equal("0x9999");
      expect(encoded.endsWith(items.slice(2))).to.equal(true);
    }
    for (const [bytes, integer] of [
      ["0x80", 0n],
      ["0x05", 5n],
      ["0x820400", 1024n],
      [`0xa0${"ff".repeat(32)}`, 2n ** 256n - 1n],
    ] as const) {
      expect((await library.readInteger(bytes, 32)).integer).to.equal(integer);
    }
  });

  it("DISPUTE-5: refuses what could be shorter, is cut off, or is of another kind", async () => {
    const string = (bytes: string) => library.readString(bytes);
    const list = (bytes: string) => library.readList(bytes);
    const integer = (bytes: string) => library.readInteger(bytes, 8);
    for (const [read, bytes, error] of [
      [string, "0x", "RlpTooShort"],
      [string, "0x8201", "RlpTooShort"],
      [string, "0xb8", "RlpTooShort"],
      [string, "0xb83cab", "RlpTooShort"],
      [string, `0xbf${"ff".repeat(8)}`, "RlpTooShort"],
      [list, "0xc101".slice(0, 4), "RlpTooShort"],
      [string, "0x817f", "RlpNotShortest"],
      [string, `0xb837${"ab".repeat(55)}`, "RlpNotShortest"],
      [string, `0xb9003c${"ab".repeat(60)}`, "RlpNotShortest"],
      [list, "0xf80101", "RlpNotShortest"],
      [integer, "0x00", "RlpNotShortest"],
      [integer, "0x820004", "RlpNotShortest"],
      [integer, `0x89${"01".repeat(9)}`, "RlpIntegerInvalid"],
      [string, "0xc0", "RlpNotString"],
      [list, "0x80", "RlpNotList"],
      [list, "0x05", "RlpNotList"],
    ] as const) {
      await expect(read(bytes), bytes).to.be.revertedWithCustomError(library, error);
    }
  });

  it("DISPUTE-5: reads base fee and gas of a block from its header of 21 fields", async () => {
    for (const number of [0n, 7n, 2n ** 40n]) {
      const block = toyBlock(number);
      const [baseFee, gasUsed] = await library.readFees(encodeHeader(block));
      expect([baseFee, gasUsed]).to.deep.equal([block.baseFeePerGas, block.gasUsed]);
    }
    const header = encodeHeader(toyBlock(3n));
    await expect(library.readFees(concat([header, "0x80"])))
      .to.be.revertedWithCustomError(library, "RlpBytesLeft")
      .withArgs(1n);
    const fields = (count: number) => encodeRlp(Array.from({ length: count }, () => "0x"));
    await library.readFees(fields(21));
    await expect(library.readFees(fields(22)))
      .to.be.revertedWithCustomError(library, "RlpBytesLeft")
      .withArgs(1n);
    await expect(library.readFees(fields(20))).to.be.revertedWithCustomError(library, "RlpTooShort");
  });
});
