import { itSurvivesKills } from "./crash.behavior.js";

describe("storage, killed often", () => {
  itSurvivesKills(240, 1);
});
