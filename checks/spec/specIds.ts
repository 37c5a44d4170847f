import type { Check } from "../Check.js";
import { checkSpecIds } from "./checkSpecIds.js";

export const specIds: Check = {
  name: "spec ids",
  wants: "every **ABC-1** rule of spec/ is stated once and named by a test, and no other is named",
  run: checkSpecIds,
};
