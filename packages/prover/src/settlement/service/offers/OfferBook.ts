import type { Hex, OperationSignature } from "@muniment/protocol";
import {
  isMessageSigned,
  isProtocolError,
  operationMessage,
  outputSeeds,
  ProtocolError,
  sharedSecret,
} from "@muniment/protocol";
import type { LegSubmission, OfferStanding, SignedLeg } from "@muniment/sdk";
import { randomElement, wordText } from "@muniment/sdk";
import { checkUnsigned, contentOf } from "../checks/checkOperation.js";
import type { Intake } from "../Intake.js";
import type { ComposedRecord, ServiceRecord } from "../journal/ServiceRecord.js";
import type { LaneView } from "../lane/LaneView.js";
import { fairShare } from "../pool/fairShare.js";
import type { OperationPool } from "../pool/OperationPool.js";
import { checkSignedLeg } from "./checkSignedLeg.js";
import { areHalves, composeTrade } from "./composeTrade.js";
import type { ComposedTrade, OfferTrade, ShownTrade } from "./OfferTrade.js";

export interface BookParts {
  readonly view: LaneView;
  readonly pool: OperationPool;
  readonly intake: Intake;
  /** Puts a record on disk; it counts when this returns. */
  readonly keep: (record: ServiceRecord) => void;
  /** Offers that may be open. */
  readonly mostOpen: number;
}

/** Legs that a party may bring of one offer: another one when its note was spent meanwhile. */
const mostLegs = 4;

type Place = 0 | 1;

/** Trades of two parties, from the first leg to the second signature (SETTLE-96 to SETTLE-98). */
export class OfferBook {
  readonly #parts: BookParts;
  readonly #trades = new Map<Hex, OfferTrade>();
  /** Offers by the identifiers that their operations had. */
  readonly #offers = new Map<Hex, Hex>();

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  /** Offers that are open: what both parties have signed waits as an operation. */
  get size(): number {
    return this.#open.length;
  }

