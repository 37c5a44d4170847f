import { join } from "node:path";

/** Path of a chain's manifest under the project's root. */
export function manifestPath(root: string, chainId: bigint): string {
  return join(root, "deployments", chainId.toString(), "manifest.json");
}
