import { predeployAddress } from "@muniment/protocol";
import type { Connection } from "./rollupWorld.js";

/**
 * Puts the code of a predeploy where genesis has it: its constructor has run once, so that what it fixed is in the code.
 * @param slots What genesis has in its storage.
 */
export async function predeployed(
  { ethers, networkHelpers }: Pick<Connection, "ethers" | "networkHelpers">,
  name: string,
  number: number,
  options: {
    readonly args?: readonly unknown[];
    readonly slots?: readonly (readonly [number, string])[];
  } = {},
): Promise<string> {
  const deployed = await ethers.deployContract(name, [...(options.args ?? [])]);
  const address = predeployAddress(number);
  await networkHelpers.setCode(address, await ethers.provider.getCode(deployed));
  await networkHelpers.setNonce(address, 1);
  for (const [slot, value] of options.slots ?? []) await networkHelpers.setStorageAt(address, slot, value);
  return address;
}
