import type { Check } from "../Check.js";
import { checkHygiene } from "./checkHygiene.js";

export const hygiene: Check = {
  name: "hygiene",
  wants: "no machine paths, registry hosts, loose ends or tests left out",
  run: checkHygiene,
};
