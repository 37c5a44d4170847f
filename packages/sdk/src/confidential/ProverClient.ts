import { ProtocolError } from "@muniment/protocol";
import type { Hex, OperationSignature, SettlementOperation } from "@muniment/protocol";
import type { z } from "zod";
import { encodeLeg } from "./documents/encodeLeg.js";
import { encodeOperation } from "./documents/encodeOperation.js";
import type { SignedLeg } from "./documents/legSchema.js";
import { problemSchema, proverProblem } from "./documents/problemSchema.js";
import { writeDocument } from "./documents/writeDocument.js";
import { proverAnswers } from "./prover/proverAnswers.js";
import type { OfferStanding, OperationStanding, ProverRules, ProverStatus } from "./prover/proverAnswers.js";

/** What fetch is to the client. */
export type ProverTransport = (
  url: string,
  request: { readonly method: string; readonly headers: Record<string, string>; readonly body?: string },
) => Promise<{ readonly ok: boolean; json(): Promise<unknown> }>;

/**
 * Asks a settlement lane's prover (SETTLE-100). What the prover refuses is thrown here as the same error.
 * @example const { id } = await new ProverClient("http://localhost:8645").submitOperation(operation);
 */
export class ProverClient {
  readonly #url: string;
  readonly #transport: ProverTransport;

  /** @param url Without the path. */
  constructor(url: string, transport: ProverTransport = fetch) {
    this.#url = url.replace(/\/$/, "");
    this.#transport = transport;
  }

  /** @throws PROVER_UNREACHABLE, PROVER_ANSWER_INVALID, and as the prover refuses; so do all others */
  submitOperation(operation: SettlementOperation): Promise<{ readonly id: Hex }> {
    return this.#ask("/v1/operations", proverAnswers.submitted, { body: encodeOperation(operation) });
  }

  /** @param id What submitOperation gave. */
  getOperation(id: Hex): Promise<OperationStanding> {
    return this.#ask(`/v1/operations/${id}`, proverAnswers.operation);
  }

  submitLeg(signed: SignedLeg): Promise<{ readonly status: OfferStanding["status"] }> {
    return this.#ask(`/v1/offers/${signed.leg.offer}/legs`, proverAnswers.leg, { body: encodeLeg(signed) });
  }

  /** @param ticket That of the party's leg. */
  getOffer(offer: Hex, ticket: Hex): Promise<OfferStanding> {
    return this.#ask(`/v1/offers/${offer}`, proverAnswers.offer, { ticket });
  }

  submitSignature(
    offer: Hex,
    place: 0 | 1,
    signature: OperationSignature,
  ): Promise<{ readonly status: "composed" | "signed"; readonly operation: Hex }> {
    const body = writeDocument({ place, signature });
    return this.#ask(`/v1/offers/${offer}/signatures`, proverAnswers.signature, { body });
  }

  getRules(): Promise<ProverRules> {
    return this.#ask("/v1/rules", proverAnswers.rules);
  }

  getStatus(): Promise<ProverStatus> {
    return this.#ask("/v1/status", proverAnswers.status);
  }

  async #ask<Shape extends z.ZodType>(
    path: string,
    shape: Shape,
    { body, ticket }: { readonly body?: unknown; readonly ticket?: Hex } = {},
  ): Promise<z.output<Shape>> {
    const { isOk, answer } = await this.#send(path, body, ticket);
    if (!isOk) {
      const refused = problemSchema.safeParse(answer);
      if (refused.success) throw proverProblem.error(refused.data);
      throw new ProtocolError("PROVER_ANSWER_INVALID", {
        path,
        problem: "it refuses without a known reason",
      });
    }
    const parsed = shape.safeParse(answer);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const where = `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`;
    throw new ProtocolError("PROVER_ANSWER_INVALID", { path, problem: where });
  }

  async #send(
    path: string,
    body: unknown,
    ticket: Hex | undefined,
  ): Promise<{ readonly isOk: boolean; readonly answer: unknown }> {
    try {
      const response = await this.#transport(`${this.#url}${path}`, {
        method: body === undefined ? "GET" : "POST",
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(ticket === undefined ? {} : { authorization: `Bearer ${ticket}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { isOk: response.ok, answer: await response.json() };
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ProtocolError("PROVER_UNREACHABLE", { url: this.#url, problem: why }, { cause });
    }
  }
}
