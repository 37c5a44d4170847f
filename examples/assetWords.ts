/** The words in which the two kinds of assets differ. */
export interface AssetWords {
  readonly things: string;
  readonly purpose: string;
  readonly inspection: string;
  readonly valuation: string;
  readonly instrument: string;
  readonly reward: (rate: string) => string;
  readonly risk: string;
}

/** Words by the name of the example's folder. */
export const assetWords: Readonly<Record<string, AssetWords>> = {
  "ev-charging-note": {
    things: "charging piles",
    purpose: "owns public charging stations for electric vehicles and sells charging to drivers and fleets",
    inspection:
      "Our teams visited the 200 sites over six weeks, read the type plate and the meter of every pile and charged a vehicle at every tenth. The average availability over the last twelve months was 98.6 per cent.",
    valuation:
      "We discounted the net charging income of the next ten years at a discount rate of 8.25 per cent, after an average utilisation of 11.4 per cent in the last year. The replacement cost, taken as a check, is CNY 141,500,000.00.",
    instrument: "a revenue-sharing note",
    reward: (rate) =>
      `Holders receive a revenue share of ${rate} of the net charging revenue of every quarter, paid within 15 days.`,
    risk: "Income depends on traffic, on the regulated service fee and on competing stations nearby. The ten largest sites earn less than a sixth of the revenue.",
  },
  "municipal-bond": {
    things: "pledged items",
    purpose: "runs district cooling, solar and storage plants for public buildings under a concession",
    inspection:
      "We inspected the two chillers, the floating solar array and the battery station in operation. Availability over the last twelve months was 99.2 per cent; no plant is older than 7 years.",
    valuation:
      "We discounted the concession's availability payments at a discount rate of 5.1 per cent. The replacement cost of the plants, taken as a check, is HKD 138,200,000.00.",
    instrument: "a senior secured fixed-coupon bond",
    reward: (rate) =>
      `Holders receive a coupon of ${rate} a year, paid on the last day of February and of August and computed on the basis of 30/360.`,
    risk: "Payments come from a public authority under a concession that outlasts the bond. The concession can be ended early only against compensation that covers the outstanding debt.",
  },
};
