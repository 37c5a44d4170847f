import { ProtocolError } from "@muniment/protocol";

/**
 * Those of a list that were asked for by name, in the list's order; all when none was.
 * @throws ARGUMENT_INVALID for a name that is not in the list.
 */
export function choose<Item extends { readonly name: string }>(
  items: readonly Item[],
  wanted: readonly string[],
  option: string,
): readonly Item[] {
  const names = items.map(({ name }) => name);
  for (const value of wanted) {
    if (!names.includes(value)) {
      throw new ProtocolError("ARGUMENT_INVALID", {
        value: `"${value}"`,
        option,
        expected: `one of ${names.map((name) => `"${name}"`).join(", ")}`,
      });
    }
  }
  return wanted.length === 0 ? items : items.filter(({ name }) => wanted.includes(name));
}
