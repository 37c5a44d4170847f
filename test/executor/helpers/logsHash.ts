import { type CaseLog, toHex32 } from "@muniment/executor/reference";
import { fromHex, type Hex, keccak256, toHex } from "@muniment/protocol";
import { encodeRlp } from "ethers";

/** keccak256 of the RLP of a transaction's logs. */
export function logsHash(logs: readonly CaseLog[]): Hex {
  const list = logs.map(({ address, topics, data }) => [address, topics.map(toHex32), toHex(data)]);
  return keccak256(fromHex(encodeRlp(list)));
}
