import type { Check } from "../Check.js";
import { checkProtocolErrors } from "./checkProtocolErrors.js";
import { checkSolidityErrors } from "./checkSolidityErrors.js";

export const errors: Check = {
  name: "errors",
  wants: "each error is declared once, raised somewhere and named by a test",
  run: (files) => [...checkSolidityErrors(files), ...checkProtocolErrors(files)],
};
