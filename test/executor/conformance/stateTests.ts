import { itPassesTheStateTests } from "./stateTests.behavior.js";

describe("official state tests, a part", () => {
  itPassesTheStateTests(3);
});
