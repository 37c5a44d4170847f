import { deploySuite, sendCall } from "@muniment/sdk";
import { toBeHex, zeroPadValue } from "ethers";

import type { SuiteDetailsStruct } from "../../typechain-types/contracts/assets/token/RwaTokenFactory.js";
import { unique } from "./records.js";
import type { World } from "./world.js";

/** Deploys a suite as `deployToken` does, with single details changed. */
export async function deployCustomToken(
  world: World,
  overrides: Partial<SuiteDetailsStruct> = {},
): Promise<string> {
  const { RwaTokenFactory } = world.contracts;
  const { tokenizationAgent, transferAgent } = world.actors;
  const salt = zeroPadValue(toBeHex(unique()), 32);
  const call = deploySuite(world.contracts, {
    name: "Custom Bond",
    symbol: "CB",
    decimals: 0,
    countries: [276],
    maxBalance: 0n,
    lockupDays: 0,
    transferAgent: transferAgent.address,
    salt,
  });
  const [decoded] = RwaTokenFactory.interface.decodeFunctionData("deploySuite", call.data);
  const details = (decoded as { toObject(): SuiteDetailsStruct }).toObject();
  const data = RwaTokenFactory.interface.encodeFunctionData("deploySuite", [{ ...details, ...overrides }]);
  await sendCall(tokenizationAgent, { ...call, data });
  const [token] = await RwaTokenFactory.suiteAddresses(tokenizationAgent.address, salt);
  return token;
}
