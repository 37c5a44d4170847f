import { parseEther, toBeHex } from "ethers";
import type { Hex, QueueItem } from "../../../../../../packages/protocol/src/index.js";
import { lower } from "../../../../../executor/transition/helpers/chain.js";
import { lane } from "../../../../helpers/deployL1.js";
import type { deployBatch } from "./deployBatch.js";

/** What a test asks of the queue. */
export interface Request {
  readonly recipient?: Hex;
  readonly isCreation?: boolean;
  readonly value?: bigint;
  readonly gasLimit?: bigint;
  readonly data?: Hex;
  /** Whether the value comes into being on L2. */
  readonly isMint?: boolean;
}

type Deployed = Pick<Awaited<ReturnType<typeof deployBatch>>, "ethers" | "l1">;

/** Queues items, one after another; gives all of the lane. */
export async function enqueue({ ethers, l1 }: Deployed, requests: readonly Request[]): Promise<QueueItem[]> {
  const { queue, policy, actors, parameters } = l1;
  const gateway = await policy.getAddress();
  await ethers.provider.send("hardhat_impersonateAccount", [gateway]);
  await ethers.provider.send("hardhat_setBalance", [gateway, toBeHex(parseEther("100"))]);
  const minter = await ethers.getSigner(gateway);
  for (const { isMint = false, ...request } of requests) {
    const recipient = lower(actors.other.address);
    const whole = { recipient, isCreation: false, value: 0n, gasLimit: 100_000n, data: "0x", ...request };
    const fee = { value: whole.gasLimit * parameters.gasPrice };
    if (isMint) await queue.connect(minter).enqueueMint(lane, actors.other.address, whole);
    else await queue.connect(actors.anyone).enqueue(lane, whole, fee);
  }
  const logs = await queue.queryFilter(queue.filters.ItemQueued(lane));
  return logs.map(({ args: { item, data } }) => ({
    ...{ sender: lower(item.sender), recipient: lower(item.recipient), isCreation: item.isCreation },
    ...{ mint: item.mint, value: item.value, gasLimit: item.gasLimit, data: data as Hex },
    ...{ time: item.time, gasBefore: item.gasBefore },
  }));
}
