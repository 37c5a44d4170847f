import { itPassesTheStateTests } from "./stateTests.behavior.js";

describe("official state tests, all", () => {
  itPassesTheStateTests(1);
});
