import { keccak256, utf8, type GatedStageName, type Hex } from "@muniment/protocol";
import { checkSubmitted } from "@muniment/sdk";
import { expect } from "chai";

import { InputFolder } from "../../../tasks/context/InputFolder.js";
import { BOND, loadBond, NO_ASSET, type BondWalk } from "../../helpers/bondWalk.js";
import { exampleInputs, exampleText } from "../../helpers/exampleFile.js";
import { rejected } from "../../helpers/rejected.js";

const STAGES: readonly GatedStageName[] = ["Registered", "Structured", "Tokenized", "Issued", "Trading"];

/** A change of each stage's file that leaves the files consistent. */
const CHANGES: readonly [GatedStageName, string, string, string][] = [
  ["Registered", "asset.json", "Tolo Harbour district energy", "Tolo Harbor district energy"],
  ["Structured", "terms.json", '"gracePeriodDays": 14', '"gracePeriodDays": 15'],
  ["Tokenized", "token.json", "Senior secured", "Junior secured"],
  ["Issued", "offer.json", '"minimumSubscription": "500"', '"minimumSubscription": "501"'],
  ["Issued", "offer.json", '"pricePerUnit": "1000.00"', '"pricePerUnit": "1000.01"'],
  ["Issued", "offer.json", '"subscriptionDays": 10', '"subscriptionDays": 11'],
  ["Trading", "trading.json", '"1002.50"', '"1002.51"'],
];

/** A document of each stage that its record binds. */
const DOCUMENTS: readonly [GatedStageName, string, string][] = [
  ["Registered", "asset.json", "documents/appraisal.pdf"],
  ["Structured", "terms.json", "documents/term-sheet.pdf"],
  ["Issued", "offer.json", "documents/offering-circular.pdf"],
  ["Trading", "trading.json", "documents/admission-agreement.pdf"],
];

describe("checkSubmitted", () => {
  let bond: BondWalk;
  const folder = new InputFolder(BOND);
  const hashOf = (file: string): Promise<Hex> => folder.hash(file);

  before(async () => {
    bond = await loadBond();
  });

  it("accepts the files that were submitted, at every stage", async () => {
    const { context, asset } = bond;
    const parameters = {
      contracts: context.contracts,
      asset,
      inputs: exampleInputs("municipal-bond"),
      hashOf,
    };
    for (const stage of STAGES) await checkSubmitted(parameters, stage);
  });

  for (const [stage, file, from, to] of CHANGES) {
    it(`INPUT_NOT_SUBMITTED: ${file} with ${to}, from ${stage} on`, async () => {
      const { context, asset } = bond;
      const text = exampleText("municipal-bond", file);
      expect(text).to.contain(from);
      const inputs = exampleInputs("municipal-bond", { [file]: text.replace(from, to) });
      const parameters = { contracts: context.contracts, asset, inputs, hashOf };
      for (const [index, name] of STAGES.entries()) {
        if (index < STAGES.indexOf(stage)) await checkSubmitted(parameters, name);
        else {
          const error = await rejected(checkSubmitted(parameters, name));
          expect(error.code).to.equal("INPUT_NOT_SUBMITTED");
          expect(error.context).to.deep.equal({ file, stage });
          expect(error.exitCode).to.equal(2);
        }
      }
    });
  }

  for (const [stage, file, document] of DOCUMENTS) {
    it(`INPUT_NOT_SUBMITTED: ${document} changed after ${stage} was submitted`, async () => {
      const { context, asset } = bond;
      const inputs = exampleInputs("municipal-bond");
      const changed = (name: string): Promise<Hex> =>
        name === document ? Promise.resolve(keccak256(utf8("changed"))) : hashOf(name);
      const parameters = { contracts: context.contracts, asset, inputs, hashOf: changed };
      const error = await rejected(checkSubmitted(parameters, "Trading"));
      expect(error.code).to.equal("INPUT_NOT_SUBMITTED");
      expect(error.context).to.deep.equal({ file, stage });
    });
  }

  it("INPUT_NOT_SUBMITTED: nothing was submitted for an asset nobody knows", async () => {
    const { contracts } = bond.context;
    const inputs = exampleInputs("municipal-bond");
    const error = await rejected(
      checkSubmitted({ contracts, asset: NO_ASSET, inputs, hashOf }, "Registered"),
    );
    expect(error.context["stage"]).to.equal("Registered");
  });
});
