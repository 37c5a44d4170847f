import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What asks a simulated network. */
interface Requester {
  request(request: { method: string; params?: unknown[] }): Promise<unknown>;
}

interface Call {
  readonly id: unknown;
  readonly method: string;
  readonly params?: unknown[];
}

/** Serves a simulated network to other processes, by JSON-RPC over HTTP. */
export async function serveL1(requester: Requester): Promise<{ url: string; close: () => void }> {
  const answer = async ({ id, method, params = [] }: Call): Promise<unknown> => {
    try {
      return { jsonrpc: "2.0", id, result: await requester.request({ method, params }) };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32000, message: (error as Error).message } };
    }
  };
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (text) => {
      const body = JSON.parse(text) as Call | Call[];
      const answers = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answers));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}
