import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { BatchProver, insecureTau, readSrs, verifierSource, writeInsecureSrs } from "@muniment/prover";
import { canonicalTau } from "../../../../packages/prover/src/settlement/srs/canonicalTau.js";
import { caught } from "../../../helpers/caught.js";
import { rejected } from "../../../helpers/rejected.js";

const levels = 6;
const order = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const prime = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
const rest = (value: bigint) => ((value % prime) + prime) % prime;
const inverse = (value: bigint) => {
  let [result, base] = [1n, rest(value)];
  for (let power = prime - 2n; power > 0n; power >>= 1n, base = rest(base * base)) {
    if ((power & 1n) === 1n) result = rest(result * base);
  }
  return result;
};

type Point = readonly [bigint, bigint];

/** Addition on y² = x³ + 3 as schoolbooks have it. */
function sum(one: Point | undefined, other: Point): Point {
  if (one === undefined) return other;
  const isSame = one[0] === other[0];
  const slope = isSame
    ? rest(3n * one[0] * one[0] * inverse(2n * one[1]))
    : rest((other[1] - one[1]) * inverse(other[0] - one[0]));
  const x = rest(slope * slope - one[0] - other[0]);
  return [x, rest(slope * (one[0] - x) - one[1])];
}

/** The generator (1, 2) times a number. */
function multiple(times: bigint): Point {
  let result: Point | undefined;
  let base: Point = [1n, 2n];
  for (let left = times; left > 0n; left >>= 1n, base = sum(base, base)) {
    if ((left & 1n) === 1n) result = sum(result, base);
  }
  return result as Point;
}

const hexWord = (value: bigint) => value.toString(16).padStart(64, "0");

