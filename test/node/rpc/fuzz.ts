import { expect } from "chai";
import { pino } from "pino";
import { testNode } from "../helpers/testNode.js";
import { fuzzNode } from "./helpers/fuzzNode.js";

const milliseconds = 40_000;
const seed = 20_261;

describe("node > rpc > fuzz", function () {
  this.timeout(180_000);

  it(`NODE-8: hostile requests are each answered, and the node stays well, seed ${seed}`, async () => {
    const unforeseen: string[] = [];
    const log = pino({ level: "error" }, { write: (line) => void unforeseen.push(line) });
    const test = await testNode({}, { log });
    try {
      const end = performance.now() + milliseconds;
      const { inputs, results } = await fuzzNode(test, seed, () => performance.now() > end);
      expect(inputs).to.be.greaterThan(1_000);
      expect(results).to.be.greaterThan(100);
      expect(unforeseen).to.deep.equal([]);
    } finally {
      await test.close();
    }
  });
});
