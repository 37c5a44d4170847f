import { itAgreesOn } from "../agreement.behavior.js";

describe("fuzz, the third quarter", () => {
  itAgreesOn("third");
});
