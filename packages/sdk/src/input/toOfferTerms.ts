import type { Hex, OfferInput } from "@muniment/protocol";

import type { OfferTermsStruct } from "../contracts/structs.js";

/** Parameters of {@link toOfferTerms}. */
export interface ToOfferTermsParameters {
  readonly offer: OfferInput;
  /** Cash token of the offer's currency. */
  readonly cash: string;
  /** Decimals of the cash token, at least those of its currency's prices. */
  readonly cashDecimals: bigint;
  /** Hash of the prospectus. */
  readonly prospectus: Hex;
  /** Unix seconds from which the notice period counts. */
  readonly now: bigint;
}

const MONEY_DECIMALS = 6n;
const SECONDS_PER_DAY = 86_400n;

/** The offer terms of an offer file. */
export function toOfferTerms(parameters: ToOfferTermsParameters): OfferTermsStruct {
  const { offer, cash, cashDecimals, prospectus, now } = parameters;
  const opensAt = now + offer.noticeDays * SECONDS_PER_DAY;
  const { millionths } = offer.pricePerUnit;
  return {
    cash,
    price:
      cashDecimals >= MONEY_DECIMALS
        ? millionths * 10n ** (cashDecimals - MONEY_DECIMALS)
        : millionths / 10n ** (MONEY_DECIMALS - cashDecimals),
    softCap: offer.softCap,
    hardCap: offer.hardCap,
    minimum: offer.minimumSubscription,
    opensAt,
    closesAt: opensAt + offer.subscriptionDays * SECONDS_PER_DAY,
    reserve: offer.reserve.millionths,
    prospectus,
  };
}
