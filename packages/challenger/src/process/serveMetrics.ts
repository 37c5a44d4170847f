import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ProtocolError } from "@muniment/protocol";
import type { DisputeMetrics } from "../players/DisputeMetrics.js";

export interface MetricsPlace {
  readonly host?: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Figures and health at a port. */
export interface MetricsServer {
  /** For example http://127.0.0.1:9464. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves /metrics in the form Prometheus reads, and /health.
 * @param problem What is wrong now; undefined when nothing is.
 * @throws PORT_IN_USE
 */
export async function serveMetrics(
  metrics: DisputeMetrics,
  problem: () => string | undefined,
  { host = "127.0.0.1", port }: MetricsPlace,
): Promise<MetricsServer> {
  const server = createServer(({ url }, response) => {
    if (url === "/metrics") void answerMetrics(metrics, response);
    else if (url === "/health") answerHealth(problem(), response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const context = { what: "The player's metrics", host, port };
      reject(isTaken ? new ProtocolError("PORT_IN_USE", context, { cause: error }) : error);
    });
    server.listen(port, host, resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://${host}:${actual}`, close };
}

async function answerMetrics(metrics: DisputeMetrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text();
  response.writeHead(200, { "content-type": metrics.contentType }).end(text);
}

function answerHealth(problem: string | undefined, response: ServerResponse): void {
  const isHealthy = problem === undefined;
  response
    .writeHead(isHealthy ? 200 : 503, { "content-type": "application/json" })
    .end(JSON.stringify({ isHealthy, problem }));
}
