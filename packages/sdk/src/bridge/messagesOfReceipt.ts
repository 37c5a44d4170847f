import { predeploys, type Hex, type Message } from "@muniment/protocol";
import type { TransactionReceipt } from "ethers";

import { L2Messenger__factory } from "../../../../typechain-types/index.js";

interface SentMessage {
  readonly place: bigint;
  readonly sender: string;
  readonly target: string;
  readonly gasLimit: bigint;
  readonly data: string;
}

/** The messages to L1 that a transaction of L2 sent, in order. */
export function messagesOfReceipt({ logs }: Pick<TransactionReceipt, "logs">, lane: number): Message[] {
  const events = L2Messenger__factory.createInterface();
  return logs
    .filter(({ address }) => address.toLowerCase() === predeploys.messenger)
    .flatMap((log) => {
      const parsed = events.parseLog(log);
      if (parsed?.name !== "MessageSent") return [];
      const { place, sender, target, gasLimit, data } = parsed.args as unknown as SentMessage;
      return [{ lane, place, sender: hex(sender), target: hex(target), gasLimit, data: hex(data) }];
    });
}

const hex = (text: string): Hex => text.toLowerCase() as Hex;
