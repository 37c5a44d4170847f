import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import {
  buildSerialTree,
  normaliseSerial,
  ProtocolError,
  proveSerial,
  serialHash,
  serialPageRoot,
  serialRoot,
  serialsPerPage,
  verifySerial,
  zeroHash,
} from "../../../packages/protocol/src/index.js";
import type { Hex } from "../../../packages/protocol/src/index.js";
import { caught } from "../../helpers/caught.js";
import { referenceSerialTree } from "../../helpers/referenceSerialTree.js";

interface Vectors {
  serialsPerPage: number;
  normalisation: { written: string; normalised: string; hash: Hex }[];
  invalid: string[];
  trees: {
    pattern: string;
    count: number;
    hashes?: Hex[];
    firstHash?: Hex;
    lastHash?: Hex;
    pageRoots: Hex[];
    root: Hex;
    proofs: { serial: string; hash: Hex; index: number; siblings: Hex[] }[];
  }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../spec/vectors/serials.json", import.meta.url), "utf8"),
) as Vectors;
const listOf = (pattern: string, count: number) =>
  Array.from({ length: count }, (_, index) => pattern.replace("{n}", String(index + 1).padStart(6, "0")));

describe("serials", () => {
  describe("serialHash", () => {
    it("SERIAL-1, SERIAL-2: normalises and hashes as the vectors say", () => {
      for (const { written, normalised, hash } of vectors.normalisation) {
        expect(normaliseSerial(written)).to.equal(normalised);
        expect(serialHash(written)).to.equal(hash);
      }
    });

    it("SERIAL-1: refuses what cannot be a serial", () => {
      for (const serial of vectors.invalid) {
        const error = caught(() => serialHash(serial));
        expect(error.code, serial).to.equal("SERIAL_INVALID");
      }
    });

    it("SERIAL-1: normalising twice changes nothing", () => {
      fc.assert(
        fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (serial) => {
          try {
            const normal = normaliseSerial(serial);
            expect(normaliseSerial(normal)).to.equal(normal);
            expect(serialHash(` ${serial}\t`)).to.equal(serialHash(normal));
          } catch (error) {
            if (!(error instanceof ProtocolError)) throw error;
          }
        }),
        { seed: 20261121 },
      );
    });
  });

  describe("buildSerialTree", () => {
    for (const vector of vectors.trees) {
      it(`SERIAL-4, SERIAL-5, SERIAL-6: has the vector's roots for ${String(vector.count)} serials`, () => {
        expect(serialsPerPage).to.equal(vectors.serialsPerPage);
        const serials = listOf(vector.pattern, vector.count);
        const tree = buildSerialTree(serials.toReversed());
        expect(tree.count).to.equal(vector.count);
        expect(tree.pageRoots).to.deep.equal(vector.pageRoots);
        expect(tree.root).to.equal(vector.root);
        expect(tree.pages.slice(0, -1).every((page) => page.length === 512)).to.equal(true);
        if (vector.hashes) expect(tree.pages.flat()).to.deep.equal(vector.hashes);
        else
          expect([tree.pages[0]?.[0], tree.pages.at(-1)?.at(-1)]).to.deep.equal([
            vector.firstHash,
            vector.lastHash,
          ]);
        const reference = referenceSerialTree(serials);
        expect(tree.pages.flat()).to.deep.equal(reference.hashes);
        expect(tree.pages.map(serialPageRoot)).to.deep.equal(reference.pageRoots);
        expect(serialRoot(tree.pageRoots)).to.equal(reference.root);
      });
    }

    it("SERIAL-3: names both lines of a duplicate", () => {
      const error = caught(() => buildSerialTree(["EVC-1", "EVC-2", "evc -1"], [2, 3, 7]));
      expect(error.code).to.equal("SERIAL_DUPLICATE");
      expect(error.context).to.deep.equal({ serial: "EVC-1", firstLine: 2, line: 7 });
      expect(error.message).to.equal(
        "Serial EVC-1 is on line 2 and again on line 7. Remove one of the two lines.",
      );
      expect(error.exitCode).to.equal(1);
    });

    it("SERIAL-6: no serial gives the zero root", () => {
      expect(buildSerialTree([])).to.deep.equal({ count: 0, pages: [], pageRoots: [], root: zeroHash });
    });
  });

  describe("verifySerial", () => {
    it("SERIAL-7: proofs equal the vectors and hold", () => {
      for (const vector of vectors.trees) {
        const tree = buildSerialTree(listOf(vector.pattern, vector.count));
        for (const { serial, hash, index, siblings } of vector.proofs) {
          expect(proveSerial(tree, serial)).to.deep.equal({ index, siblings });
          expect(verifySerial(vector.root, vector.count, hash, { index, siblings })).to.equal(true);
        }
      }
    });

    it("SERIAL-7: refuses another serial, index, sibling, length or count", () => {
      const tree = buildSerialTree(listOf("EVC-{n}", 1025));
      const hash = serialHash("EVC-000700");
      const proof = proveSerial(tree, "EVC-000700");
      const verify = (changed: Partial<typeof proof>, count = 1025) =>
        verifySerial(tree.root, count, hash, { ...proof, ...changed });
      expect(verify({})).to.equal(true);
      expect(verifySerial(tree.root, 1025, serialHash("EVC-000701"), proof)).to.equal(false);
      expect(verify({ index: proof.index ^ 1 })).to.equal(false);
      expect(verify({ index: -1 })).to.equal(false);
      expect(verify({ index: 1025 })).to.equal(false);
      expect(verify({ index: 0.5 })).to.equal(false);
      expect(verify({ siblings: proof.siblings.slice(0, -1) })).to.equal(false);
      expect(verify({ siblings: [...proof.siblings, zeroHash] })).to.equal(false);
      expect(verify({ siblings: proof.siblings.with(3, zeroHash) })).to.equal(false);
      expect(verify({}, 512)).to.equal(false);
    });

    it("SERIAL-7: an inner node is not taken for a serial", () => {
      const tree = buildSerialTree(listOf("EVC-{n}", 513));
      const node = tree.pageRoots[0] as Hex;
      expect(verifySerial(tree.root, 513, node, { index: 0, siblings: [tree.pageRoots[1] as Hex] })).to.equal(
        false,
      );
    });

    it("refuses to prove a serial that is not listed", () => {
      const error = caught(() => proveSerial(buildSerialTree(["A", "B"]), "C"));
      expect(error.code).to.equal("SERIAL_UNKNOWN");
      expect(error.context).to.deep.equal({ serial: "C", count: 2 });
    });
  });
});
