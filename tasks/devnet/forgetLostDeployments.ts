import { readdir } from "node:fs/promises";
import { join } from "node:path";

import { forgetDeployment } from "./forgetDeployment.js";

/** Journals of chains that end with their process: `devnet-l1-<process>` and its like. */
const ofProcess = /^(?:devnet-l1|devnet-l2|start)-(\d+)$/;

/** Removes the journals of development chains that were killed before they could do it. @returns Their names. */
export async function forgetLostDeployments(ignitionFolder: string): Promise<string[]> {
  const names = await readdir(join(ignitionFolder, "deployments")).catch(() => []);
  const lost = names.filter((name) => {
    const id = ofProcess.exec(name)?.[1];
    return id !== undefined && !isRunning(Number(id));
  });
  for (const name of lost) await forgetDeployment(ignitionFolder, name);
  return lost;
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
