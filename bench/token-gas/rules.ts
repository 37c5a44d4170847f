import { AMPLE } from "./amounts.js";
import { ELSEWHERE, HOME } from "./countries.js";
import type { Rule } from "./Rule.js";

const DAY = 86_400;
const MONTH = 30 * DAY;
const BLACKLISTING = 2;

/** The nine rules of the measured cases, in the order in which the cases add them. */
export const rules: readonly Rule[] = [
  {
    contract: "CountryAllowModule",
    label: "CountryAllow",
    settings: () => [["batchAllowCountries", [[HOME]]]],
  },
  { contract: "SupplyLimitModule", label: "SupplyLimit", settings: () => [["setSupplyLimit", [AMPLE]]] },
  { contract: "MaxBalanceModule", label: "MaxBalance", settings: () => [["setMaxBalance", [AMPLE]]] },
  {
    contract: "TimeTransfersLimitsModule",
    label: "TimeTransfersLimits (2 windows)",
    settings: () => [
      ["setTimeTransferLimit", [[DAY, AMPLE]]],
      ["setTimeTransferLimit", [[MONTH, AMPLE]]],
    ],
  },
  {
    contract: "CountryRestrictModule",
    label: "CountryRestrict",
    settings: () => [["batchRestrictCountries", [[ELSEWHERE]]]],
  },
  {
    contract: "TransferRestrictModule",
    label: "TransferRestrict",
    settings: ({ sender }) => [["batchAllowUsers", [[sender.address]]]],
  },
  {
    contract: "TokenListingRestrictionsModule",
    label: "TokenListing",
    settings: () => [["configureToken", [BLACKLISTING]]],
  },
  {
    contract: "ExchangeMonthlyLimitsModule",
    label: "ExchangeMonthly",
    ownerCalls: (identityOf, { exchange }) => [["addExchangeID", [identityOf(exchange.address)]]],
    settings: ({ exchange }, identityOf) => [
      ["setExchangeMonthlyLimit", [identityOf(exchange.address), AMPLE]],
    ],
  },
  {
    contract: "TimeExchangeLimitsModule",
    label: "TimeExchange",
    ownerCalls: (identityOf, { exchange }) => [["addExchangeID", [identityOf(exchange.address)]]],
    settings: ({ exchange }, identityOf) => [
      ["setExchangeLimit", [identityOf(exchange.address), [DAY, AMPLE]]],
    ],
  },
];
