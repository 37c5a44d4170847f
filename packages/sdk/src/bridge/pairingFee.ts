import { dataLength } from "ethers";

import { ITokenArrival__factory, RwaToken__factory } from "../../../../typechain-types/index.js";
import type { RollupContracts } from "../rollup/connectRollup.js";
import { bridgeGas } from "./bridgeGas.js";
import { withMargin } from "./withMargin.js";

/** wei for the message that makes a token's form on L2; its size is that of the token's name and symbol. */
export async function pairingFee(
  { L1Messenger, L1TokenGateway }: RollupContracts,
  token: string,
): Promise<bigint> {
  const metadata = RwaToken__factory.connect(token, L1TokenGateway.runner);
  const [name, symbol] = await Promise.all([metadata.name(), metadata.symbol()]);
  const data = ITokenArrival__factory.createInterface().encodeFunctionData("createForm", [
    token,
    name,
    symbol,
    0,
  ]);
  return withMargin(await L1Messenger.feeFor(bridgeGas.createForm, dataLength(data)));
}
