import { ProtocolError } from "../errors.js";
import { topicFacts } from "../facts/topicFacts.js";
import { topics } from "../topics.js";
import type { GatedStageName } from "../topics.js";
import type { AssetInputs } from "./AssetInputs.js";

/**
 * Checks that the input files of one asset agree with each other.
 * @throws INPUT_INCONSISTENT naming the first field that contradicts another file.
 */
export function checkInputs(inputs: AssetInputs): void {
  checkTerms(inputs);
  checkOffer(inputs);
  checkAllocations(inputs);
  checkEvidence(inputs);
}

function demand(holds: boolean, file: string, field: string, problem: string): void {
  if (!holds) throw new ProtocolError("INPUT_INCONSISTENT", { file, field, problem });
}

function checkTerms({ asset, terms, token, offer, trading }: AssetInputs): void {
  const { currency } = asset;
  const other = `the asset's currency is ${currency}`;
  demand(terms.currency === currency, "terms.json", "currency", other);
  demand(offer.cashCurrency === currency, "offer.json", "cashCurrency", other);
  demand(trading.currency === currency, "trading.json", "currency", other);
  demand(
    token.decimals === terms.decimals,
    "token.json",
    "decimals",
    `the terms say ${String(terms.decimals)}`,
  );
  demand(token.isin === terms.isin, "token.json", "isin", `the terms say ${terms.isin}`);
  // Multiplied out, so that nothing is rounded.
  const value = terms.units * terms.unitValue.millionths * 10_000n;
  const ceiling =
    asset.attestedValue.millionths * (10_000n - terms.haircutBps) * 10n ** BigInt(terms.decimals);
  demand(
    value <= ceiling,
    "terms.json",
    "units",
    "the units are worth more than the attested value less the haircut",
  );
}

function checkOffer({ terms, offer }: AssetInputs): void {
  demand(offer.hardCap <= terms.units, "offer.json", "hardCap", "it is above the structured units");
  const value = offer.hardCap * terms.unitValue.millionths;
  const covered = offer.reserve.millionths * 10n ** BigInt(terms.decimals);
  demand(value <= covered, "offer.json", "reserve", "it is below the value of the hard cap");
}

function checkAllocations({ offer, investors, allocations }: AssetInputs): void {
  const known = new Set<string>(investors.map(({ lei }) => lei));
  for (const { lei, units, line } of allocations) {
    demand(known.has(lei), "allocations.csv", `line ${String(line)}, lei`, `${lei} is not in investors.csv`);
    const isEnough = units >= offer.minimumSubscription;
    demand(
      isEnough,
      "allocations.csv",
      `line ${String(line)}, units`,
      `${lei} gets less than the least subscription`,
    );
  }
  const total = allocations.reduce((sum, { units }) => sum + units, 0n);
  demand(total >= offer.softCap, "allocations.csv", "units", "together they are below the soft cap");
  demand(total <= offer.hardCap, "allocations.csv", "units", "together they are above the hard cap");
}

function checkEvidence({ evidence }: AssetInputs): void {
  for (const stage of Object.keys(topics) as GatedStageName[]) {
    for (const topic of topics[stage]) {
      const isListed = evidence[stage].some((entry) => entry.topic === topic);
      demand(isListed, "evidence.json", stage, `there is no evidence for ${topic}`);
    }
    evidence[stage].forEach((entry, index) => {
      const field = `${stage}[${String(index)}].facts`;
      const missing = topicFacts[entry.topic].filter((fact) => !entry.facts.includes(fact));
      const extra = entry.facts.filter((fact) => !topicFacts[entry.topic].includes(fact));
      demand(missing.length === 0, "evidence.json", field, `${entry.topic} needs ${missing.join(", ")} too`);
      demand(
        extra.length === 0,
        "evidence.json",
        field,
        `the schema of ${entry.topic} has no ${extra.join(", ")}`,
      );
    });
  }
}
