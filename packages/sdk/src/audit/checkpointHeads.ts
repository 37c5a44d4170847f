import type { AuditTrail } from "./AuditLine.js";

/** Where an asset's checkpoint chain ends in a trail. */
export interface CheckpointHead {
  /** Hash of the newest checkpoint, as its line has it. */
  readonly hash: string;
  /** How many checkpoints. */
  readonly length: number;
  /** Line of the newest one. */
  readonly line: number;
}

/** Where the checkpoint chains of a trail end, by asset. verifyAudit recomputes every link; this only reads the ends. */
export function checkpointHeads(trail: AuditTrail): ReadonlyMap<string, CheckpointHead> {
  const heads = new Map<string, CheckpointHead>();
  for (const { event, address, args, line } of trail.lines) {
    if (event !== "StageAdvanced" || address !== trail.header.lifecycle) continue;
    const { asset, hash } = args as { readonly asset: string; readonly hash: string };
    heads.set(asset, { hash, length: (heads.get(asset)?.length ?? 0) + 1, line });
  }
  return heads;
}
