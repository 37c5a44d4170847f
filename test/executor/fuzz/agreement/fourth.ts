import { itAgreesOn } from "../agreement.behavior.js";

describe("fuzz, the fourth quarter", () => {
  itAgreesOn("fourth");
});
