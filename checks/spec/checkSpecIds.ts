import type { Finding } from "../Finding.js";
import type { SourceFile } from "../SourceFile.js";
import { maskComments } from "../text/maskComments.js";
import { matches } from "../text/matches.js";

const rule = /^\*\*([A-Z][A-Z0-9]*-\d+)\*\*/gm;
const mention = /\b[A-Z][A-Z0-9]*-\d+\b/g;
const literal = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`/g;
const title = /\b(?:it|describe|specify|context)\(\s*["'`]([A-Z][A-Z0-9]*-\d+)(?=[:, ])/g;
/** Documents of other people, which are numbered in the same way. */
const foreign = /^(ERC|EIP|RIP|CIP|ISO|SHA|UTF|BIP|RFC|SLIP|FIPS|CWE|SWC)-/;

type Mention = { id: string; file: string; line: number };

/** Every numbered rule of spec/ is stated once and named by a test; nothing names a rule that is not there. */
export function checkSpecIds(files: readonly SourceFile[]): Finding[] {
  const rules = new Map<string, Mention>();
  const findings: Finding[] = [];
  for (const { path, text } of files.filter((file) => /^spec\/.*\.md$/.test(file.path))) {
    for (const { value: id, line } of matches(text, rule)) {
      const first = rules.get(id);
      if (first === undefined) rules.set(id, { id, file: path, line });
      else
        findings.push({
          file: path,
          line,
          message: `${id} is stated already in ${first.file}:${first.line}`,
        });
    }
  }

  const prefixes = new Set([...rules.keys()].map((id) => id.replace(/-\d+$/, "")));
  const tests = files.filter(({ path }) => path.startsWith("test/") && !path.startsWith("test/checks/"));
  const named = new Set(tests.flatMap(mentionsInTest).map(({ id }) => id));
  for (const { id, file, line } of rules.values()) {
    if (!named.has(id)) findings.push({ file, line, message: `${id} is named by no test` });
  }

  const citing = files.filter(({ path }) => /^(contracts|packages|tasks|docs)\/.*\.(sol|ts|md)$/.test(path));
  const mentions = [...tests.flatMap(mentionsInTest), ...citing.flatMap(mentionsAnywhere)];
  for (const { id, file, line } of [...mentions, ...tests.flatMap(titlesOf)]) {
    const isOurs = prefixes.has(id.replace(/-\d+$/, "")) && !rules.has(id);
    if (isOurs) findings.push({ file, line, message: `names ${id}, which spec/ does not state` });
  }
  for (const { id, file, line } of tests.flatMap(titlesOf)) {
    if (prefixes.has(id.replace(/-\d+$/, "")) || foreign.test(id)) continue;
    findings.push({ file, line, message: `names ${id}, which spec/ does not state` });
  }
  return unique(findings);
}

/** In TypeScript what stands in strings; in Solidity, whose function names cannot hold a hyphen, comments too. */
function mentionsInTest(file: SourceFile): Mention[] {
  if (file.path.endsWith(".sol")) return mentionsAnywhere(file);
  if (!file.path.endsWith(".ts")) return [];
  return matches(maskComments(file.text), literal).flatMap(({ value, line }) =>
    matches(value, mention).map((found) => ({
      id: found.value,
      file: file.path,
      line: line + found.line - 1,
    })),
  );
}

function mentionsAnywhere({ path, text }: SourceFile): Mention[] {
  return matches(text, mention).map(({ value, line }) => ({ id: value, file: path, line }));
}

function titlesOf({ path, text }: SourceFile): Mention[] {
  return path.endsWith(".ts")
    ? matches(maskComments(text), title).map(({ value, line }) => ({ id: value, file: path, line }))
    : [];
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
