import type { BaseContract, Provider } from "ethers";

import { decodeRevert } from "../../calls/decodeRevert.js";

/** A link that is made once, by a call of the timelock's. */
export interface CheckedLink {
  readonly contract: BaseContract;
  readonly method: string;
  /** What it should name. */
  readonly target: string;
  readonly timelock: string;
}

/** The contracts have no getter for it; a second call of the timelock's says in its error what the first has named. */
export async function linkedTo(
  provider: Provider,
  { contract, method, target, timelock }: CheckedLink,
): Promise<string> {
  const data = contract.interface.encodeFunctionData(method, [target]);
  try {
    await provider.call({ from: timelock, to: await contract.getAddress(), data });
    return "nothing";
  } catch (error) {
    const revert = decodeRevert(error);
    if (revert?.name.endsWith("Connected") === true) return String(Object.values(revert.args)[0]);
    if (revert !== undefined) return revert.name;
    throw error;
  }
}
