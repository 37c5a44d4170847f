import { itAgreesOnRandomPrograms } from "./random.behavior.js";

describe("dispute machine on L1: random programs, all their steps", () => {
  itAgreesOnRandomPrograms({ seed: 6001, programs: 100, stepsAtOnce: 1 });
  itAgreesOnRandomPrograms({ seed: 6002, programs: 1000, stepsAtOnce: 64 });
  itAgreesOnRandomPrograms({ seed: 6004, programs: 1000, stepsAtOnce: 64 });
});
