import type { Check } from "../Check.js";
import { checkFileSizes } from "./checkFileSizes.js";

export const fileSizes: Check = {
  name: "file sizes",
  wants: "no source file is longer than 400 lines",
  run: checkFileSizes,
};
