import { itAgreesOnRandomPrograms } from "./random.behavior.js";

describe("dispute machine on L1: random programs", () => {
  itAgreesOnRandomPrograms({ seed: 6001, programs: 100, stepsAtOnce: 1, steps: 100 });
});
