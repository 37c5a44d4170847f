import { AMPLE } from "../../token-gas/amounts.js";
import { HOME } from "../../token-gas/countries.js";

const day = 86_400;
const month = 30 * day;

/** The first four rules of token-gas: the contract of each, and the calls that set it. */
export const fourRules: readonly {
  readonly contract: string;
  readonly settings: readonly (readonly [name: string, args: readonly unknown[]])[];
}[] = [
  { contract: "CountryAllowModule", settings: [["batchAllowCountries", [[HOME]]]] },
  { contract: "SupplyLimitModule", settings: [["setSupplyLimit", [AMPLE]]] },
  { contract: "MaxBalanceModule", settings: [["setMaxBalance", [AMPLE]]] },
  {
    contract: "TimeTransfersLimitsModule",
    settings: [
      ["setTimeTransferLimit", [[day, AMPLE]]],
      ["setTimeTransferLimit", [[month, AMPLE]]],
    ],
  },
];
