/** A path as people write it: issuer.lei, documents[2].file. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === "number") return `${text}[${String(step)}]`;
    return text === "" ? String(step) : `${text}.${String(step)}`;
  }, "");
}
