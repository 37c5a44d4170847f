import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { fromKept, type KeptCase, keepResult } from "./helpers/caseJson.js";
import { runners } from "./helpers/runners.js";

const folder = new URL("../../spec/vectors/executor/", import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
  name.endsWith(".json"),
);

describe("kept vectors of the executor", () => {
  for (const runner of runners) {
    for (const file of files.sort()) {
      const kept = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as KeptCase | KeptCase[];
      it(`CONFORM-7: ${runner.name}: ${file}`, async () => {
        for (const vector of [kept].flat()) {
          const result = keepResult(await runner.runCase(fromKept(vector)));
          expect(result, vector.sentence).to.deep.equal(vector.result);
        }
      });
    }
  }
});
