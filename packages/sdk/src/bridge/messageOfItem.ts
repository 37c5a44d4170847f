import type { Hex, Message } from "@muniment/protocol";

import { IL2Messenger__factory } from "../../../../typechain-types/index.js";

interface EncodedMessage {
  readonly lane: bigint;
  readonly place: bigint;
  readonly sender: string;
  readonly target: string;
  readonly gasLimit: bigint;
  readonly data: string;
}

/** The message that an item's data carries; undefined when the item is none of the messenger's. */
export function messageOfItem(data: Hex): Message | undefined {
  const calls = IL2Messenger__factory.createInterface();
  if (!data.startsWith(calls.getFunction("relayMessage").selector)) return undefined;
  const [message] = calls.decodeFunctionData("relayMessage", data) as unknown as [EncodedMessage];
  const { lane, place, sender, target, gasLimit, data: called } = message;
  return { lane: Number(lane), place, sender: hex(sender), target: hex(target), gasLimit, data: hex(called) };
}

const hex = (text: string): Hex => text.toLowerCase() as Hex;
