import type { Hex, OperationSignature } from "@muniment/protocol";
import {
  isMessageSigned,
  operationMessage,
  outputSeeds,
  ProtocolError,
  sharedSecret,
} from "@muniment/protocol";
import type { LegSubmission, OfferStanding, SignedLeg } from "@muniment/sdk";
import { randomElement, wordText } from "@muniment/sdk";
import type { CheckedOperation } from "../checks/checkOperation.js";
import { checkUnsigned, contentOf } from "../checks/checkOperation.js";
import type { Intake } from "../Intake.js";
import type { ServiceRecord } from "../journal/ServiceRecord.js";
import type { LaneView } from "../lane/LaneView.js";
import { fairShare } from "../pool/fairShare.js";
import type { OperationPool } from "../pool/OperationPool.js";
import { checkSignedLeg } from "./checkSignedLeg.js";
import { areHalves, composeTrade } from "./composeTrade.js";
import type { ComposedTrade, OfferTrade } from "./OfferTrade.js";

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

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  /** Offers that are open. */
  get size(): number {
    return this.#trades.size;
  }

  /**
   * Takes a party's half; with the other one it becomes an operation for both to sign.
   * @throws as checkSignedLeg and checkUnsigned; NULLIFIER_PENDING, OPERATIONS_TOO_MANY, PROVER_NOT_READY
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
    const composed = known?.composed === undefined ? this.#compose(known, signed) : undefined;
    keep({ kind: "leg", signed });
    const trade = this.#addLeg(signed);
    if (composed === undefined) return this.#statusOf(trade);
    const { tickets, operation } = composed;
    keep({ kind: "composed", offer, tickets: [...tickets], ephemeral: operation.ephemeral });
    trade.composed = composed;
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
    const { words, content } = this.#contentOf(composed);
    return {
      status: this.#statusOf(trade),
      words: [...words],
      paymentSeed: seedOf(composed, place as Place, words),
      receiverKeyHash: composed.operation.legs[place as Place].payment.nullifierKeyHash,
      operation: wordText(content),
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
    const composed = this.#trades.get(offer)?.composed;
    if (composed === undefined) throw new ProtocolError("OFFER_UNKNOWN", { id: offer });
    const { content } = this.#contentOf(composed);
    const { terms, expiresAt, parties } = composed.operation;
    const message = operationMessage({ domain: this.#parts.view.domain, terms, expiresAt, content });
    if (!isMessageSigned(parties[place], message, signature))
      throw new ProtocolError("OPERATION_UNSIGNED", { place });
    if (composed.signatures[place] === undefined)
      this.#parts.keep({ kind: "signed", offer, place, signature });
    composed.signatures[place] = signature;
    const [first, second] = composed.signatures;
    const operation = wordText(content);
    if (first === undefined || second === undefined) return { status: "composed", operation };
    if (!this.#parts.intake.isTaken(operation))
      await this.#parts.intake.take({ ...composed.operation, signatures: [first, second] });
    return { status: "signed", operation };
  }

  /** Whether an operation is composed and waits for a signature. @param operation Its content. */
  isUnsigned(operation: Hex): boolean {
    return [...this.#trades.values()].some(({ composed }) => {
      const isOpen = composed?.signatures.includes(undefined) === true;
      return isOpen && wordText(this.#contentOf(composed).content) === operation;
    });
  }

  /** Forgets what can be settled no more. @param time Unix seconds. */
  dropExpired(time: bigint): void {
    for (const { id, legs } of this.#trades.values()) {
      if ([...legs.values()].every(({ leg }) => leg.expiresAt <= time)) this.#trades.delete(id);
    }
  }

  /** What the journal has to keep. */
  get records(): readonly ServiceRecord[] {
    return [...this.#trades.values()].flatMap(({ id, legs, composed }): ServiceRecord[] => {
      const halves = [...legs.values()].map((signed): ServiceRecord => ({ kind: "leg", signed }));
      if (composed === undefined) return halves;
      const { tickets, operation, signatures } = composed;
      const { ephemeral } = operation;
      const signed = signatures.flatMap((signature, place): ServiceRecord[] =>
        signature === undefined ? [] : [{ kind: "signed", offer: id, place: place as Place, signature }],
      );
      return [...halves, { kind: "composed", offer: id, tickets: [...tickets], ephemeral }, ...signed];
    });
  }

  /** Takes up a record of the journal. */
  restore(record: ServiceRecord): void {
    if (record.kind === "leg") this.#addLeg(record.signed);
    if (record.kind !== "composed" && record.kind !== "signed") return;
    const trade = this.#trades.get(record.offer);
    if (trade === undefined) return;
    if (record.kind === "composed") {
      const [first, second] = record.tickets.map((ticket) => trade.legs.get(ticket));
      if (first !== undefined && second !== undefined)
        trade.composed = composedOf([first, second], record.ephemeral);
    } else if (trade.composed !== undefined) trade.composed.signatures[record.place] = record.signature;
  }

  /** That its party keeps neither the other party of its offer out, nor anybody else (SETTLE-134). */
  #checkShare({ offer, key }: LegSubmission): void {
    const legsOf = ({ legs }: OfferTrade) => [...legs.values()].filter(({ leg }) => leg.key.x === key.x);
    const others = [...this.#trades.values()].filter(
      (trade) => trade.id !== offer && legsOf(trade).length > 0,
    );
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
    const trade = this.#trades.get(id) ?? { id, legs: new Map<Hex, SignedLeg>(), composed: undefined };
    trade.legs.set(ticket, signed);
    this.#trades.set(id, trade);
    return trade;
  }

  /** With its other half, if that is there; nothing is kept of a leg that makes no right operation with it. */
  #compose(trade: OfferTrade | undefined, signed: SignedLeg): ComposedTrade | undefined {
    const { leg } = signed;
    const other = [...(trade?.legs.values() ?? [])].find(({ leg: each }) =>
      leg.place === 0 ? areHalves(leg, each) : areHalves(each, leg),
    );
    if (other === undefined) return undefined;
    const halves = leg.place === 0 ? ([signed, other] as const) : ([other, signed] as const);
    const composed = composedOf(halves, randomElement());
    checkUnsigned(composed.operation, this.#parts.view.context());
    return composed;
  }

  #contentOf({ operation }: ComposedTrade): Pick<CheckedOperation, "words" | "content"> {
    return contentOf(operation, this.#parts.view.roster.rules);
  }

  #statusOf({ composed }: OfferTrade): OfferStanding["status"] {
    if (composed === undefined) return "waiting";
    return composed.signatures.includes(undefined) ? "composed" : "signed";
  }
}

function composedOf(halves: readonly [SignedLeg, SignedLeg], ephemeral: bigint): ComposedTrade {
  const [first, second] = halves;
  return {
    operation: composeTrade([first.leg, second.leg], ephemeral),
    tickets: [first.leg.ticket, second.leg.ticket],
    signatures: [undefined, undefined],
  };
}

/** The seed of a party's own payment alone: with that of the other it would read what the other gives. */
function seedOf({ operation }: ComposedTrade, place: Place, words: readonly bigint[]): bigint {
  const receiver = operation.parties[place === 0 ? 1 : 0];
  const firstNullifier = words[3 + 2 * place] as bigint;
  return outputSeeds.payment(sharedSecret(operation.ephemeral, receiver.x), firstNullifier);
}
