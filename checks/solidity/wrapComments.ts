const limit = 120;
const comment = /^(\s*\/\/\/? )(.*)$/;

/** Breaks line comments of Solidity that are longer than 120 characters at a space; prettier leaves them alone. */
export function wrapComments(text: string): string {
  return text
    .split("\n")
    .flatMap((line) => {
      const [, prefix, words] = comment.exec(line) ?? [];
      if (line.length <= limit || prefix === undefined || words === undefined) return [line];
      const lines: string[] = [];
      let rest = words;
      while (prefix.length + rest.length > limit) {
        const at = rest.lastIndexOf(" ", limit - prefix.length);
        if (at <= 0) break;
        lines.push(prefix + rest.slice(0, at));
        rest = rest.slice(at + 1);
      }
      return [...lines, prefix + rest];
    })
    .join("\n");
}
