import { parseAllocations } from "./parseAllocations.js";
import { parseAsset } from "./parseAsset.js";
import type { AssetInputs } from "./AssetInputs.js";
import { buildSerialTree } from "../serials/buildSerialTree.js";
import { checkInputs } from "./checkInputs.js";
import { parseEvidence } from "./parseEvidence.js";
import { parseInvestors } from "./parseInvestors.js";
import { parseOffer } from "./parseOffer.js";
import { parseSerials } from "./parseSerials.js";
import { parseTerms } from "./parseTerms.js";
import { parseToken } from "./parseToken.js";
import { parseTrading } from "./parseTrading.js";

/**
 * Reads all input files of one asset and checks that they agree.
 * @param read Gives the text of a file by its name in the asset's folder, for example "asset.json".
 * @throws INPUT_SYNTAX, INPUT_DUPLICATE, INPUT_FIELD_MISSING, INPUT_FIELD_UNKNOWN, INPUT_FIELD_INVALID,
 * INPUT_INCONSISTENT, and what `read` throws
 */
export function parseInputs(read: (file: string) => string): AssetInputs {
  const asset = parseAsset("asset.json", read("asset.json"));
  const terms = parseTerms("terms.json", read("terms.json"));
  const inputs: AssetInputs = {
    asset,
    terms,
    serials: asset.serials === null ? buildSerialTree([]) : parseSerials(asset.serials, read(asset.serials)),
    token: parseToken("token.json", read("token.json")),
    offer: parseOffer("offer.json", read("offer.json"), terms.decimals),
    trading: parseTrading("trading.json", read("trading.json")),
    investors: parseInvestors("investors.csv", read("investors.csv")),
    allocations: parseAllocations("allocations.csv", read("allocations.csv"), terms.decimals),
    evidence: parseEvidence("evidence.json", read("evidence.json")),
  };
  checkInputs(inputs);
  return inputs;
}
