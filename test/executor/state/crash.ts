import { itSurvivesKills } from "./crash.behavior.js";

describe("storage, killed", () => {
  itSurvivesKills(20, 20261121);
});
