import { z } from "zod";
import { isProtocolError, ProtocolError } from "@muniment/protocol";
import { parseShape } from "./parseShape.js";
import { resultText } from "./resultText.js";
import { rpcError } from "./rpcError.js";
import type { RpcErrorJson } from "./rpcError.js";
import type { RpcClient } from "./RpcClient.js";
import type { RpcContext } from "./RpcContext.js";
import type { RpcMethod } from "./RpcMethod.js";

type Id = string | number | null;

/** What became of one request, for metrics and logs. */
export interface Answered {
  readonly method: string;
  readonly milliseconds: number;
  /** The error's number; absent when it was answered. */
  readonly error?: number;
}

export interface DispatcherOptions {
  readonly context: RpcContext;
  readonly methods: readonly RpcMethod[];
  readonly onAnswered?: (answered: Answered) => void;
  /** Told of errors that nobody foresaw. */
  readonly onUnforeseen?: (method: string, error: unknown) => void;
}

/** Requests of a batch that are answered at a time, unless the answers of all are short. */
const together = 16;

const requestShape = z.object({
  jsonrpc: z.literal("2.0"),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().max(128),
  params: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).optional(),
});

/** JSON-RPC 2.0: texts in, texts out (NODE-1, NODE-2, NODE-8). */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #methods: ReadonlyMap<string, RpcMethod>;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#methods = new Map(options.methods.map((method) => [method.name, method]));
  }

  /**
   * Answers a request or a batch; never throws.
   * @returns The answer; undefined when there is none, because only notifications came.
   */
  async answer(text: string, client?: RpcClient): Promise<string | undefined> {
    let request: unknown;
    try {
      request = JSON.parse(text);
    } catch (error) {
      const problem = error instanceof Error ? error.message.slice(0, 100) : "it cannot be parsed";
      return errorText(null, rpcError(new ProtocolError("RPC_PARSE_FAILED", { problem })));
    }
    return Array.isArray(request) ? this.#answerBatch(request, client) : this.#answerOne(request, client);
  }

  async #answerBatch(requests: readonly unknown[], client?: RpcClient): Promise<string | undefined> {
    const { batch: limit, answer: most } = this.#options.context.limits;
    const problem =
      requests.length === 0
        ? new ProtocolError("RPC_REQUEST_INVALID", { problem: "the batch is empty" })
        : requests.length > limit
          ? new ProtocolError("RPC_LIMIT_EXCEEDED", {
              what: "requests in a batch",
              actual: requests.length,
              limit,
            })
          : undefined;
    if (problem !== undefined) return errorText(null, rpcError(problem));
    const answers: string[] = [];
    let size = 0;
    // A few at a time, begun in their order: what is being made at once is bounded, and nobody waits for each in turn.
    for (let from = 0, to = 0; from < requests.length; from = to) {
      to = this.#groupEnd(requests, from);
      const group = requests.slice(from, to);
      const made = await Promise.all(
        group.map(async (request) =>
          size <= most ? this.#answerOne(request, client) : tooLarge(request, size, most),
        ),
      );
      for (const answer of made) {
        if (answer === undefined) continue;
        answers.push(answer);
        size += answer.length;
      }
    }
    return answers.length === 0 ? undefined : `[${answers.join(",")}]`;
  }

  /** Where the requests end that are answered together with the one at `from`. */
  #groupEnd(requests: readonly unknown[], from: number): number {
    let to = from;
    while (to < requests.length && this.#isShort(requests[to])) to++;
    return Math.min(requests.length, Math.max(to, from + together));
  }

  #isShort(request: unknown): boolean {
    const name = typeof request === "object" && request !== null && "method" in request && request.method;
    return typeof name === "string" && this.#methods.get(name)?.isShort === true;
  }

  async #answerOne(request: unknown, client?: RpcClient): Promise<string | undefined> {
    const parsed = parseShape(requestShape, request);
    if (!("value" in parsed)) {
      const problem = `${parsed.path.join(".")}: ${parsed.problem}`;
      return errorText(idOf(request), rpcError(new ProtocolError("RPC_REQUEST_INVALID", { problem })));
    }
    const { id, method, params } = parsed.value;
    const started = performance.now();
    const answered = (error?: number): void =>
      this.#options.onAnswered?.({
        method: this.#methods.has(method) ? method : "unknown",
        milliseconds: performance.now() - started,
        ...(error === undefined ? {} : { error }),
      });
    try {
      const result = await this.#run(method, params ?? [], client);
      answered();
      return id === undefined
        ? undefined
        : `{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${resultText(result)}}`;
    } catch (error) {
      if (!isProtocolError(error)) this.#options.onUnforeseen?.(method, error);
      const told = rpcError(error);
      answered(told.code);
      return id === undefined ? undefined : errorText(id, told);
    }
  }

  #run(name: string, params: unknown, client: RpcClient | undefined): unknown {
    const method = this.#methods.get(name);
    if (method === undefined) throw new ProtocolError("RPC_METHOD_UNKNOWN", { method: name });
    const parameters = parseShape(method.parameters, params);
    if (!("value" in parameters)) {
      const [first, ...inner] = parameters.path;
      const where =
        first === undefined ? "params" : [`params[${String(first)}]`, ...inner.map(String)].join(".");
      throw new ProtocolError("RPC_PARAMETERS_WRONG", { where, problem: parameters.problem });
    }
    return method.run(this.#options.context, parameters.value, client);
  }
}

function tooLarge(request: unknown, actual: number, limit: number): string {
  const what = "bytes of the batch's answers so far";
  return errorText(idOf(request), rpcError(new ProtocolError("RPC_LIMIT_EXCEEDED", { what, actual, limit })));
}

function errorText(id: Id, error: RpcErrorJson): string {
  return JSON.stringify({ jsonrpc: "2.0", id, error });
}

/** The id of what is no valid request, where it can be told. */
function idOf(request: unknown): Id {
  const id: unknown = typeof request === "object" && request !== null && "id" in request ? request.id : null;
  return typeof id === "string" || typeof id === "number" ? id : null;
}