  /**
   * Takes a party's half; with the newest other one it becomes an operation for both to sign, in the place of an older one.
   * @throws as checkSignedLeg and checkUnsigned; OFFER_LEG_INVALID, NULLIFIER_PENDING, OPERATIONS_TOO_MANY, PROVER_NOT_READY
   */
  takeLeg(offer: Hex, signed: SignedLeg): OfferStanding["status"] {
    const { view, pool, keep, mostOpen } = this.#parts;
    const { leg } = signed;
    const known = this.#trades.get(offer);
    if (known?.legs.has(leg.ticket) === true) return this.#statusOf(known);
    pool.checkFree(checkSignedLeg(signed, offer, view.context()));
    if (known === undefined && this.size >= mostOpen)
      throw new ProtocolError("OPERATIONS_TOO_MANY", { limit: mostOpen });
    this.#checkShare(leg);
    if (known !== undefined && this.#takenOf(known) !== undefined)
      throw new ProtocolError("OFFER_LEG_INVALID", { id: offer, problem: "both parties have signed it" });
    const composed = this.#compose(known, signed);
    // One record: a leg without what it became part of would wait for ever.
    keep({ kind: "leg", signed, composed: composed && composedRecord(composed, composed.shown.content) });
    const trade = this.#addLeg(signed);
    if (composed !== undefined) {
      trade.composed = composed;
      this.#enter(trade, composed.shown.content);
    }
    return this.#statusOf(trade);
  }

  /**
   * Where an offer stands, for the party whose ticket it is.
   * @throws OFFER_UNKNOWN
   */
  standingOf(offer: Hex, ticket: Hex): OfferStanding {
    const trade = this.#trades.get(offer);
    if (trade?.legs.has(ticket) !== true) throw new ProtocolError("OFFER_UNKNOWN", { id: offer });
    const { composed } = trade;
    const place = composed?.tickets.indexOf(ticket) ?? -1;
    if (composed === undefined || place === -1) return { status: "waiting" };
    const { words, content } = this.#shownOf(trade, composed);
    const taken = this.#takenOf(trade);
    // It was signed under other rules, and the prover was lost since: nobody has to read or sign anything any more.
    if (taken !== undefined && taken !== content) return { status: "signed", operation: taken };
    return {
      status: this.#statusOf(trade),
      words: [...words],
      paymentSeed: seedOf(composed, place as Place, words),
      receiverKeyHash: composed.operation.legs[place as Place].payment.nullifierKeyHash,
      operation: content,
    };
  }

  /**
   * Takes a party's signature of the operation; with both it waits for its batch.
   * @throws OFFER_UNKNOWN, OPERATION_UNSIGNED, and as Intake.take
   */
  async takeSignature(
    offer: Hex,
    place: Place,
    signature: OperationSignature,
  ): Promise<{ readonly status: "composed" | "signed"; readonly operation: Hex }> {
    const { view, keep, intake } = this.#parts;
    const trade = this.#trades.get(offer);
    const composed = trade?.composed;
    if (trade === undefined || composed === undefined)
      throw new ProtocolError("OFFER_UNKNOWN", { id: offer });
    // Whose answer was lost brings again what it signed, also when other rules have come since.
    const content = this.#takenOf(trade) ?? this.#shownOf(trade, composed).content;
    const { terms, expiresAt, parties } = composed.operation;
    const message = operationMessage({ domain: view.domain, terms, expiresAt, content: BigInt(content) });
    if (!isMessageSigned(parties[place], message, signature))
      throw new ProtocolError("OPERATION_UNSIGNED", { place });
    if (composed.signatures[place]?.content !== content)
      keep({ kind: "signed", offer, place, content, signature });
    composed.signatures[place] = { content, signature };
    const [first, second] = composed.signatures;
    if (first?.content !== content || second?.content !== content)
      return { status: "composed", operation: content };
    if (!intake.isTaken(content))
      await intake.take({ ...composed.operation, signatures: [first.signature, second.signature] });
    return { status: "signed", operation: content };
  }

  /** Whether an operation is composed and waits for a signature. @param operation Its content. */
  isUnsigned(operation: Hex): boolean {
    // Who asks for what the prover has never shown must cost it nothing.
    const trade = this.#trades.get(this.#offers.get(operation) ?? "0x");
    const composed = trade?.composed;
    if (trade === undefined || composed === undefined) return false;
    return this.#shownOf(trade, composed).content === operation;
  }

  /**
   * Forgets what can be settled no more, and what has been settled.
   * @param depth L1 blocks behind the batch of what has been settled.
   */
  dropDone(depth: number): void {
    const { view } = this.#parts;
    const { number, time } = view.standing.head;
    for (const trade of this.#trades.values()) {
      const isExpired = [...trade.legs.values()].every(({ leg }) => leg.expiresAt <= time);
      const place = view.placeOf(this.#takenOf(trade) ?? "0x");
      if (isExpired || (place !== undefined && number - place.block >= depth)) this.#drop(trade);
    }
  }

  /** What the journal has to keep. */
  get records(): readonly ServiceRecord[] {
    return [...this.#trades.values()].flatMap(({ id, legs, contents, composed }): ServiceRecord[] => {
      const content = [...contents].at(-1);
      const whole = composed && content && composedRecord(composed, content);
      const halves = [...legs.values()].map((signed, place): ServiceRecord =>
        // What was composed of two comes when both are there.
        whole && place === legs.size - 1 ? { kind: "leg", signed, composed: whole } : { kind: "leg", signed },
      );
      const signed = (composed?.signatures ?? []).flatMap((signature, place): ServiceRecord[] =>
        signature === undefined ? [] : [{ kind: "signed", offer: id, place: place as Place, ...signature }],
      );
      return [...halves, ...signed];
    });
  }

  /** Takes up a record of the journal. */
  restore(record: ServiceRecord): void {
    if (record.kind === "leg") {
      const trade = this.#addLeg(record.signed);
      const { tickets = [], ephemeral = 0n, content = "0x" } = record.composed ?? {};
      const [first, second] = tickets.map((ticket) => trade.legs.get(ticket));
      if (first === undefined || second === undefined) return;
      trade.composed = composedOf([first, second], ephemeral);
      this.#enter(trade, content);
    }
    if (record.kind !== "signed") return;
    const { offer, place, content, signature } = record;
    const trade = this.#trades.get(offer);
    if (trade?.composed === undefined) return;
    trade.composed.signatures[place] = { content, signature };
    this.#enter(trade, content);
  }

  /** That its party keeps neither the other party of its offer out, nor anybody else (SETTLE-134). */
  #checkShare({ offer, key }: LegSubmission): void {
    const legsOf = ({ legs }: OfferTrade) => [...legs.values()].filter(({ leg }) => leg.key.x === key.x);
    const others = this.#open.filter((trade) => trade.id !== offer && legsOf(trade).length > 0);
    const share = fairShare(this.#parts.mostOpen);
    if (others.length >= share) throw new ProtocolError("OPERATIONS_TOO_MANY", { limit: share });
    const known = this.#trades.get(offer);
    if (known !== undefined && legsOf(known).length >= mostLegs)
      throw new ProtocolError("OFFER_LEG_INVALID", {
        id: offer,
        problem: "its party has too many legs of it",
      });
  }

  #addLeg(signed: SignedLeg): OfferTrade {
    const { offer: id, ticket } = signed.leg;
    const fresh = { id, legs: new Map<Hex, SignedLeg>(), contents: new Set<Hex>(), composed: undefined };
    const trade: OfferTrade = this.#trades.get(id) ?? fresh;
    trade.legs.set(ticket, signed);
    this.#trades.set(id, trade);
    return trade;
  }

