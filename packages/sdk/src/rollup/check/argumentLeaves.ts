import type { ParamType } from "ethers";

/** A plain argument of a constructor. */
export interface ArgumentLeaf {
  readonly path: string;
  /** Its own name, without the structs that it is in. */
  readonly field: string;
  readonly value: unknown;
}

/** Every plain argument, within structs too. */
export function* argumentLeaves(
  inputs: readonly ParamType[],
  values: readonly unknown[],
): Generator<ArgumentLeaf> {
  for (const [index, { name, components }] of inputs.entries()) {
    const field = name.replace(/_$/, "");
    const value = values[index];
    if (components === null) {
      yield { path: field, field, value };
      continue;
    }
    const inner = (value ?? {}) as Readonly<Record<string, unknown>>;
    const parts = components.map((part) => inner[part.name]);
    for (const leaf of argumentLeaves(components, parts)) yield { ...leaf, path: `${field}.${leaf.path}` };
  }
}