describe("prover > settlement > srs", function () {
  this.timeout(60_000);

  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "muniment-srs-"));
    folder = writeInsecureSrs(parent, levels);
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));

  const change = (file: string, edit: (bytes: Buffer) => Buffer) =>
    writeFileSync(join(folder, file), edit(readFileSync(join(folder, file))));

  describe("writeInsecureSrs", () => {
    it("writes the powers of the secret that everybody knows", () => {
      const bytes = readFileSync(join(folder, "bn254_g1.dat"));
      expect(bytes).to.have.length(64 * (2 ** levels + 1));
      let power = 1n;
      for (let place = 0; place <= 8; place++) {
        const [x, y] = multiple(power);
        expect(bytes.subarray(64 * place, 64 * place + 64).toString("hex")).to.equal(hexWord(x) + hexWord(y));
        power = (power * insecureTau) % order;
      }
    });

    it("says in name and content that it is INSECURE, and leaves nothing else behind", () => {
      expect(readdirSync(parent)).to.deep.equal([`INSECURE-development-srs-${String(levels)}`]);
      expect(readFileSync(join(folder, "INSECURE.txt"), "utf8")).to.include("INSECURE");
    });

    it("is made once, and the same every time", () => {
      const first = readFileSync(join(folder, "bn254_g1.dat"));
      change("INSECURE.txt", () => Buffer.from("kept"));
      writeInsecureSrs(parent, levels);
      expect(readFileSync(join(folder, "INSECURE.txt"), "utf8")).to.equal("kept");
      rmSync(folder, { recursive: true });
      const parts: number[] = [];
      writeInsecureSrs(parent, levels, (part) => parts.push(part));
      expect(readFileSync(join(folder, "bn254_g1.dat")).equals(first)).to.equal(true);
      expect(parts).to.deep.equal([1]);
    });
  });

  describe("readSrs", () => {
    it("takes the development SRS, as an insecure one", () => {
      const { tau, isInsecure } = readSrs(folder, levels);
      expect(Buffer.from(tau.map(hexWord).join(""), "hex")).to.deep.equal(
        readFileSync(join(folder, "bn254_g2.dat")),
      );
      expect(isInsecure).to.equal(true);
    });

    it("refuses too few points, points of another secret, and files that are not there", () => {
      const refused = () => caught(() => readSrs(folder, levels)).code;
      expect(caught(() => readSrs(folder, levels + 1)).code).to.equal("SRS_INVALID");
      const [x, y] = multiple(7n);
      change("bn254_g1.dat", (bytes) => {
        bytes.write(hexWord(x) + hexWord(y), 64, "hex");
        return bytes;
      });
      expect(refused()).to.equal("SRS_INVALID");
      rmSync(join(folder, "bn254_g1.dat"));
      expect(refused()).to.equal("SRS_INVALID");
    });

    it("refuses the canonical tau beside other points", () => {
      change("bn254_g2.dat", () => Buffer.from(canonicalTau.map(hexWord).join(""), "hex"));
      expect(caught(() => readSrs(folder, levels)).code).to.equal("SRS_INVALID");
      change("bn254_g2.dat", (bytes) => bytes.subarray(0, 96));
      expect(caught(() => readSrs(folder, levels)).code).to.equal("SRS_INVALID");
    });
  });

  describe("verifierSource", () => {
    const written = [
      "// SPDX-License-Identifier: Apache-2.0",
      "pragma solidity ^0.8.27;",
      "interface IVerifier {",
      "    function verify(bytes calldata _proof) external view returns (bool);",
      "}",
      "",
      "contract HonkVerifier is IVerifier {",
      ...canonicalTau.map((value) => `    mstore(0x100, 0x${hexWord(value)})`),
      "}",
      "",
    ].join("\n");

    it("leaves tau as it is for the canonical SRS, and says nothing of INSECURE", () => {
      const { name, source } = verifierSource(written, "batch2", { tau: canonicalTau, isInsecure: false });
      expect(name).to.equal("Batch2Verifier");
      expect(source)
        .to.include("contract Batch2Verifier is IHonkVerifier {")
        .and.match(/isProduction\(\) external pure returns \(bool\) \{\n +return true;/)
        .and.not.match(/insecure/i);
      for (const value of canonicalTau) expect(source).to.include(hexWord(value));
    });

    it("puts in the tau of another SRS, and INSECURE in name and head", () => {
      const srs = readSrs(folder, levels);
      const { name, source } = verifierSource(written, "batch24", srs);
      expect(name).to.equal("InsecureBatch24Verifier");
      expect(source.split("\n")[0]).to.include("Generated");
      expect(source)
        .to.include("INSECURE")
        .and.include("contract InsecureBatch24Verifier is IHonkVerifier {")
        .and.match(/isProduction\(\) external pure returns \(bool\) \{\n +return false;/);
      for (const value of srs.tau) expect(source).to.include(hexWord(value));
      for (const value of canonicalTau) expect(source).to.not.include(hexWord(value));
    });

    it("refuses a contract that is laid out in another way", () => {
      const srs = { tau: canonicalTau, isInsecure: false };
      for (const other of [written.replace("HonkVerifier", "Other"), `${written}${written}`]) {
        expect(caught(() => verifierSource(other, "batch2", srs)).code).to.equal("VERIFIER_SOURCE_UNKNOWN");
      }
    });
  });

  describe("BatchProver", () => {
    it("says what went wrong with the native prover", async () => {
      const prover = new BatchProver(join(folder, "no circuit"), readSrs(folder, levels));
      expect((await rejected(prover.key())).code).to.equal("BARRETENBERG_FAILED");
    });

    it("counts the gates of the committed circuits, which fit the rows that keys are made for", async () => {
      const expected = {
        batch2: [71_404, 17],
        batch8: [256_920, 18],
        batch24: [752_160, 20],
        exit: [8_539, 14],
      } as const;
      for (const [name, [gates, rows]] of Object.entries(expected)) {
        const prover = new BatchProver(join("circuits", "compiled", `${name}.json`), readSrs(folder, levels));
        expect(await prover.gates(), name).to.equal(gates);
        expect(gates)
          .to.be.greaterThan(2 ** (rows - 1))
          .and.lessThan(2 ** rows);
      }
    });
  });
});
