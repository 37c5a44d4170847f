import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Removes Ignition's journal of a deployment to a chain that ends with the process. */
export async function forgetDeployment(ignitionFolder: string, deploymentId: string): Promise<void> {
  await rm(join(ignitionFolder, "deployments", deploymentId), { recursive: true, force: true });
}
