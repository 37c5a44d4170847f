import { itAgreesOnRandomBatches } from "./random.behavior.js";

describe("the machine on random batches, a few", () => {
  itAgreesOnRandomBatches(12, 8);
});
