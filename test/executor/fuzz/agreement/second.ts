import { itAgreesOn } from "../agreement.behavior.js";

describe("fuzz, the second quarter", () => {
  itAgreesOn("second");
});
