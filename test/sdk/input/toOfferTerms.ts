import { toOfferTerms } from "@muniment/sdk";
import { expect } from "chai";

import { exampleInputs } from "../../helpers/exampleFile.js";

const DAY = 86_400n;
const CASH = `0x${"c0".repeat(20)}`;
const PROSPECTUS = `0x${"12".repeat(32)}` as const;

describe("toOfferTerms", () => {
  const { offer } = exampleInputs("municipal-bond");
  const parameters = { offer, cash: CASH, prospectus: PROSPECTUS, now: 1_000_000n };

  it("counts notice and subscription in days from now", () => {
    const terms = toOfferTerms({ ...parameters, cashDecimals: 6n });
    expect(terms).to.deep.equal({
      cash: CASH,
      price: 1_000_000_000n,
      softCap: 60_000n,
      hardCap: 100_000n,
      minimum: 500n,
      opensAt: 1_000_000n + DAY,
      closesAt: 1_000_000n + 11n * DAY,
      reserve: 104_000_000_000_000n,
      prospectus: PROSPECTUS,
    });
  });

  for (const [decimals, price] of [
    [2n, 100_000n],
    [6n, 1_000_000_000n],
    [18n, 1_000n * 10n ** 18n],
  ] as const) {
    it(`states the price in minor units of cash with ${decimals.toString()} decimals`, () => {
      expect(toOfferTerms({ ...parameters, cashDecimals: decimals }).price).to.equal(price);
    });
  }
});
