import { Agent, request } from "node:http";
import type { Submitter } from "./Submitter.js";

/** Sends over HTTP connections that are kept open. @param connections At most. */
export function httpSubmitter(url: string, connections: number): Submitter {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: "fifo" });
  const send = (body: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const sent = request(url, { method: "POST", agent, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("end", () => resolve(Buffer.concat(parts).toString("latin1")));
        response.on("error", reject);
      });
      sent.on("error", reject);
      sent.end(body);
    });
  return { send, close: () => agent.destroy() };
}
