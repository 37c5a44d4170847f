import { itAgreesOn } from "../agreement.behavior.js";

describe("fuzz, the first quarter", () => {
  itAgreesOn("first");
});
