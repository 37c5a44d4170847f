import { ProtocolError, type AssetInputs, type GatedStageName, type Hex } from "@muniment/protocol";
import { ZeroAddress } from "ethers";

import { RwaToken__factory } from "../../../../typechain-types/index.js";
import type { Contracts } from "../contracts/connectContracts.js";
import { toOfferTerms } from "./toOfferTerms.js";
import { toRegistrationRecord } from "./toRegistrationRecord.js";
import { toStructureTerms } from "./toStructureTerms.js";
import { toTradingTerms } from "./toTradingTerms.js";

/** Parameters of {@link checkSubmitted}. */
export interface CheckSubmittedParameters {
  readonly contracts: Contracts;
  readonly asset: Hex;
  readonly inputs: AssetInputs;
  /** Hash of a file of the asset's folder. */
  readonly hashOf: (file: string) => Promise<Hex>;
}

const SECONDS_PER_DAY = 86_400n;

type Check = (parameters: CheckSubmittedParameters) => Promise<boolean>;

const isRegistration: Check = async ({ contracts, asset, inputs, hashOf }) => {
  const { Registration } = contracts;
  const documents = await Promise.all(inputs.asset.documents.map(({ file }) => hashOf(file)));
  const expected = toRegistrationRecord({ asset: inputs.asset, serials: inputs.serials, documents });
  const encode = (record: typeof expected): string =>
    Registration.interface.encodeFunctionData("submit", [record]);
  return encode(expected) === encode(await Registration.recordOf(asset));
};

const isStructure: Check = async ({ contracts, asset, inputs, hashOf }) => {
  const { Structuring } = contracts;
  const expected = toStructureTerms(inputs.terms, await hashOf(inputs.terms.termSheet));
  const encode = (terms: typeof expected): string =>
    Structuring.interface.encodeFunctionData("submit", [asset, terms]);
  return encode(expected) === encode(await Structuring.termsOf(asset));
};

const isToken: Check = async ({ contracts, asset, inputs }) =>
  (await contracts.Tokenization.recordOf(asset)).metadata === inputs.token.hash;

const isOffer: Check = async ({ contracts, asset, inputs, hashOf }) => {
  const { Issuance } = contracts;
  const { terms } = await Issuance.offerOf(asset);
  if (terms.cash === ZeroAddress) return false;
  const { offer } = inputs;
  const expected = toOfferTerms({
    offer,
    cash: terms.cash,
    cashDecimals: await RwaToken__factory.connect(terms.cash, Issuance.runner).decimals(),
    prospectus: await hashOf(offer.prospectus),
    // The notice counts from a block nobody knows beforehand; how long the offer stays open is in the file.
    now: terms.opensAt - offer.noticeDays * SECONDS_PER_DAY,
  });
  const encode = (offerTerms: typeof expected): string =>
    Issuance.interface.encodeFunctionData("submit", [asset, offerTerms]);
  return encode(expected) === encode(terms);
};

const isTrading: Check = async ({ contracts, asset, inputs, hashOf }) => {
  const { Trading } = contracts;
  const expected = toTradingTerms(inputs.trading, await hashOf(inputs.trading.agreement));
  const encode = (terms: typeof expected): string =>
    Trading.interface.encodeFunctionData("submit", [asset, terms]);
  return encode(expected) === encode(await Trading.termsOf(asset));
};

const CHECKS: readonly (readonly [GatedStageName, string, Check])[] = [
  ["Registered", "asset.json", isRegistration],
  ["Structured", "terms.json", isStructure],
  ["Tokenized", "token.json", isToken],
  ["Issued", "offer.json", isOffer],
  ["Trading", "trading.json", isTrading],
];

/**
 * Checks that the input files, and the documents they name, are what was submitted on chain, up to a stage: an attester
 * compares documents with the record everybody sees, not with a local copy of it.
 * @throws INPUT_NOT_SUBMITTED naming the first file that differs
 */
export async function checkSubmitted(
  parameters: CheckSubmittedParameters,
  stage: GatedStageName,
): Promise<void> {
  for (const [name, file, check] of CHECKS) {
    if (!(await check(parameters))) throw new ProtocolError("INPUT_NOT_SUBMITTED", { file, stage: name });
    if (name === stage) return;
  }
}
