import { itAgreesOnTheStateTests } from "./stateTests.behavior.js";

describe("the machine on the official state tests, a part", () => {
  itAgreesOnTheStateTests(200);
});
