import type { Check } from "./Check.js";
import { circuits } from "./circuits/circuits.js";
import { errors } from "./errors/errors.js";
import { hygiene } from "./hygiene/hygiene.js";
import { layers } from "./layers/layers.js";
import { lockfile } from "./lockfile/lockfile.js";
import { fileSizes } from "./sizes/fileSizes.js";
import { snapshots } from "./snapshots/snapshots.js";
import { solidityStyle } from "./solidity/solidityStyle.js";
import { specIds } from "./spec/specIds.js";
import { build } from "./tools/build.js";
import { eslint } from "./tools/eslint.js";
import { prettier } from "./tools/prettier.js";
import { solhint } from "./tools/solhint.js";
import { types } from "./tools/types.js";

/** Every check, in the order they run: what is quick to tell and quick to mend comes first, after the build. */
export const allChecks: readonly Check[] = [
  build,
  layers,
  specIds,
  errors,
  circuits,
  fileSizes,
  hygiene,
  lockfile,
  prettier,
  solhint,
  solidityStyle,
  types,
  eslint,
  snapshots,
];
