import { readFile } from "node:fs/promises";
import { schemaDefinition, topics, type TopicName } from "@muniment/protocol";
import { parseConfiguration } from "@muniment/sdk";
import { expect } from "chai";

import { caught } from "../../helpers/caught.js";

const PATH = "ignition/parameters/development.json";
const TOPICS: readonly TopicName[] = [...new Set<TopicName>(Object.values(topics).flat())];

describe("parseConfiguration", () => {
  let text: string;
  before(async () => {
    text = await readFile(PATH, "utf8");
  });

  it("reads the committed configuration, in which every topic has its schema and an attester", () => {
    const configuration = parseConfiguration(PATH, text);
    expect(Object.keys(configuration.schemas)).to.have.members(TOPICS);
    expect(Object.keys(configuration.attesters)).to.have.members(TOPICS);
    for (const topic of TOPICS) {
      expect(configuration.schemas[topic], topic).to.equal(schemaDefinition(topic));
      expect(configuration.attesters[topic], topic).to.have.length.greaterThan(0);
    }
  });

  it("the committed configuration asks at each stage of each class for the stage's topics", () => {
    for (const [name, stages] of Object.entries(parseConfiguration(PATH, text).classes)) {
      for (const [stage, wanted] of Object.entries(topics)) {
        const requirements = stages[stage as keyof typeof topics];
        expect(
          requirements.map(({ topic }) => topic),
          `${name} ${stage}`,
        ).to.have.members([...wanted]);
      }
    }
  });

  it("the committed configuration names no account that it does not list", () => {
    const { accounts, roles, attesters, identity } = parseConfiguration(PATH, text);
    const named = [...Object.values(roles).flat(), ...Object.values(attesters).flat(), ...identity.binders];
    expect(Object.keys(accounts)).to.include.members([...new Set(named)]);
  });

  const faults: readonly [string, (raw: Record<string, Record<string, unknown>>) => void][] = [
    ["roles", (raw) => ((raw["roles"] ?? {})["KING"] = ["admin"])],
    ["accounts.issuer", (raw) => ((raw["accounts"] ?? {})["issuer"] = "0x12")],
    ["delays.POLICY", (raw) => ((raw["delays"] ?? {})["POLICY"] = -1)],
    ["attesters.NAV", (raw) => ((raw["attesters"] ?? {})["NAV"] = "valuer")],
    ["finality", (raw) => Reflect.set(raw, "finality", ["eventual"])],
    ["classes.MUNICIPAL_BOND", (raw) => ((raw["classes"] ?? {})["MUNICIPAL_BOND"] = { Registered: [] })],
    ["extra", (raw) => (raw["extra"] = {})],
  ];
  for (const [field, damage] of faults) {
    it(`CONFIGURATION_INVALID: names the field when ${field} is wrong`, () => {
      const raw = JSON.parse(text) as Record<string, Record<string, unknown>>;
      damage(raw);
      const error = caught(() => parseConfiguration("mine.json", JSON.stringify(raw)));
      expect(error.code).to.equal("CONFIGURATION_INVALID");
      expect(error.context["path"]).to.equal("mine.json");
      expect(error.context["problem"]).to.contain(field);
      expect(error.exitCode).to.equal(1);
    });
  }

  it("CONFIGURATION_INVALID: names the file that is no JSON", () => {
    const error = caught(() => parseConfiguration("mine.json", text.slice(0, 40)));
    expect(error.code).to.equal("CONFIGURATION_INVALID");
  });
});
