import type { Check } from "../Check.js";
import { checkCircuits } from "./checkCircuits.js";

export const circuits: Check = {
  name: "circuits",
  wants: "circuits/compiled holds what the circuits' sources compile to",
  run: checkCircuits,
};
