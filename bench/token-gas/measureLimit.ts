import { deployOwn } from "../chain/deployOwn.js";
import { send } from "../chain/send.js";
import type { Result } from "../report/Result.js";
import { AMOUNT, HOLDING } from "./amounts.js";
import type { Stage } from "./Stage.js";

/** What the transfer of a token without any permission costs: no permissioned transfer gets below it. */
export async function measureLimit({ chain, people }: Stage): Promise<Result> {
  const { owner, sender, receiver } = people;
  const cash = await deployOwn(chain, "TestCash");
  for (const { address } of [sender, receiver]) await send(cash, owner, "mint", [address, HOLDING]);
  const { gasUsed } = await send(cash, sender, "transfer", [receiver.address, AMOUNT]);
  return { case: "plain ERC-20 transfer", metric: "OpenZeppelin ERC20", unit: "gas", value: Number(gasUsed) };
}
