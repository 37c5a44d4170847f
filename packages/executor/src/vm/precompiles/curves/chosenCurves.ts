import { openMcl } from "../mcl/openMcl.js";
import { pureCurves } from "../pure/pureCurves.js";
import type { Curves } from "./Curves.js";

let opened: Curves | undefined;

/** The fastest arithmetic on curves that this machine can run; all of them answer alike. Made when it is first asked for. */
export function chosenCurves(): Curves {
  opened ??= openMcl() ?? pureCurves;
  return opened;
}
