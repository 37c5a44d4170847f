import { itAgreesOnRandomPrograms } from "../random.behavior.js";

describe("dispute machine on L1: many random programs, the first half", () => {
  itAgreesOnRandomPrograms({ seed: 6002, programs: 1000, stepsAtOnce: 64, steps: 64 });
});
