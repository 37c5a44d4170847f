import type { Check } from "../Check.js";
import { checkLockfile } from "./checkLockfile.js";

export const lockfile: Check = {
  name: "lock file",
  wants: "package-lock.json names no host",
  run: checkLockfile,
};