  /**
   * With the newest other half that makes a right operation with it, if one is there: the notes of an older one may have
   * been spent. Nothing is kept of a leg that makes none.
   */
  #compose(trade: OfferTrade | undefined, signed: SignedLeg): LookedAt | undefined {
    const { leg } = signed;
    const others = [...(trade?.legs.values() ?? [])]
      .filter(({ leg: each }) => (leg.place === 0 ? areHalves(leg, each) : areHalves(each, leg)))
      .reverse();
    let refusal: ProtocolError | undefined;
    for (const other of others) {
      try {
        return this.#lookAt(composedOf(leg.place === 0 ? [signed, other] : [other, signed], randomElement()));
      } catch (error) {
        if (!isProtocolError(error)) throw error;
        refusal ??= error;
      }
    }
    if (refusal !== undefined) throw refusal;
    return undefined;
  }

  #lookAt(composed: ComposedTrade): LookedAt {
    const { view } = this.#parts;
    const { words, content } = checkUnsigned(composed.operation, view.context());
    return { ...composed, shown: { rules: view.roster.rules, words, content: wordText(content) } };
  }

  /** What its operation shows now; of one that both parties have signed, what they have signed. */
  #shownOf(trade: OfferTrade, composed: ComposedTrade): ShownTrade {
    const { rules } = this.#parts.view.roster;
    const { shown } = composed;
    if (shown?.rules === rules || (shown && shown.content === this.#takenOf(trade))) return shown;
    const { words, content } = contentOf(composed.operation, rules);
    composed.shown = { rules, words, content: wordText(content) };
    this.#enter(trade, composed.shown.content);
    return composed.shown;
  }

  /** Identifier of the operation that both parties have signed and that waits for its batch, or is on L1. */
  #takenOf({ composed }: OfferTrade): Hex | undefined {
    const [first, second] = composed?.signatures ?? [];
    if (first === undefined || first.content !== second?.content) return undefined;
    return this.#parts.intake.isTaken(first.content) ? first.content : undefined;
  }

  get #open(): readonly OfferTrade[] {
    return [...this.#trades.values()].filter((trade) => this.#takenOf(trade) === undefined);
  }

  /** Its operation goes by this identifier now. */
  #enter(trade: OfferTrade, content: Hex): void {
    trade.contents.delete(content);
    trade.contents.add(content);
    this.#offers.set(content, trade.id);
  }

  #drop({ id, contents }: OfferTrade): void {
    this.#trades.delete(id);
    for (const content of contents) this.#offers.delete(content);
  }

  #statusOf(trade: OfferTrade): OfferStanding["status"] {
    if (trade.composed === undefined) return "waiting";
    return this.#takenOf(trade) === undefined ? "composed" : "signed";
  }
}

/** A trade that was found right, with what it shows. */
type LookedAt = ComposedTrade & { readonly shown: ShownTrade };

function composedOf(halves: readonly [SignedLeg, SignedLeg], ephemeral: bigint): ComposedTrade {
  const [first, second] = halves;
  return {
    operation: composeTrade([first.leg, second.leg], ephemeral),
    tickets: [first.leg.ticket, second.leg.ticket],
    signatures: [undefined, undefined],
    shown: undefined,
  };
}

function composedRecord({ tickets, operation }: ComposedTrade, content: Hex): ComposedRecord {
  return { tickets: [...tickets], ephemeral: operation.ephemeral, content };
}

/** The seed of a party's own payment alone: with that of the other it would read what the other gives. */
function seedOf({ operation }: ComposedTrade, place: Place, words: readonly bigint[]): bigint {
  const receiver = operation.parties[place === 0 ? 1 : 0];
  const firstNullifier = words[3 + 2 * place] as bigint;
  return outputSeeds.payment(sharedSecret(operation.ephemeral, receiver.x), firstNullifier);
}
