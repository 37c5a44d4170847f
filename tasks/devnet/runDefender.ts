import { parentPort } from "node:worker_threads";
import { PlayerProcess } from "@muniment/challenger";
import { HttpArchive } from "@muniment/derivation";
import { JsonRpcProvider, parseUnits } from "ethers";
import { playerOptions } from "../rollup/dispute/playerOptions.js";
import type { ThreadReport } from "./AttesterTask.js";
import type { DefenderTask } from "./DefenderTask.js";

/** The life of the defender's thread: answers disputes about the committer's batches, until it is ended. */
export async function runDefender(data: unknown): Promise<void> {
  const { manifest, l1Url, blobs, key, committer, batchBond, ...place } = data as DefenderTask;
  const l1 = new JsonRpcProvider(l1Url, manifest.l1ChainId, { staticNetwork: true, cacheTimeout: -1 });
  const side = { role: "defender", committer, batchBond } as const;
  const options = playerOptions(manifest, side, {
    ...{ ...place, l1, key, archive: new HttpArchive(blobs) },
    ...{ confirmations: 1, feeLimit: parseUnits("1000", "gwei") },
  });
  await PlayerProcess.start(options, {
    onTrouble: (trouble) => {
      const problem = trouble instanceof Error ? trouble.message : String(trouble);
      parentPort?.postMessage({ kind: "trouble", problem } satisfies ThreadReport);
    },
  });
}
