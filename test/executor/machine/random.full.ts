import { itAgreesOnRandomBatches } from "./random.behavior.js";

describe("the machine on random batches, many", () => {
  itAgreesOnRandomBatches(600, 16);
});
