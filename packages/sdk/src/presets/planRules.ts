import { Interface } from "ethers";

import { rulePresets, type PresetRule, type RulePresetName } from "./rulePresets.js";

/** A module to add, with the calls that set it: what `addAndSetModule` takes, once the module's address is known. */
export interface PlannedRule {
  readonly module: string;
  readonly calls: readonly string[];
}

/**
 * The rules of a preset, with the sanctioned countries added to what it restricts.
 *
 * @param preset Name of the preset.
 * @param sanctioned Countries that must not receive, ISO 3166-1 numeric: the issuer's own list.
 * @example
 * for (const { module, calls } of planRules("reg-s", sanctioned)) compliance.addAndSetModule(addressOf(module), calls);
 */
export function planRules(preset: RulePresetName, sanctioned: readonly number[]): readonly PlannedRule[] {
  const rules: PresetRule[] = [...rulePresets[preset]];
  if (sanctioned.length > 0) {
    const setting = { function: "batchRestrictCountries(uint16[])", args: [sanctioned] };
    const index = rules.findIndex((rule) => rule.module === "CountryRestrictModule");
    const settings = [...(rules[index]?.settings ?? []), setting];
    const rule = { module: "CountryRestrictModule", settings };
    if (index < 0) rules.push(rule);
    else rules[index] = rule;
  }
  return rules.map((rule) => ({ module: rule.module, calls: rule.settings.map(encode) }));
}

function encode(setting: PresetRule["settings"][number]): string {
  return new Interface([`function ${setting.function}`]).encodeFunctionData(setting.function, setting.args);
}
