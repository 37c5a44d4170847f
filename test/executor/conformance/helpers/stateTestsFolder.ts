import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Where the official state tests lie: MUNIMENT_STATE_TESTS, otherwise beside the repository. They are not part of it.
 * `undefined` when there are none.
 */
export function stateTestsFolder(): string | undefined {
  const beside = fileURLToPath(new URL("../../../../../shared/vectors/state-tests", import.meta.url));
  const folder = process.env["MUNIMENT_STATE_TESTS"] ?? beside;
  return existsSync(folder) ? folder : undefined;
}
