import { parseToken, ProtocolError } from "@muniment/protocol";

import { InputFolder } from "../context/InputFolder.js";
import type { AdmittedInvestor } from "../rwa/admitInvestors.js";
import type { AssetWalk } from "./Walk.js";

/** Two holders and an investor of the register whose country the asset is not offered in. */
export interface Parties {
  readonly seller: AdmittedInvestor;
  readonly buyer: AdmittedInvestor;
  readonly outsider: AdmittedInvestor;
}

/** @throws INPUT_INCONSISTENT when the register has no such investors */
export async function partiesOf(
  { folder }: AssetWalk,
  investors: readonly AdmittedInvestor[],
): Promise<Parties> {
  const { allowedCountries } = parseToken("token.json", await new InputFolder(folder).text("token.json"));
  const isAllowed = (country: string): boolean => allowedCountries.some(({ alpha2 }) => alpha2 === country);
  // The smallest holder buys, so that its balance stays under the most one identity may hold.
  const holders = investors.filter(({ units }) => units > 0n).sort((a, b) => (a.units < b.units ? -1 : 1));
  const [buyer] = holders;
  const seller = holders.at(-1);
  const outsider = investors.find(({ country }) => !isAllowed(country));
  if (buyer === undefined || seller === undefined || outsider === undefined) {
    throw new ProtocolError("INPUT_INCONSISTENT", {
      file: "investors.csv",
      field: "country",
      problem: "two holders and one investor of a country that is not allowed are needed",
    });
  }
  return { seller, buyer, outsider };
}
