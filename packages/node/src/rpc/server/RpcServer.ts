import fastify from "fastify";
import type { FastifyInstance } from "fastify";
import { WebSocketServer } from "ws";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { BlobArchive } from "@muniment/derivation";
import { ProtocolError } from "@muniment/protocol";
import type { Metrics } from "../../metrics/Metrics.js";
import type { Dispatcher } from "../Dispatcher.js";
import { portError } from "./portError.js";
import { rpcError } from "../rpcError.js";
import type { RpcLimits } from "../RpcLimits.js";
import { serveSocket } from "./serveSocket.js";

/** What a server serves, and where. */
export interface RpcServerOptions {
  readonly dispatcher: Dispatcher;
  readonly limits: RpcLimits;
  readonly metrics: Metrics;
  readonly host?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Why the node is not well; undefined when it is. */
  readonly problem: () => string | undefined;
  /** What goes wrong and is tried again; undefined when nothing does. */
  readonly trouble?: () => string | undefined;
  /** Blobs that are served to whoever follows the lane. */
  readonly blobs?: Pick<BlobArchive, "blob">;
}

const blobHash = z.templateLiteral(["0x", z.string().regex(/^[0-9a-f]{64}$/)]);

/** JSON-RPC over HTTP and WebSocket at one port, health and metrics besides. */
export class RpcServer {
  readonly #http: FastifyInstance;
  readonly #sockets: WebSocketServer;
  readonly #clients = new Set<WebSocket>();
  readonly #options: RpcServerOptions;
  #url = "";

  private constructor(options: RpcServerOptions) {
    this.#options = options;
    const { limits } = options;
    this.#http = fastify({ bodyLimit: limits.body, forceCloseConnections: true, requestTimeout: 30_000 });
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: limits.body,
      perMessageDeflate: false,
    });
    this.#route();
    this.#upgrade();
  }

  /** Starts listening. @throws PORT_IN_USE */
  static async start(options: RpcServerOptions): Promise<RpcServer> {
    const server = new RpcServer(options);
    const { host = "127.0.0.1", port = 0 } = options;
    try {
      server.#url = await server.#http.listen({ host, port });
    } catch (error) {
      await server.close();
      throw portError(error, { host, port, what: "The node" });
    }
    return server;
  }

  /** Where it listens, for example http://127.0.0.1:8545. */
  get url(): string {
    return this.#url;
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.terminate();
    this.#sockets.close();
    await this.#http.close();
  }

  #route(): void {
    const { dispatcher, metrics, problem, trouble } = this.#options;
    const http = this.#http;
    http.removeAllContentTypeParsers();
    // Bytes of any type are JSON or they are refused as such.
    http.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    http.post("/", async (request, reply) => {
      const answer = await dispatcher.answer(typeof request.body === "string" ? request.body : "");
      reply.header("access-control-allow-origin", "*");
      if (answer === undefined) return reply.code(204).send();
      return reply.header("content-type", "application/json").send(answer);
    });
    http.options("/", async (_request, reply) =>
      reply
        .headers({
          "access-control-allow-origin": "*",
          "access-control-allow-methods": "POST",
          "access-control-allow-headers": "content-type",
        })
        .code(204)
        .send(),
    );
    http.get("/health", async (_request, reply) => {
      const found = problem();
      return reply
        .code(found === undefined ? 200 : 503)
        .send({ isHealthy: found === undefined, problem: found, trouble: trouble?.() });
    });
    http.get("/metrics", async (_request, reply) =>
      reply.header("content-type", metrics.contentType).send(await metrics.text()),
    );
    http.get<{ Params: { hash: string } }>("/blobs/:hash", async ({ params: { hash } }, reply) => {
      const versionedHash = blobHash.safeParse(hash).data;
      const blob = versionedHash && (await this.#options.blobs?.blob({ versionedHash, time: 0n }));
      if (blob === undefined) return reply.code(404).send();
      return reply.header("content-type", "application/octet-stream").send(Buffer.from(blob));
    });
    http.setErrorHandler((error: { statusCode?: number; code?: string }, _request, reply) => {
      const isTooLarge = error.code === "FST_ERR_CTP_BODY_TOO_LARGE";
      const limit = this.#options.limits.body;
      const told = isTooLarge
        ? new ProtocolError("RPC_LIMIT_EXCEEDED", { what: "bytes of a request", actual: "more", limit })
        : new ProtocolError("RPC_REQUEST_INVALID", { problem: "it is no HTTP request that is served here" });
      return reply.code(error.statusCode ?? 400).send({ jsonrpc: "2.0", id: null, error: rpcError(told) });
    });
  }

  #upgrade(): void {
    const { dispatcher, limits } = this.#options;
    this.#http.server.on("upgrade", (request, socket, head) => {
      socket.on("error", () => socket.destroy());
      if (this.#clients.size >= limits.connections) {
        socket.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n");
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#clients.add(client);
        client.on("close", () => this.#clients.delete(client));
        serveSocket(client, dispatcher, limits);
      });
    });
  }
}
