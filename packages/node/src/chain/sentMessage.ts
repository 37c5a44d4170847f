import type { Log, Message } from "@muniment/protocol";
import { AbiCoder } from "ethers";

const coder = AbiCoder.defaultAbiCoder();

/** The message that a log of the messenger tells of (spec/bridge.md, BRIDGE-1). @param lane The chain's. */
export function sentMessage(lane: number, { topics, data }: Log): Message {
  const [, place, sender, target] = topics;
  const [gasLimit, call] = coder.decode(["uint64", "bytes"], data);
  return {
    lane,
    place: BigInt(place ?? 0),
    sender: addressOf(sender),
    target: addressOf(target),
    gasLimit: gasLimit as bigint,
    data: call as Message["data"],
  };
}

function addressOf(topic = ""): Message["sender"] {
  return `0x${topic.slice(-40)}`;
}
