import { Interface, type ErrorFragment } from "ethers";

import * as types from "../../../../typechain-types/index.js";

/** Every custom error any of our contracts, or OpenZeppelin's under them, can revert with. */
function collectErrors(): Interface {
  const errors = new Map<string, ErrorFragment>();
  for (const value of Object.values(types)) {
    if (typeof value !== "function" || !("createInterface" in value)) continue;
    const contract = (value as { createInterface: () => Interface }).createInterface();
    contract.forEachError((fragment) => errors.set(fragment.selector, fragment));
  }
  return new Interface([...errors.values()]);
}

let cached: Interface | undefined;

/** Interface that decodes every known custom error. */
export function errorInterface(): Interface {
  cached ??= collectErrors();
  return cached;
}
