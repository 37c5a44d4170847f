import type { ErrorCode, Hex, OperationSignature, SettlementOperation } from "@muniment/protocol";
import { ProtocolError } from "@muniment/protocol";
import type { LegSubmission, OperationStanding, ProverTransport, Roster } from "@muniment/sdk";
import {
  decodeLeg,
  decodeOperation,
  encodeRoster,
  operationId,
  proverProblem,
  randomElement,
  signatureSchema,
  wordText,
  writeDocument,
} from "@muniment/sdk";
import type { SettlementDesk } from "../../L1/helpers/settlement/SettlementDesk.js";
import { ScriptedProver } from "../../sdk/confidential/helpers/ScriptedProver.js";

interface Trade {
  readonly legs: Map<0 | 1, LegSubmission>;
  readonly signatures: Map<0 | 1, OperationSignature>;
  composed?: ScriptedProver;
}

/** A prover behind ProverClient that keeps no rule of its own: the tests' world and L1 do. */
export class DeskProver {
  /** Whether it answers nothing: asks for operations fail then, and legs that are brought. */
  isSilent = false;
  /** With what it refuses what it is brought. */
  refusal: ErrorCode | undefined;
  /** Refuses what it has taken in, when its batch is made, and passes over what was paid in for it. */
  lateRefusal: Partial<OperationStanding> | undefined;
  /** What it took in, in order. */
  readonly taken: SettlementOperation[] = [];
  private readonly desk: SettlementDesk;
  private readonly roster: Roster;
  private readonly trades = new Map<string, Trade>();
  private readonly standings = new Map<string, Partial<OperationStanding> | { readonly batch: string }>();
  private queue: { readonly id: Hex; readonly operation: SettlementOperation }[] = [];

  constructor(desk: SettlementDesk, roster: Roster) {
    this.desk = desk;
    this.roster = roster;
  }

  readonly transport: ProverTransport = (url, { method, headers, body }) => {
    const [, , what, id = "", part] = new URL(url).pathname.split("/");
    if (this.isSilent && (what === "operations" || part === "legs"))
      return Promise.reject(new Error("nobody answers"));
    const given: unknown = body === undefined ? undefined : JSON.parse(body);
    try {
      const answer = this.answer({
        what,
        id,
        part,
        method,
        given,
        ticket: headers["authorization"]?.slice(7),
      });
      return Promise.resolve({ ok: true, json: () => Promise.resolve(answer) });
    } catch (error) {
      const refusal = proverProblem.of(error as ProtocolError);
      return Promise.resolve({ ok: false, json: () => Promise.resolve(refusal) });
    }
  };

  /** Settles what waits, in batches of two. */
  readonly settle = async (): Promise<void> => {
    for (const { id, operation } of this.queue.splice(0)) {
      if (this.lateRefusal !== undefined) {
        await this.desk.advance();
        this.standings.set(id, { status: "refused", ...this.lateRefusal });
        continue;
      }
      await this.desk.advance([operation, this.desk.world.blank()]);
      this.standings.set(id, { status: "final", batch: wordText(this.desk.tip.index) });
    }
  };

  private answer(asked: {
    readonly what: string | undefined;
    readonly id: string;
    readonly part: string | undefined;
    readonly method: string;
    readonly given: unknown;
    readonly ticket: string | undefined;
  }): unknown {
    const { what, id, part, method, given, ticket } = asked;
    if (this.refusal !== undefined && method === "POST") throw new ProtocolError(this.refusal, {} as never);
    if (what === "rules") return this.rules();
    if (what === "status") return this.status();
    if (what === "operations") {
      if (method === "GET") return this.standings.get(id);
      return { id: this.take(decodeOperation(given)) };
    }
    const trade: Trade = this.trades.get(id) ?? { legs: new Map(), signatures: new Map() };
    this.trades.set(id, trade);
    if (part === "legs") return this.takeLeg(trade, decodeLeg(given).leg);
    if (part === "signatures")
      return this.takeSignature(trade, given as { place: 0 | 1; signature: unknown });
    const own = [...trade.legs.values()].find((leg) => leg.ticket === ticket);
    if (own === undefined) throw new ProtocolError("SETTLEMENT_LEG_MISSING", { offer: id });
    if (trade.composed === undefined) return { status: "waiting" };
    return writeDocument({ status: "composed", ...trade.composed.tell(own.place) });
  }

  private take(operation: SettlementOperation): Hex {
    const id = operationId(operation, this.auditorOf);
    this.queue.push({ id, operation });
    this.taken.push(operation);
    this.standings.set(id, { status: "queued" });
    return id;
  }

  private takeLeg(trade: Trade, leg: LegSubmission): unknown {
    trade.legs.set(leg.place, leg);
    const [first, second] = [trade.legs.get(0), trade.legs.get(1)];
    if (first === undefined || second === undefined) return { status: "waiting" };
    const tools = { random: randomElement, auditorOf: this.auditorOf };
    trade.composed = new ScriptedProver([first, second], tools);
    return { status: "composed" };
  }

  private takeSignature(trade: Trade, { place, signature }: { place: 0 | 1; signature: unknown }): unknown {
    trade.signatures.set(place, signatureSchema.parse(signature));
    const { composed, signatures } = trade;
    const operation = operationId(composed!.unsigned, this.auditorOf);
    const [first, second] = [signatures.get(0), signatures.get(1)];
    if (first === undefined || second === undefined) {
      this.standings.set(operation, { status: "waiting" });
      return { status: "composed", operation };
    }
    this.take(composed!.signed([first, second]));
    return { status: "signed", operation };
  }

  private rules(): unknown {
    const { domain, number, time, rules } = encodeRoster(this.roster);
    return { domain, number, time, rules };
  }

  private status(): unknown {
    const { world, tip } = this.desk;
    const numbers = { domain: world.domain, batches: tip.index, stateRoot: world.state.root };
    const plain = { lane: 2, waiting: this.queue.length, sizes: [2], isInsecure: true };
    return { ...writeDocument(numbers), ...plain };
  }

  private readonly auditorOf = (asset: bigint): bigint => this.desk.world.rules.find(asset).rules.auditor.x;
}
