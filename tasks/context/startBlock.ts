import type { Manifest } from "@muniment/sdk";

/** First block of a deployment. */
export function startBlock(manifest: Manifest): number {
  return Math.min(...Object.values(manifest.contracts).map(({ block }) => block));
}
