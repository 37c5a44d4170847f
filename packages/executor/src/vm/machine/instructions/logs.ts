import { bounds, encodeRlp, fromHex } from "@muniment/protocol";
import { prices } from "../prices.js";
import { bytesOfWord } from "./bytesOfWord.js";
import type { Handler } from "./Handler.js";
import { charge, readMemory, regionOf } from "./regions.js";

/** LOG0 to LOG4: the log's RLP behind those of the transaction, which together are bounded (EXEC-28). */
const log: Handler = (step, opcode) => {
  const { frame, machine } = step;
  const offset = step.pop();
  const region = regionOf(step, offset, step.pop());
  const topics = Array.from({ length: opcode - 0xa0 }, () => bytesOfWord(step.pop()));
  if (region === undefined || frame.isStatic) return false;
  if (!charge(step, prices.logByte * BigInt(region.size))) return false;
  const address = fromHex(frame.self, 20);
  const encoded = encodeRlp([address, topics, readMemory(step, region)]);
  const { logs } = machine;
  if (logs.size + encoded.length > bounds.logs) return false;
  step.note({
    kind: "pages",
    name: "logs",
    pages: logs,
    offset: logs.size,
    size: encoded.length,
    isWrite: true,
  });
  machine.logs = logs.append(encoded);
  machine.bloom = machine.bloom.with([address, ...topics]);
  return true;
};

/** Instructions that log. */
export const logs: Readonly<Record<string, Handler>> = {
  LOG0: log,
  LOG1: log,
  LOG2: log,
  LOG3: log,
  LOG4: log,
};
