import { ProtocolError } from "@muniment/protocol";
import { checkRollup, readRollupManifest, type RollupManifest } from "@muniment/sdk";

import type { Arguments } from "../context/Arguments.js";

/**
 * The manifest of a lane that is worked on for long: L1 has every contract and the genesis that it names, and the rollup is
 * the one that --rollup asks for.
 * @throws ROLLUP_DEPLOYMENT_DIFFERS, ROLLUP_INCONSISTENT, MANIFEST_INVALID
 */
export async function checkedManifest(
  args: Arguments,
  path: string,
  provider: Parameters<typeof checkRollup>[0],
): Promise<RollupManifest> {
  const manifest = await readRollupManifest(path);
  const expected = args.optional("rollup");
  const actual = manifest.contracts.Rollup.address;
  if (expected !== undefined && expected.toLowerCase() !== actual.toLowerCase()) {
    const what = "The rollup of the manifest";
    throw new ProtocolError("ROLLUP_DEPLOYMENT_DIFFERS", { what, actual, expected });
  }
  await checkRollup(provider, manifest);
  return manifest;
}
