import { ProtocolError } from "@muniment/protocol";
import type { Provider } from "ethers";

import { checkAccess } from "./check/checkAccess.js";
import { checkArguments } from "./check/checkArguments.js";
import { checkCode } from "./check/checkCode.js";
import { checkCreations } from "./check/checkCreations.js";
import { checkDisputes } from "./check/checkDisputes.js";
import { checkLane } from "./check/checkLane.js";
import { checkLinks } from "./check/checkLinks.js";
import { checkSettlement } from "./check/checkSettlement.js";
import { checkTerms } from "./check/checkTerms.js";
import { compare, type RollupCheck } from "./check/RollupCheck.js";
import { connectHandles, type RollupAddresses } from "./connectRollup.js";
import type { RollupManifest } from "./rollupManifest.js";

/**
 * Reads L1 and compares: what is deployed is one consistent, sealed set, and the lane began with the manifest's genesis
 * (spec/deployment.md, DEPLOY-13). Without the code that the manifest names, nothing else is read.
 * @param options.asRows Whether failed checks are only told by their rows.
 * @returns Every comparison, in order.
 * @throws ROLLUP_INCONSISTENT naming the first that failed, unless rows are asked for
 * @example await checkRollup(provider, await readRollupManifest(path));
 */
export async function checkRollup(
  provider: Provider,
  manifest: RollupManifest,
  options: { readonly asRows?: boolean } = {},
): Promise<RollupCheck[]> {
  const rows = await allRows(provider, manifest);
  const failed = rows.filter(({ ok }) => !ok);
  const [first] = failed;
  if (first === undefined || options.asRows === true) return rows;
  const { check, expected, actual } = first;
  const counts = { problems: failed.length, checks: rows.length };
  throw new ProtocolError("ROLLUP_INCONSISTENT", { ...counts, check, expected, actual });
}

async function allRows(provider: Provider, manifest: RollupManifest): Promise<RollupCheck[]> {
  const { chainId } = await provider.getNetwork();
  const rows = [compare("L1 chain", manifest.l1ChainId, chainId), ...(await checkCode(provider, manifest))];
  if (rows.some(({ ok }) => !ok)) return rows;
  const addresses = Object.fromEntries(
    Object.entries(manifest.contracts).map(([name, { address }]) => [name, address]),
  ) as unknown as RollupAddresses;
  const checked = { provider, manifest, contracts: connectHandles(addresses, provider) };
  const creations = await checkCreations(provider, manifest);
  return [
    ...rows,
    ...creations.rows,
    ...(await checkArguments(checked)),
    ...(await checkLinks(checked)),
    ...(await checkAccess(checked, creations.deployer)),
    ...(await checkTerms(checked)),
    ...(await checkDisputes(checked)),
    ...(await checkLane(checked)),
    ...(await checkSettlement(checked, creations.deployer)),
  ];
}
