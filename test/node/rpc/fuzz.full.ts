import { expect } from "chai";
import { pino } from "pino";
import { testNode } from "../helpers/testNode.js";
import { fuzzNode } from "./helpers/fuzzNode.js";

const least = 100_000;
const seed = 8;

describe("node > rpc > fuzz, at length", function () {
  this.timeout(1_800_000);

  it(`NODE-8: ${least} hostile requests are each answered, and the node stays well, seed ${seed}`, async () => {
    const unforeseen: string[] = [];
    const log = pino({ level: "error" }, { write: (line) => void unforeseen.push(line) });
    const test = await testNode({}, { log });
    try {
      const report = await fuzzNode(test, seed, ({ inputs }) => inputs >= least);
      console.log("     ", { ...report, errors: Object.fromEntries(report.errors) });
      expect(unforeseen).to.deep.equal([]);
      expect(report.inputs).to.be.at.least(least);
      expect(report.results).to.be.greaterThan(least / 20);
    } finally {
      await test.close();
    }
  });
});
