import type { Hex } from "@muniment/protocol";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import { documentShapes, parseDocument, proverProblem, signatureSchema, writeDocument } from "@muniment/sdk";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import fastify from "fastify";
import { pino } from "pino";
import type { Logger } from "pino";
import { z } from "zod";
import { publicContext } from "../publicContext.js";
import type { SettlementService } from "../SettlementService.js";
import { troubleOf } from "../troubleOf.js";

/** What is served, and where. */
export interface ServerOptions {
  readonly service: SettlementService;
  /** Of this machine alone unless told. */
  readonly host?: string;
  /** 0, the default: any free one. */
  readonly port?: number;
  /** Told of requests that could not be answered. */
  readonly log?: Logger;
}

/** Bytes of an operation's document, with room. */
const bodyLimit = 65_536;

const signing = z.strictObject({ place: z.union([z.literal(0), z.literal(1)]), signature: signatureSchema });

type Named = FastifyRequest<{ Params: { id: string } }>;

/**
 * The service for its clients (SETTLE-100). There is no encryption here: a proxy that has the certificate stands before it,
 * for what clients send is secret.
 */
export class SettlementServer {
  readonly #http: FastifyInstance;
  readonly #service: SettlementService;
  readonly #log: Logger;
  #url = "";

  private constructor(service: SettlementService, log: Logger) {
    this.#service = service;
    this.#log = log;
    this.#http = fastify({ bodyLimit, forceCloseConnections: true, requestTimeout: 30_000 });
    this.#route();
  }

  /** Starts listening. @throws PORT_IN_USE */
  static async start(options: ServerOptions): Promise<SettlementServer> {
    const { service, host = "127.0.0.1", port = 0, log = pino({ level: "silent" }) } = options;
    const server = new SettlementServer(service, log);
    try {
      server.#url = await server.#http.listen({ host, port });
    } catch (cause) {
      await server.close();
      const isUsed = cause instanceof Error && "code" in cause && cause.code === "EADDRINUSE";
      if (!isUsed) throw cause;
      throw new ProtocolError("PORT_IN_USE", { host, port, what: "The prover" }, { cause });
    }
    return server;
  }

  /** Where it listens, for example http://127.0.0.1:8645. */
  get url(): string {
    return this.#url;
  }

  async close(): Promise<void> {
    await this.#http.close();
  }

  #route(): void {
    const http = this.#http;
    const service = this.#service;
    http.post("/v1/operations", (request) => service.submitOperation(request.body));
    http.get("/v1/operations/:id", (request: Named) => service.operation(idOf(request)));
    http.post("/v1/offers/:id/legs", (request: Named) => service.submitLeg(idOf(request), request.body));
    http.get("/v1/offers/:id", (request: Named) => service.offer(idOf(request), ticketOf(request)));
    http.post("/v1/offers/:id/signatures", (request: Named) => {
      const { place, signature } = parseDocument("signature", signing, request.body);
      return service.submitSignature(idOf(request), place, signature);
    });
    http.get("/v1/rules", () => service.rules);
    http.get("/v1/status", () => service.status);
    http.get("/health", async (_request, reply) => {
      const { trouble, proving } = service;
      const problem = trouble && { code: trouble.code, context: publicContext(trouble) };
      return reply
        .code(trouble === undefined ? 200 : 503)
        .send({ isHealthy: trouble === undefined, problem, proving });
    });
    http.get("/metrics", async (_request, reply) =>
      reply.header("content-type", service.metrics.contentType).send(await service.metrics.text()),
    );
    http.addHook("preSerialization", async (_request, _reply, payload) => writeDocument(payload));
    http.setErrorHandler((error: unknown, request, reply) => {
      const told = knownOf(error);
      if (!isProtocolError(error)) this.#note(told, request);
      return refuse(told, reply);
    });
    http.setNotFoundHandler((_request, reply) =>
      refuse(new ProtocolError("PROVER_REQUEST_INVALID", { problem: "there is no such path" }), reply, 404),
    );
  }

  /** That a request was not answered for a reason that is not its own; which path, and not what it asked for. */
  #note(told: ProtocolError, { routeOptions: { url } }: FastifyRequest): void {
    const { code, exitCode } = told;
    if (exitCode !== 3) return;
    this.#service.metrics.troubled(code);
    this.#log.warn({ code, ...publicContext(told), path: url }, "a request could not be answered");
  }
}

function idOf({ params: { id } }: Named): Hex {
  return parseDocument("identifier", documentShapes.hash, id);
}

/** The bearer token. */
function ticketOf({ headers }: FastifyRequest): Hex {
  const [, ticket] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
  return parseDocument("ticket", documentShapes.hash, ticket);
}

function refuse(told: ProtocolError, reply: FastifyReply, status?: number): FastifyReply {
  return reply.code(status ?? statusOf(told)).send(proverProblem.of(told));
}

/** What nobody foresaw is told as such and nothing more: its words may say what is nobody's business. */
function knownOf(error: unknown): ProtocolError {
  const status = error instanceof Error && "statusCode" in error ? Number(error.statusCode) : 500;
  if (status < 500)
    return new ProtocolError("PROVER_REQUEST_INVALID", { problem: "it is no JSON, or too long" });
  return troubleOf(error);
}

function statusOf({ code, exitCode }: ProtocolError): number {
  if (code === "OPERATION_UNKNOWN" || code === "OFFER_UNKNOWN") return 404;
  if (code === "PROVER_FAULT") return 500;
  return { 1: 400, 2: 422, 3: 503, 4: 409 }[exitCode];
}
