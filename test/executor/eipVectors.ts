import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { blobBaseFee } from "./helpers/blobBaseFee.js";
import type { KeptCase } from "./helpers/caseJson.js";
import { eipCases } from "./helpers/crossCheck/eipCases.js";
import { toEipCase } from "./helpers/crossCheck/toEipCase.js";
import { fromKept } from "./helpers/caseJson.js";

const folder = new URL("../../spec/vectors/executor/", import.meta.url);
const eips = [2537, 2935, 4844, 7623, 7702, 7823, 7825, 7883, 7939, 7951];

describe("vectors of Prague and Osaka", () => {
  it("CONFORM-8: each EIP has its vectors", () => {
    const counted = eips.map((eip) => eipCases.filter(({ file }) => file.includes(`/eip-${eip}-`)).length);
    expect(Math.min(...counted)).to.be.at.least(2);
  });

  it("CONFORM-8: what is kept is what is written by hand", () => {
    for (const eipCase of eipCases) {
      const file = new URL(`${eipCase.file}.json`, folder);
      expect(existsSync(file), eipCase.file).to.equal(true);
      const kept = JSON.parse(readFileSync(file, "utf8")) as KeptCase;
      expect(kept.sentence).to.equal(eipCase.sentence).and.to.match(/\.$/);
      expect(fromKept(kept)).to.deep.equal(toEipCase(eipCase));
    }
  });

  it("CONFORM-9: the fee per blob gas follows the fork's update fraction", () => {
    expect(blobBaseFee(0n, "cancun")).to.equal(1n);
    // EIP-4844 and EIP-7691: the fee is e, rounded down, times as high after one update fraction, e^10 after ten.
    expect(blobBaseFee(3_338_477n, "cancun")).to.equal(2n);
    expect(blobBaseFee(33_384_770n, "cancun")).to.equal(22_026n);
    expect(blobBaseFee(50_077_160n, "prague")).to.equal(22_026n);
    expect(blobBaseFee(33_384_770n, "osaka")).to.equal(785n);
  });
});
