import { countrySets } from "./countrySets.js";

/** One setting of a module: a function as ethers reads it, and its arguments. */
export interface PresetSetting {
  readonly function: string;
  readonly args: readonly unknown[];
}

/** One module of a preset. */
export interface PresetRule {
  readonly module: string;
  readonly settings: readonly PresetSetting[];
}

const allow = (countries: readonly number[]): PresetRule => ({
  module: "CountryAllowModule",
  settings: [{ function: "batchAllowCountries(uint16[])", args: [countries] }],
});

const restrict = (countries: readonly number[]): PresetRule => ({
  module: "CountryRestrictModule",
  settings: [{ function: "batchRestrictCountries(uint16[])", args: [countries] }],
});

/**
 * Starting points for rules, each to be reviewed by counsel; what must be known of a holder (that he is a qualified
 * buyer, or no U.S. person) is proven by claim topics, not by these modules.
 */
export const rulePresets = {
  /** Offers within the EEA. Source: Regulation (EU) 2017/1129; Directive 2014/65/EU. */
  "eu-mifid-retail": [allow(countrySets.eea)],
  /** Below 150 investors per member state, no prospectus. Source: Regulation (EU) 2017/1129, article 1(4)(b). */
  "eu-private-placement": [
    allow(countrySets.eea),
    {
      module: "InvestorCountryCapModule",
      settings: countrySets.eea.map((country) => ({
        function: "setCountryCap(uint16,uint256)",
        args: [country, 149n],
      })),
    },
  ],
  /** Below 2,000 holders, in the United States. Source: 17 CFR 230.144A; 15 U.S.C. 78l(g)(1)(A). */
  "us-qib": [
    allow(countrySets.us),
    { module: "HolderCountCapModule", settings: [{ function: "setHolderCap(uint256)", args: [1_999n] }] },
  ],
  /** Outside the United States, units at rest for 40 days. Source: 17 CFR 230.901 to 230.905, category 2. */
  "reg-s": [
    restrict(countrySets.us),
    {
      module: "InitialLockupPeriodModule",
      settings: [{ function: "setLockupPeriod(uint256)", args: [40n] }],
    },
  ],
} as const satisfies Record<string, readonly PresetRule[]>;

/** Name of a preset. */
export type RulePresetName = keyof typeof rulePresets;
