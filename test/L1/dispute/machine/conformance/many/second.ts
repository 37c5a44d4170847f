import { itAgreesOnRandomPrograms } from "../random.behavior.js";

describe("dispute machine on L1: many random programs, the second half", () => {
  itAgreesOnRandomPrograms({ seed: 6004, programs: 1000, stepsAtOnce: 64, steps: 64 });
});
